import type { ExpressionNode } from '@tiphys/expression';
import type { Outputs, Parameter } from '@tiphys/models';
import { binary, choice, negation, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printSafe, printTag } from '../../expression/tree/print-tag.ts';
import type { Body, BodyResult, BranchNode, CallNode, Formula } from '../../ir/graph.ts';
import { namedResults } from '../../ir/named-results.ts';
import { outputsOf } from '../../ir/outputs.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { type ReadPlace, textNode, valueNode } from '../values/read-value.ts';
import { writeCall } from './write-call.ts';

/** A written case of a branch. */
interface WrittenCase {
  readonly name: string;
  readonly task: WrittenTask | undefined;
  readonly result: BodyResult;
}

/** Writes the task of a branch: it calls a template with one task for each case, of which one runs. */
export function writeBranch(
  branch: BranchNode,
  context: BodyContext,
  state: ManifestState,
): readonly WrittenTask[] {
  const [first, ...others] = branch.bodies;
  if (first === undefined) return [];
  if (others.length === 0) return writeGroup(branch, first, { context, state });
  const template = state.names.claim(branch.name);
  const finish = openTemplate(template, branch.site, state);
  const inner = new BodyContext({ parent: context, template, scope: undefined });
  const cases = writeCases(branch, inner, state);
  const outputs = joinResults(branch, cases, {
    context: inner,
    waits: [],
    trees: state.trees,
    inOutputs: true,
  });
  const tasks = cases.map(({ task }) => task).filter((task) => task !== undefined);
  finish({ ...writeInputs(inner, state), ...outputs, dag: { tasks } });
  return [callTemplate({ name: branch.name, inner, outer: context, waits: waitsOf(branch, context) }, state)];
}

/** Returns the expression of a condition. */
export function conditionNode(condition: Formula, place: ReadPlace): ExpressionNode {
  return valueNode({ kind: 'expression', scope: undefined, formula: condition }, place);
}

interface Place {
  readonly context: BodyContext;
  readonly state: ManifestState;
}

/** Writes several tasks with one condition, which is on the call of their template. */
function writeGroup(branch: BranchNode, body: Body, { context, state }: Place): readonly WrittenTask[] {
  if (body.scope.tasks.length === 0) return [];
  const waits = waitsOf(branch, context);
  const place: ReadPlace = { context, waits, trees: state.trees };
  const when = whenOf(body.condition === undefined ? [] : [conditionNode(body.condition, place)]);
  const inner = new BodyContext({
    parent: context,
    template: state.names.claim(branch.name),
    scope: body.scope,
  });
  state.writeBody(inner, { scope: body.scope, result: undefined, site: branch.site }, state);
  return [{ ...callTemplate({ name: branch.name, inner, outer: context, waits }, state), ...when }];
}

function waitsOf(branch: BranchNode, context: BodyContext): Waits {
  const waits: Waits = [];
  context.addEndings(branch, waits);
  return waits;
}

function whenOf(conditions: readonly ExpressionNode[]): { readonly when?: string } {
  const [first, ...others] = conditions;
  if (first === undefined) return {};
  return { when: printTag(others.reduce((left, right) => binary('&&', left, right), first)) };
}

/** Writes the cases. Each runs if its own condition holds and none of those before it. */
function writeCases(branch: BranchNode, inner: BodyContext, state: ManifestState): readonly WrittenCase[] {
  const place: ReadPlace = { context: inner, waits: [], trees: state.trees };
  const before: ExpressionNode[] = [];
  return branch.bodies.map((body) => {
    const own = body.condition === undefined ? undefined : conditionNode(body.condition, place);
    const when = whenOf([...before, ...(own === undefined ? [] : [own])]);
    if (own !== undefined) before.push(negation(own));
    return writeCase({ branch, body, when }, inner, state);
  });
}

interface Case {
  readonly branch: BranchNode;
  readonly body: Body;
  readonly when: { readonly when?: string };
}

function writeCase({ branch, body, when }: Case, outer: BodyContext, state: ManifestState): WrittenCase {
  const { name, scope, result } = body;
  if (scope.tasks.length === 0) return { name, task: undefined, result };
  const call = findLoneCall(body);
  if (call !== undefined) {
    const task: WrittenTask = { ...writeCall(call, outer, state, { name }), ...when };
    return { name, task: state.sites.add(task, call.site), result };
  }
  const inner = new BodyContext({
    parent: outer,
    template: state.names.claim(`${branch.name}-${name}`),
    scope,
  });
  state.writeBody(inner, { scope, result, site: branch.site }, state);
  return { name, task: { ...callTemplate({ name, inner, outer }, state), ...when }, result };
}

function findLoneCall({ scope, result }: Body): CallNode | undefined {
  const [call, ...others] = scope.tasks;
  if (call?.kind !== 'call' || others.length > 0) return undefined;
  if (result === undefined) return call;
  // A template in another object has outputs with other names.
  return result.kind === 'one' && result.source === call && outputsOf(call)?.kind === 'one'
    ? call
    : undefined;
}

/** Joins the results of the cases: each result is that of the case that ran. */
function joinResults(
  { bodies }: BranchNode,
  cases: readonly WrittenCase[],
  place: ReadPlace,
): { readonly outputs?: Outputs } {
  const [first] = cases;
  if (first?.result === undefined || bodies.at(-1)?.condition !== undefined) return {};
  const parameters = namedResults(first.result).map(([name]): Parameter => {
    // A case without tasks has no status, so it comes last.
    const ordered = [
      ...cases.filter(({ task }) => task !== undefined),
      ...cases.filter(({ task }) => task === undefined),
    ];
    const last = ordered.at(-1);
    if (last === undefined) throw new Error('unreachable: a branch has cases');
    const joined = ordered
      .slice(0, -1)
      .reduceRight(
        (rest, one) => choice(hasRun(one), resultNode(one, name, place), rest),
        resultNode(last, name, place),
      );
    return { name, valueFrom: { expression: printSafe(joined) } };
  });
  return { outputs: { parameters } };
}

function hasRun({ name }: WrittenCase): ExpressionNode {
  return binary('==', pathNode(['tasks', name, 'status']), text('Succeeded'));
}

function resultNode(
  { name: task, result, task: written }: WrittenCase,
  name: string,
  place: ReadPlace,
): ExpressionNode {
  if (written !== undefined) return pathNode(['tasks', task, 'outputs', 'parameters', name]);
  const source = new Map(namedResults(result)).get(name);
  if (source === undefined) throw new Error('unreachable: all cases return the same results');
  return textNode(source, place);
}

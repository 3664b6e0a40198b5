import type { ExpressionNode } from '@tiphys/expression';
import { binary, negation } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import { callableOf } from '../../ir/callable.ts';
import { claimIn } from '../../ir/claim-in.ts';
import type { Body, BranchNode, CallNode, Formula } from '../../ir/graph.ts';
import { outputsOf } from '../../ir/outputs.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { callTemplate } from '../templates/call-template.ts';
import { failTemplate } from '../templates/fail-template.ts';
import { joinCases, type WrittenCase } from '../templates/join-cases.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { type ReadPlace, valueNode } from '../values/read-value.ts';
import { writeCall } from './write-call.ts';

/** Writes the task of a branch: it calls a template with one task for each case, of which one runs. */
export function writeBranch(
  branch: BranchNode,
  context: BodyContext,
  state: ManifestState,
): readonly WrittenTask[] {
  const [first, ...others] = branch.bodies;
  if (first === undefined) return [];
  if (others.length === 0 && branch.subject === undefined)
    return writeGroup(branch, first, { context, state });
  const template = state.names.claim(branch.name);
  const finish = openTemplate(template, branch.site, state);
  const inner = new BodyContext({ parent: context, template, scope: undefined });
  const cases = writeCases(branch, inner, state);
  const outputs = joinCases(branch, cases, {
    context: inner,
    waits: [],
    trees: state.trees,
    inOutputs: true,
  });
  const tasks = cases.flatMap(({ task }) => task ?? []);
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
  const isMatch = branch.subject !== undefined;
  const before: ExpressionNode[] = [];
  const cases = branch.bodies.map((body) => {
    const own = body.condition === undefined ? undefined : conditionNode(body.condition, place);
    // At most one case of a match fits.
    const when = whenOf(own === undefined ? before : isMatch ? [own] : [...before, own]);
    if (own !== undefined) before.push(negation(own));
    return writeCase({ branch, body, when }, inner, state);
  });
  if (!isMatch || branch.bodies.at(-1)?.condition === undefined) return cases;
  const names = new Set(cases.map(({ name }) => name));
  const template = failTemplate('no-case', 'value-matches-no-case', state);
  const task: WrittenTask = { name: claimIn(names, 'no-case'), template, ...whenOf(before) };
  return [...cases, { name: task.name, task: state.sites.add(task, branch.site), result: 'failure' }];
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
    return { name, task: state.sites.add(task, call.site), result, call };
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
  if (call?.kind !== 'call' || others.length > 0 || call.handlers !== undefined) return undefined;
  if (result === undefined) return call;
  // Other templates have outputs with other names.
  return result.kind === 'one' &&
    result.source === call &&
    outputsOf(call)?.kind === 'one' &&
    callableOf(call) !== 'definition'
    ? call
    : undefined;
}

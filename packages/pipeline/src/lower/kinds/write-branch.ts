import type { ExpressionNode } from '@tiphys/expression';
import type { Outputs, Parameter } from '@tiphys/models';
import { binary, choice, negation, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printSafe, printTag } from '../../expression/tree/print-tag.ts';
import { namedResults } from '../../ir/named-results.ts';
import { isRemoteCall } from '../../ir/remote-call.ts';
import type { BodyResult, BranchTask, CallTask, Scope } from '../../ir/scope.ts';
import { BodyContext, type Waits } from '../body-context.ts';
import { callTemplate } from '../call-template.ts';
import type { ManifestState } from '../manifest-state.ts';
import { openTemplate } from '../open-template.ts';
import { type ReadPlace, textNode, valueNode } from '../values/read-value.ts';
import { writeInputs } from '../write-inputs.ts';
import type { WrittenTask } from '../written-task.ts';
import { writeCall } from './write-call.ts';

/** Names of the tasks in the template of a branch. */
type SideName = 'then' | 'otherwise';

/** A written side of a branch. */
interface WrittenSide {
  readonly name: string;
  readonly task: WrittenTask | undefined;
  readonly scope: Scope | undefined;
  readonly result: BodyResult;
}

/** Writes the task of a branch: it calls a template with one task for each side, of which one runs. */
export function writeBranch(
  branch: BranchTask,
  context: BodyContext,
  state: ManifestState,
): readonly WrittenTask[] {
  if (branch.otherwise === undefined) return writeGroup(branch, context, state);
  const template = state.names.claim(branch.name);
  const finish = openTemplate(template, branch.site, state);
  const inner = new BodyContext({ parent: context, template, scope: undefined });
  const condition = conditionNode(branch, inner, state);
  const then = writeSide({ branch, side: 'then', condition }, inner, state);
  const otherwise = writeSide({ branch, side: 'otherwise', condition: negation(condition) }, inner, state);
  const outputs = joinResults(then, otherwise, {
    context: inner,
    waits: [],
    trees: state.trees,
    inOutputs: true,
  });
  const tasks = [then.task, otherwise.task].filter((task) => task !== undefined);
  finish({ ...writeInputs(inner, state), ...outputs, dag: { tasks } });
  return [callTemplate({ name: branch.name, inner, outer: context, waits: waitsOf(branch, context) }, state)];
}

function conditionNode(branch: BranchTask, context: BodyContext, state: ManifestState): ExpressionNode {
  const place = { context, waits: [], trees: state.trees };
  return valueNode({ kind: 'expression', scope: undefined, formula: branch.condition }, place);
}

/** Writes several tasks with one condition, which is on the call of their template. */
function writeGroup(branch: BranchTask, context: BodyContext, state: ManifestState): readonly WrittenTask[] {
  if (branch.then.tasks.length === 0) return [];
  const waits = waitsOf(branch, context);
  const place: ReadPlace = { context, waits, trees: state.trees };
  const when = printTag(
    valueNode({ kind: 'expression', scope: undefined, formula: branch.condition }, place),
  );
  const inner = new BodyContext({
    parent: context,
    template: state.names.claim(branch.name),
    scope: branch.then,
  });
  state.writeBody(inner, { scope: branch.then, result: undefined, site: branch.site }, state);
  return [{ ...callTemplate({ name: branch.name, inner, outer: context, waits }, state), when }];
}

function waitsOf(branch: BranchTask, context: BodyContext): Waits {
  const waits: Waits = [];
  for (const earlier of branch.after ?? []) context.addWait(earlier, waits);
  return waits;
}

interface Side {
  readonly branch: BranchTask;
  readonly side: SideName;
  readonly condition: ExpressionNode;
}

function writeSide(
  { branch, side: name, condition }: Side,
  outer: BodyContext,
  state: ManifestState,
): WrittenSide {
  const scope = name === 'then' ? branch.then : (branch.otherwise ?? branch.then);
  const result = name === 'then' ? branch.thenResult : branch.otherwiseResult;
  if (scope.tasks.length === 0) return { name, task: undefined, scope: undefined, result };
  const when = printTag(condition);
  const call = findLoneCall(scope, result);
  if (call !== undefined) {
    const task: WrittenTask = { ...writeCall(call, outer, state, { name }), when };
    return { name, task: state.sites.add(task, call.site), scope, result };
  }
  const inner = new BodyContext({
    parent: outer,
    template: state.names.claim(`${branch.name}-${name}`),
    scope,
  });
  state.writeBody(inner, { scope, result, site: branch.site }, state);
  return { name, task: { ...callTemplate({ name, inner, outer }, state), when }, scope, result };
}

function findLoneCall(scope: Scope, result: BodyResult): CallTask | undefined {
  const [call, ...others] = scope.tasks;
  if (call?.kind !== 'call' || others.length > 0 || (result !== undefined && result !== call))
    return undefined;
  // The outputs of a template in another object have other names.
  return isRemoteCall(call) && result !== undefined ? undefined : call;
}

/** Joins the results of the two sides: each result is that of the side that ran. */
function joinResults(
  then: WrittenSide,
  otherwise: WrittenSide,
  place: ReadPlace,
): { readonly outputs?: Outputs } {
  if (then.result === undefined) return {};
  const parameters = namedResults(then.result).map(([name]): Parameter => {
    const yes = resultNode(then, name, place);
    const no = resultNode(otherwise, name, place);
    const joined =
      then.task === undefined ? choice(hasRun(otherwise), no, yes) : choice(hasRun(then), yes, no);
    return { name, valueFrom: { expression: printSafe(joined) } };
  });
  return { outputs: { parameters } };
}

function hasRun({ name }: WrittenSide): ExpressionNode {
  return binary('==', pathNode(['tasks', name, 'status']), text('Succeeded'));
}

function resultNode(side: WrittenSide, name: string, place: ReadPlace): ExpressionNode {
  if (side.task !== undefined) return pathNode(['tasks', side.name, 'outputs', 'parameters', name]);
  const source = new Map(namedResults(side.result)).get(name);
  if (source === undefined) throw new Error('unreachable: both sides give the same results');
  return textNode(source, place);
}

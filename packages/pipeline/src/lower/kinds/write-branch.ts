import type { ExpressionNode } from '@tiphys/expression';
import { binary, negation } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import { locate } from '../../ir/call-site.ts';
import { claimIn } from '../../ir/claim-in.ts';
import type { Body, BranchNode, Formula } from '../../ir/graph.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { BodyContext, type Waits } from '../context/body-context.ts';
import { MAXIMUM_TASKS } from '../context/maximum-tasks.ts';
import { callTemplate } from '../templates/call-template.ts';
import { joinCases, type WrittenCase } from '../templates/join-cases.ts';
import type { ManifestState } from '../templates/manifest-state.ts';
import { openTemplate } from '../templates/open-template.ts';
import { failTemplate } from '../templates/suspend-templates.ts';
import { writeInputs } from '../templates/write-inputs.ts';
import type { WrittenTask } from '../templates/written-task.ts';
import { type ReadPlace, valueNode } from '../values/read-value.ts';
import { caseNameOf, writeCase } from './write-case.ts';

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
  assertCount(branch, tasks.length);
  finish({ ...writeInputs(inner, state), ...outputs, dag: { tasks } });
  return [callTemplate({ name: branch.name, inner, outer: context, waits: waitsOf(branch, context) }, state)];
}

function assertCount({ name, bodies, site }: BranchNode, tasks: number): void {
  if (tasks <= MAXIMUM_TASKS) return;
  throw new PipelineError(
    'PIPELINE_INVALID_CASES',
    `"${name}" has ${bodies.length} cases, which need ${tasks} tasks in one dag, but Argo allows ${MAXIMUM_TASKS}. Give the last argument of match(...), a body for all other values, more of the cases, or nest another choice in it.`,
    { location: locate(site) },
  );
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
  const used = new Set<string>();
  const before: ExpressionNode[] = [];
  const cases = branch.bodies.map((body) => {
    const own = body.condition === undefined ? undefined : conditionNode(body.condition, place);
    // At most one case of a match fits.
    const when = whenOf(own === undefined ? before : isMatch ? [own] : [...before, own]);
    if (own !== undefined) before.push(negation(own));
    const name = claimIn(used, isMatch ? body.name : caseNameOf(body));
    return writeCase({ owner: branch, body, name, extra: when }, inner, state);
  });
  if (!isMatch || branch.bodies.at(-1)?.condition === undefined) return cases;
  const template = failTemplate('no-case', 'value-matches-no-case', state);
  const task: WrittenTask = { name: claimIn(used, 'no-case'), template, ...whenOf(before) };
  return [...cases, { name: task.name, task: state.sites.add(task, branch.site), result: 'failure' }];
}

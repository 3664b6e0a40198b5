import type { CallFields } from '../../../manifest/fields.ts';
import { newActivity } from '../../../state/activities/activity-basis.ts';
import type { StepsActivity } from '../../../state/activities/steps-activity.ts';
import type { NodeBody } from '../../../state/node/node-body.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import { valueAt } from '../../../state/records.ts';
import type { RunState } from '../../../state/run-state.ts';
import { createNode, setPhase } from '../../../state/tree/create-node.ts';
import { childrenOf, findNode, nodeNamed, nodeOf } from '../../../state/tree/find-node.ts';
import { outboundNodes } from '../../../state/tree/outbound-nodes.ts';
import { addActivity, finish, finishWithError } from '../../calls/finish.ts';
import { saveMemo } from '../../calls/memoize.ts';
import type { TemplateKind } from '../../calls/registry.ts';
import { invocationOf } from '../../hooks/invocation.ts';
import { FAIL_FAST_MESSAGE, failedBefore, hasFailedFast } from '../../limits/parallelism.ts';
import { addAggregates } from '../../values/aggregate.ts';
import { addGlobalOutputs } from '../../values/global-outputs.ts';
import { addNode, addWorkflowOutputs, createScope } from '../../values/scope.ts';
import { templateOutputs } from '../../values/template-outputs.ts';
import { advanceGroup, openGroup } from './step-group.ts';

/** Steps templates. Their groups run one after another. See docs/semantics/steps-and-dags.md#steps. */
export const stepsKind: TemplateKind<StepsActivity> = {
  kind: 'steps',
  matches: ({ steps }) => Boolean(steps?.length),
  nodeType: () => 'Steps',
  start: startSteps,
  advance: advanceSteps,
  hookScope(run, { scope }, invocation) {
    const fields = findNode(run, invocation.node)?.fields;
    if (fields) scope.variables[`steps.${fields.displayName}.status`] = fields.phase;
    return scope;
  },
};

function startSteps(run: RunState, body: NodeBody): StepsActivity {
  const node = createNode(run, { ...body, type: 'Steps', phase: 'Running', withInputs: true });
  const activity = addActivity<StepsActivity>(run, {
    ...newActivity(node.fields.id, body),
    kind: 'steps',
    body,
    scope: createScope(run, body.template),
    index: 0,
    invocations: {},
    hooked: {},
    owners: {},
    live: 0,
  });
  advanceSteps(run, activity);
  return activity;
}

function advanceSteps(run: RunState, steps: StepsActivity): void {
  delete run.held[steps.id];
  const groups = steps.body.template.steps ?? [];
  const { fields } = nodeOf(run, steps.id);
  while (!isFulfilled(fields)) {
    if (failedBefore(run, steps) && stopsAtFailure(run, steps)) return;
    const calls = groups[steps.index];
    if (calls === undefined) {
      completeSteps(run, steps);
      return;
    }
    if (steps.group) advanceGroup(run, steps, steps.group);
    else openGroup(run, steps, calls);
    const group = findNode(run, steps.group?.node)?.fields;
    if (isFulfilled(fields)) return;
    if (!group || !isFulfilled(group)) {
      if (steps.group?.waiting.length) stopsAtFailure(run, steps);
      return;
    }
    if (group.phase !== 'Succeeded') {
      failSteps(run, steps, group.message);
      return;
    }
    try {
      addGroupToScope(run, steps, calls);
    } catch (error) {
      finishWithError(run, steps, error);
      return;
    }
    steps.index += 1;
    steps.group = undefined;
  }
}

function failSteps(run: RunState, steps: StepsActivity, message: string | undefined): void {
  if (run.fatal !== undefined) {
    finish(run, steps, { phase: 'Error', message: 'Workflow operation error' });
    return;
  }
  setOutboundNodes(run, steps);
  finish(run, steps, { phase: 'Failed', message });
}

function completeSteps(run: RunState, steps: StepsActivity): void {
  const { body } = steps;
  const node = nodeOf(run, steps.id);
  setOutboundNodes(run, steps);
  addWorkflowOutputs(run, steps.scope);
  try {
    const outputs = templateOutputs(run, body.template, steps.scope);
    if (outputs) node.fields.outputs = outputs;
    addGlobalOutputs(run, outputs);
    saveMemo(run, body.template, node);
    finish(run, steps, { phase: 'Succeeded' });
  } catch (error) {
    finishWithError(run, steps, error);
  }
}

/** Tells whether the template ends, or starts no more children, because one failed. See docs/semantics/limits.md#failfast-of-a-template. */
function stopsAtFailure(run: RunState, steps: StepsActivity): boolean {
  const node = nodeOf(run, steps.id);
  if (!hasFailedFast(node)) return false;
  if (node.activePods > 0) return true;
  const group = lastGroup(run, node);
  if (group) setPhase(run, group, 'Failed', FAIL_FAST_MESSAGE);
  finish(run, steps, { phase: 'Failed', message: FAIL_FAST_MESSAGE });
  return true;
}

/** Returns the step group that Argo finds last, which may belong to a nested template. */
function lastGroup(
  run: RunState,
  node: RunNode,
  known = new Map<RunNode, RunNode | undefined>(),
): RunNode | undefined {
  if (known.has(node)) return known.get(node);
  let found: RunNode | undefined;
  for (const child of [...childrenOf(run, node)].reverse()) {
    found = lastGroup(run, child, known);
    if (found) break;
  }
  found ??= node.fields.type === 'StepGroup' ? node : undefined;
  known.set(node, found);
  return found;
}

function setOutboundNodes(run: RunState, steps: StepsActivity): void {
  const { fields } = nodeOf(run, steps.id);
  const last = findNode(run, steps.group?.node) ?? nodeNamed(run, `${fields.name}[${steps.index - 1}]`);
  const ids = (last ? childrenOf(run, last) : []).flatMap((child) =>
    outboundNodes(run, child).map((node) => node.fields.id),
  );
  if (ids.length > 0) fields.outboundNodes = ids;
}

/** Adds the outputs of a finished group to the scope of the next ones. */
function addGroupToScope(run: RunState, steps: StepsActivity, calls: readonly CallFields[]): void {
  const { group, scope } = steps;
  if (!group) return;
  for (const call of calls) {
    const caller = { kind: 'steps', name: call.name } as const;
    const single = findNode(run, valueAt(group.single, call.name));
    if (single) {
      addNode(run, scope, caller, single);
      continue;
    }
    const nodes = (valueAt(group.iterations, call.name) ?? []).flatMap(
      (name) => findNode(run, invocationOf(steps, name).node) ?? [],
    );
    addNode(run, scope, caller, nodeOf(run, group.node));
    if (nodes.every(({ fields }) => fields.type === 'Skipped')) continue;
    // Argo does not find the template of the loop. See docs/semantics/loops.md#aggregated-outputs.
    if (call.inline) throw new Error('failed to get a template');
    addAggregates(scope, `steps.${call.name}`, nodes);
  }
}

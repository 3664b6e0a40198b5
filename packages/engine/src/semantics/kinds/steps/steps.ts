import type { CallFields } from '../../../manifest/fields.ts';
import { newActivity } from '../../../state/activity.ts';
import { createNode, setPhase } from '../../../state/node/create-node.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import { outboundNodes } from '../../../state/node/outbound-nodes.ts';
import type { RunState } from '../../../state/run-state.ts';
import { finish, finishWithError } from '../../calls/finish.ts';
import type { NodeBody } from '../../calls/start-body.ts';
import type { Invocation } from '../../hooks/invocation.ts';
import { saveMemo } from '../../limits/memoize.ts';
import { FAIL_FAST_MESSAGE } from '../../limits/parallelism.ts';
import { addAggregates } from '../../values/aggregate.ts';
import { addGlobalOutputs } from '../../values/global-outputs.ts';
import { addNode, addWorkflowOutputs, createScope } from '../../values/scope.ts';
import { templateOutputs } from '../../values/template-outputs.ts';
import { advanceGroup, openGroup } from './step-group.ts';
import type { StepsActivity } from './steps-activity.ts';

/** Starts a steps template. Its groups run one after another. See docs/semantics/steps-and-dags.md#steps. */
export function startSteps(run: RunState, body: NodeBody): StepsActivity {
  const node = createNode(run, { ...body, type: 'Steps', phase: 'Running', withInputs: true });
  const owners = new Map<StepsActivity['parent'] & object, Invocation>();
  const activity: StepsActivity = {
    ...newActivity({ node, depth: body.depth, parent: body.parent }),
    body,
    scope: createScope(run, body.template),
    index: 0,
    group: undefined,
    owners,
    hooked: new Set(),
    context: body.context,
    exitHandler: body.exitHandler,
    get activity() {
      return activity;
    },
    adopt: (started, invocation) => owners.set(started, invocation),
    hookScope: (_, invocation) => {
      const fields = invocation.node?.fields;
      if (fields) activity.scope.variables.set(`steps.${fields.displayName}.status`, fields.phase);
      return activity.scope;
    },
    advance: (at) => advanceSteps(at, activity),
  };
  node.activity = activity;
  advanceSteps(run, activity);
  return activity;
}

function advanceSteps(run: RunState, steps: StepsActivity): void {
  run.held.delete(steps);
  const groups = steps.body.template.steps ?? [];
  while (!isFulfilled(steps.node.fields.phase)) {
    if (stopsAtFailure(run, steps)) return;
    const calls = groups[steps.index];
    if (calls === undefined) {
      completeSteps(run, steps);
      return;
    }
    if (steps.group) advanceGroup(run, steps.group);
    else openGroup(run, steps, calls);
    const group = steps.group?.node;
    if (!group || !isFulfilled(group.fields.phase) || isFulfilled(steps.node.fields.phase)) return;
    if (group.fields.phase !== 'Succeeded') {
      failSteps(run, steps, group.fields.message);
      return;
    }
    try {
      addGroupToScope(steps, calls);
    } catch (error) {
      finishWithError(run, steps, error);
      return;
    }
    steps.index += 1;
    steps.group = undefined;
  }
}

function failSteps(run: RunState, steps: StepsActivity, message: string | undefined): void {
  if (run.fatal) {
    finish(run, steps, { phase: 'Error', message: 'Workflow operation error' });
    return;
  }
  setOutboundNodes(run, steps);
  finish(run, steps, { phase: 'Failed', message });
}

function completeSteps(run: RunState, steps: StepsActivity): void {
  const { node, body } = steps;
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
  const { node } = steps;
  if (!steps.body.template.failFast || node.unsuccessfulChildren === 0) return false;
  if (node.activePods > 0) return true;
  const group = steps.group?.node;
  if (group && !isFulfilled(group.fields.phase)) setPhase(run, group, 'Failed', FAIL_FAST_MESSAGE);
  finish(run, steps, { phase: 'Failed', message: FAIL_FAST_MESSAGE });
  return true;
}

function setOutboundNodes(run: RunState, steps: StepsActivity): void {
  const last = steps.group?.node ?? run.nodesByName.get(`${steps.node.fields.name}[${steps.index - 1}]`);
  const ids = (last?.children ?? []).flatMap((child) =>
    outboundNodes(run, child).map(({ fields }) => fields.id),
  );
  if (ids.length > 0) steps.node.fields.outboundNodes = ids;
}

/** Adds the outputs of a finished group to the scope of the next ones. */
function addGroupToScope(steps: StepsActivity, calls: readonly CallFields[]): void {
  const { group, scope } = steps;
  if (!group) return;
  for (const call of calls) {
    const caller = { kind: 'steps', name: call.name } as const;
    const single = group.single.get(call.name);
    if (single) {
      addNode(scope, caller, single);
      continue;
    }
    const nodes = (group.iterations.get(call.name) ?? []).flatMap(({ node }) => node ?? []);
    addNode(scope, caller, group.node);
    if (nodes.some(({ fields }) => fields.phase !== 'Skipped'))
      addAggregates(scope, `steps.${call.name}`, nodes);
  }
}

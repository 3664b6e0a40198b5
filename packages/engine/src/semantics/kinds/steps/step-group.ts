import type { CallFields } from '../../../manifest/fields.ts';
import type { Activity } from '../../../state/activity.ts';
import { addChild, createNode, setPhase } from '../../../state/node/create-node.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import { outboundNodes } from '../../../state/node/outbound-nodes.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { toError } from '../../calls/finish.ts';
import { resolveReferences } from '../../calls/references.ts';
import { createSkippedNode } from '../../calls/skipped-node.ts';
import {
  advancedInvocation,
  ExitHandlerError,
  type Invocation,
  newInvocation,
  startInvocation,
  watchHooks,
} from '../../hooks/invocation.ts';
import { expandCall, isLoop } from '../../loops/expand-call.ts';
import { addWorkflowOutputs, allVariables } from '../../values/scope.ts';
import { UnresolvedReference } from '../../values/substitution.ts';
import { conditionHolds } from '../../values/when.ts';
import type { StepGroup, StepsActivity } from './steps-activity.ts';

/** Opens the next group: resolves the references of all its steps, then starts each of them. */
export function openGroup(run: RunState, steps: StepsActivity, calls: readonly CallFields[]): void {
  const group: StepGroup = {
    steps,
    node: createGroupNode(run, steps),
    invocations: [],
    single: new Map(),
    iterations: new Map(),
    waiting: [],
    unsettled: 0,
  };
  steps.group = group;
  addWorkflowOutputs(run, steps.scope);
  const expanded = prepareSteps(run, group, calls);
  if (!expanded) return;
  for (const invocation of expanded) {
    if (!beginStep(run, group, invocation)) return;
  }
  advanceGroup(run, group);
}

/** Advances an open group. Its node is fulfilled when the group has ended. */
export function advanceGroup(run: RunState, group: StepGroup): void {
  const { steps } = group;
  for (const activity of steps.inbox.splice(0)) {
    const invocation = steps.owners.get(activity);
    if (!invocation) continue;
    steps.owners.delete(activity);
    if (activity === invocation.activity && activity.error && !isFulfilled(group.node.fields.phase)) {
      failForChild(run, group, activity);
      return;
    }
    if (!advanceStep(run, group, invocation)) return;
  }
  for (const invocation of [...steps.hooked]) {
    if (!advanceStep(run, group, invocation)) return;
  }
  if (isFulfilled(group.node.fields.phase) || !startWaiting(run, group)) return;
  if (group.unsettled === 0 && !run.unresolvable.has(group.node.fields.name)) endGroup(run, group);
}

function createGroupNode(run: RunState, steps: StepsActivity): RunNode {
  const { node: boundary, index } = steps;
  const name = `${boundary.fields.name}[${index}]`;
  const group = createNode(run, {
    name,
    type: 'StepGroup',
    phase: 'Running',
    boundary,
    templateScope: steps.context.scope,
  });
  const before = index === 0 ? undefined : run.nodesByName.get(`${boundary.fields.name}[${index - 1}]`);
  if (!before) addChild(boundary, group);
  else if (before.children.length === 0) addChild(before, group);
  else
    for (const child of before.children) for (const last of outboundNodes(run, child)) addChild(last, group);
  return group;
}

function prepareSteps(
  run: RunState,
  group: StepGroup,
  calls: readonly CallFields[],
): readonly Invocation[] | undefined {
  const { steps } = group;
  let resolved: readonly CallFields[];
  try {
    resolved = calls.map((call) => resolveReferences(run, call, { scope: steps.scope, caller: 'steps' }));
  } catch (error) {
    if (error instanceof UnresolvedReference) run.unresolvable.set(group.node.fields.name, error.message);
    else setPhase(run, group.node, 'Error', `failed to resolve references: ${toError(error).message}`);
    return undefined;
  }
  try {
    return resolved.flatMap((call) => expandStep(run, group, call));
  } catch (error) {
    setPhase(run, group.node, 'Error', toError(error).message);
    return undefined;
  }
}

function expandStep(run: RunState, group: StepGroup, call: CallFields): readonly Invocation[] {
  const { steps } = group;
  const expanded = expandCall(call, allVariables(run, steps.scope), run.loops);
  const invocations = expanded.map((each) =>
    newInvocation(each, { name: call.name, prefix: `steps.${each.name}` }),
  );
  if (!isLoop(call)) return invocations;
  if (expanded.length > 0) {
    group.iterations.set(call.name, invocations);
    return invocations;
  }
  const node = skip(run, group, { call, phase: 'Skipped', message: 'Skipped, empty params' });
  group.single.set(call.name, node);
  return [];
}

/** Starts a step, skips it, or lets it wait for a limit. Returns false if the group has ended with an error. */
function beginStep(run: RunState, group: StepGroup, invocation: Invocation): boolean {
  const { call } = invocation;
  group.invocations.push(invocation);
  let holds: boolean;
  try {
    holds = conditionHolds(call.when);
  } catch (error) {
    const { message } = toError(error);
    skip(run, group, { call, phase: 'Error', message });
    setPhase(run, group.node, 'Error', message);
    return false;
  }
  if (!holds) {
    invocation.node = skip(run, group, {
      call,
      phase: 'Skipped',
      message: `when '${call.when}' evaluated false`,
    });
    invocation.settled = true;
    if (!group.iterations.has(invocation.name)) group.single.set(invocation.name, invocation.node);
    return true;
  }
  group.unsettled += 1;
  group.waiting.push(invocation);
  return group.waiting.length > 1 || startWaiting(run, group);
}

function startWaiting(run: RunState, group: StepGroup): boolean {
  const { steps } = group;
  for (;;) {
    const invocation = group.waiting[0];
    if (!invocation) return true;
    const activity = startStep(run, group, invocation);
    if (!activity) {
      run.held.add(steps);
      return true;
    }
    group.waiting.shift();
    if (activity.error) {
      failForChild(run, group, activity);
      return false;
    }
    if (invocation.call.hooks && !advanceStep(run, group, invocation)) return false;
  }
}

function startStep(run: RunState, group: StepGroup, invocation: Invocation): Activity | undefined {
  const { steps } = group;
  const nodeName = `${group.node.fields.name}.${invocation.call.name}`;
  const activity = startInvocation(run, steps, { invocation, nodeName, kind: 'steps' });
  if (!activity) return undefined;
  addChild(group.node, activity.node);
  if (!group.iterations.has(invocation.name)) group.single.set(invocation.name, activity.node);
  watchHooks(run, steps, invocation);
  return activity;
}

/** Advances a step after its node, a hook or its exit handler has changed. Returns false if the group has ended with an error. */
function advanceStep(run: RunState, group: StepGroup, invocation: Invocation): boolean {
  const { steps } = group;
  if (invocation.settled) return true;
  try {
    if (advancedInvocation(run, steps, invocation)) group.unsettled -= 1;
    return true;
  } catch (error) {
    steps.hooked.delete(invocation);
    const problem = toError(error);
    if (error instanceof ExitHandlerError) run.fatal = problem;
    setPhase(run, group.node, 'Error', problem.message);
    return false;
  }
}

function failForChild(run: RunState, group: StepGroup, child: Activity): void {
  const { name } = child.node.fields;
  const reason = child.error?.message ?? '';
  setPhase(run, group.node, 'Error', `step group deemed errored due to child ${name} error: ${reason}`);
}

function endGroup(run: RunState, group: StepGroup): void {
  for (const { node, call } of group.invocations) {
    if (!node) continue;
    const { phase, id } = node.fields;
    const goesOn =
      phase === 'Failed' ? call.continueOn?.failed : phase === 'Error' ? call.continueOn?.error : true;
    if (goesOn) continue;
    setPhase(run, group.node, 'Failed', `child '${id}' failed`);
    return;
  }
  setPhase(run, group.node, 'Succeeded');
}

interface Skip {
  readonly call: CallFields;
  readonly phase: 'Skipped' | 'Error';
  readonly message: string;
}

function skip(run: RunState, group: StepGroup, skipped: Skip): RunNode {
  const { steps } = group;
  const node = createSkippedNode(run, {
    ...skipped,
    name: `${group.node.fields.name}.${skipped.call.name}`,
    boundary: steps.node,
    context: steps.context,
  });
  addChild(group.node, node);
  return node;
}

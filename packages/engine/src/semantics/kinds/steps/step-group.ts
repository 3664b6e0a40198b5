import type { CallFields } from '../../../manifest/fields.ts';
import type { Invocation } from '../../../state/activities/invocation.ts';
import type { StepGroup, StepsActivity } from '../../../state/activities/steps-activity.ts';
import type { Activity } from '../../../state/activity.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { addChild, createNode, setPhase } from '../../../state/tree/create-node.ts';
import { childrenOf, findNode, nodeNamed, nodeOf } from '../../../state/tree/find-node.ts';
import { outboundNodes } from '../../../state/tree/outbound-nodes.ts';
import { takeInbox, toError } from '../../calls/finish.ts';
import { resolveReferences } from '../../calls/references.ts';
import { createSkippedNode } from '../../calls/skipped-node.ts';
import {
  advancedInvocation,
  ExitHandlerError,
  hookedInvocations,
  invocationOf,
  newInvocation,
  startInvocation,
  takeOwner,
  watchHooks,
} from '../../hooks/invocation.ts';
import { TIMEOUT } from '../../limits/deadlines.ts';
import { expandCall, isLoop } from '../../loops/expand-call.ts';
import { addWorkflowOutputs } from '../../values/scope.ts';
import { UnresolvedReference } from '../../values/substitution.ts';
import { allVariables } from '../../values/variables.ts';
import { conditionHolds } from '../../values/when.ts';

/** Opens the next group: resolves the references of all its steps, then starts each of them. */
export function openGroup(run: RunState, steps: StepsActivity, calls: readonly CallFields[]): void {
  const group: StepGroup = {
    node: createGroupNode(run, steps).fields.id,
    begun: [],
    single: {},
    iterations: {},
    waiting: [],
    unsettled: 0,
  };
  steps.group = group;
  steps.invocations = {};
  addWorkflowOutputs(run, steps.scope);
  const expanded = prepareSteps(run, steps, group, calls);
  if (!expanded) return;
  for (const invocation of expanded) {
    if (!beginStep(run, steps, group, invocation)) return;
  }
  advanceGroup(run, steps, group);
  waitBehindEmpty(run, steps, group);
}

/**
 * Lets a group that follows an empty one wait forever. Argo takes it for a child of the empty group, which is Running again until the child
 * has ended, and looks at no group behind it. See docs/semantics/steps-and-dags.md#empty-groups.
 */
function waitBehindEmpty(run: RunState, { index, id }: StepsActivity, { node }: StepGroup): void {
  const before = index === 0 ? undefined : nodeNamed(run, `${nodeOf(run, id).fields.name}[${index - 1}]`);
  const { fields } = nodeOf(run, node);
  if (!before?.fields.children?.includes(node) || isFulfilled(fields)) return;
  setPhase(run, before, 'Running');
  run.unresolvable[fields.name] = `the group before it, ${before.fields.name}, has no steps`;
}

/** Advances an open group. Its node is fulfilled when the group has ended. */
export function advanceGroup(run: RunState, steps: StepsActivity, group: StepGroup): void {
  const node = nodeOf(run, group.node);
  const ended: Invocation[] = [];
  for (const activity of takeInbox(run, steps)) {
    const invocation = takeOwner(steps, activity.id);
    if (!invocation) continue;
    if (activity.id === invocation.node && activity.error !== undefined && !isFulfilled(node.fields)) {
      failForChild(run, group, activity);
      return;
    }
    ended.push(invocation);
  }
  // Steps that wait for a limit start first, and all steps of the group have their nodes before Argo looks at hooks and exit handlers.
  if (!isFulfilled(node.fields) && !startWaiting(run, steps, group)) return;
  for (const invocation of [...ended, ...hookedInvocations(steps)]) {
    if (!advanceStep(run, steps, group, invocation)) return;
  }
  if (isFulfilled(node.fields)) return;
  if (group.unsettled === 0 && !Object.hasOwn(run.unresolvable, node.fields.name))
    endGroup(run, steps, group);
}

function createGroupNode(run: RunState, steps: StepsActivity): RunNode {
  const { index } = steps;
  const boundary = nodeOf(run, steps.id);
  const name = `${boundary.fields.name}[${index}]`;
  const group = createNode(run, {
    name,
    type: 'StepGroup',
    phase: 'Running',
    boundary: steps.id,
    templateScope: steps.body.scope,
  });
  const before = index === 0 ? undefined : nodeNamed(run, `${boundary.fields.name}[${index - 1}]`);
  const children = before ? childrenOf(run, before) : [];
  if (!before) addChild(boundary, group);
  else if (children.length === 0) addChild(before, group);
  else for (const child of children) for (const last of outboundNodes(run, child)) addChild(last, group);
  return group;
}

function prepareSteps(
  run: RunState,
  steps: StepsActivity,
  group: StepGroup,
  calls: readonly CallFields[],
): readonly Invocation[] | undefined {
  const node = nodeOf(run, group.node);
  let resolved: readonly CallFields[];
  try {
    resolved = calls.map((call) => resolveReferences(run, call, { scope: steps.scope, caller: 'steps' }));
  } catch (error) {
    if (error instanceof UnresolvedReference) run.unresolvable[node.fields.name] = error.message;
    else setPhase(run, node, 'Error', `failed to resolve references: ${toError(error).message}`);
    return undefined;
  }
  try {
    return resolved.flatMap((call) => expandStep(run, steps, group, call));
  } catch (error) {
    setPhase(run, node, 'Error', toError(error).message);
    return undefined;
  }
}

function expandStep(
  run: RunState,
  steps: StepsActivity,
  group: StepGroup,
  call: CallFields,
): readonly Invocation[] {
  const expanded = expandCall(run, call, allVariables(run, steps.scope));
  const invocations = expanded.map((each) =>
    newInvocation(each, { name: call.name, prefix: `steps.${each.name}` }),
  );
  for (const invocation of invocations) steps.invocations[invocation.call.name] = invocation;
  if (!isLoop(call)) return invocations;
  if (expanded.length > 0) {
    group.iterations[call.name] = expanded.map(({ name }) => name);
    return invocations;
  }
  const node = skip(run, steps, group, { call, phase: 'Skipped', message: 'Skipped, empty params' });
  group.single[call.name] = node.fields.id;
  return [];
}

/** Starts a step, skips it, or lets it wait for a limit. Returns false if the group has ended with an error. */
function beginStep(run: RunState, steps: StepsActivity, group: StepGroup, invocation: Invocation): boolean {
  const { call } = invocation;
  group.begun.push(call.name);
  let holds: boolean;
  try {
    holds = conditionHolds(call.when);
  } catch (error) {
    const { message } = toError(error);
    skip(run, steps, group, { call, phase: 'Error', message });
    setPhase(run, nodeOf(run, group.node), 'Error', message);
    return false;
  }
  if (!holds) {
    const message = `when '${call.when}' evaluated false`;
    invocation.node = skip(run, steps, group, { call, phase: 'Skipped', message }).fields.id;
    invocation.settled = true;
    rememberSingle(group, invocation, invocation.node);
    return true;
  }
  group.unsettled += 1;
  group.waiting.push(call.name);
  return group.waiting.length > 1 || startWaiting(run, steps, group);
}

function rememberSingle(group: StepGroup, { name }: Invocation, id: string): void {
  if (!Object.hasOwn(group.iterations, name)) group.single[name] = id;
}

/** Starts what may start now. Returns false if the group has ended with an error. */
function startWaiting(run: RunState, steps: StepsActivity, group: StepGroup): boolean {
  for (let name = group.waiting[0]; name !== undefined; name = group.waiting[0]) {
    const invocation = invocationOf(steps, name);
    const activity = startStep(run, steps, group, invocation);
    if (!activity) {
      run.held[steps.id] = true;
      return true;
    }
    group.waiting.shift();
    if (activity.error !== undefined) {
      failForChild(run, group, activity);
      return false;
    }
  }
  return true;
}

function startStep(
  run: RunState,
  steps: StepsActivity,
  group: StepGroup,
  invocation: Invocation,
): Activity | undefined {
  const node = nodeOf(run, group.node);
  const nodeName = `${node.fields.name}.${invocation.call.name}`;
  const activity = startInvocation(run, steps, { invocation, nodeName, kind: 'steps' });
  if (!activity) return undefined;
  addChild(node, nodeOf(run, activity.id));
  rememberSingle(group, invocation, activity.id);
  watchHooks(run, steps, invocation);
  return activity;
}

/** Advances a step after its node, a hook or its exit handler has changed. Returns false if the group has ended with an error. */
function advanceStep(run: RunState, steps: StepsActivity, group: StepGroup, invocation: Invocation): boolean {
  if (invocation.settled) return true;
  try {
    if (advancedInvocation(run, steps, invocation)) group.unsettled -= 1;
    return true;
  } catch (error) {
    delete steps.hooked[invocation.call.name];
    const { message } = toError(error);
    if (error instanceof ExitHandlerError) run.fatal = message;
    setPhase(run, nodeOf(run, group.node), 'Error', message);
    return false;
  }
}

function failForChild(run: RunState, group: StepGroup, child: Activity): void {
  if (child.error === TIMEOUT) {
    setPhase(run, nodeOf(run, group.node), 'Failed', TIMEOUT);
    return;
  }
  const { name } = nodeOf(run, child.id).fields;
  const message = `step group deemed errored due to child ${name} error: ${child.error ?? ''}`;
  setPhase(run, nodeOf(run, group.node), 'Error', message);
}

function endGroup(run: RunState, steps: StepsActivity, group: StepGroup): void {
  const ended = nodeOf(run, group.node);
  for (const name of group.begun) {
    const { node: id, call } = invocationOf(steps, name);
    const node = findNode(run, id);
    if (!node) continue;
    const { phase } = node.fields;
    const goesOn =
      phase === 'Failed' ? call.continueOn?.failed : phase === 'Error' ? call.continueOn?.error : true;
    if (goesOn) continue;
    setPhase(run, ended, 'Failed', `child '${node.fields.id}' failed`);
    return;
  }
  setPhase(run, ended, 'Succeeded');
}

interface Skip {
  readonly call: CallFields;
  readonly phase: 'Skipped' | 'Error';
  readonly message: string;
}

function skip(run: RunState, steps: StepsActivity, group: StepGroup, skipped: Skip): RunNode {
  const around = nodeOf(run, group.node);
  const node = createSkippedNode(run, {
    ...skipped,
    name: `${around.fields.name}.${skipped.call.name}`,
    boundary: steps.id,
    scope: steps.body.scope,
  });
  addChild(around, node);
  return node;
}

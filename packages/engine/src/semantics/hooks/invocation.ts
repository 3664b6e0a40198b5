import { describeError } from '../../contract/error-text.ts';
import type { CallFields } from '../../manifest/fields.ts';
import type { Invocation } from '../../state/activities/invocation.ts';
import type { Activity, HostActivity } from '../../state/activity.ts';
import { nodeId } from '../../state/node/node-id.ts';
import { isCompleted, isFulfilled } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import { valueAt } from '../../state/records.ts';
import type { RunState } from '../../state/run-state.ts';
import { addChild, addChildId } from '../../state/tree/create-node.ts';
import { findNode, nodeOf } from '../../state/tree/find-node.ts';
import { startTemplate } from '../calls/start-template.ts';
import { hasFailedFast } from '../limits/parallelism.ts';
import type { Caller } from '../values/caller.ts';
import { exitHookOf, startExitHook, startHooks } from './hooks.ts';
import { adopt, childCall } from './host.ts';

/** Thrown if an exit handler cannot start. */
export class ExitHandlerError extends Error {}

/** Creates an invocation that has not started. */
export function newInvocation(call: CallFields, names: Pick<Invocation, 'name' | 'prefix'>): Invocation {
  return { call, ...names, hooks: [], exitDecided: false, settled: false };
}

/** Returns the invocation of a host by the name of its call. */
export function invocationOf(host: HostActivity, name: string): Invocation {
  const invocation = valueAt(host.invocations, name);
  if (invocation === undefined) throw new Error(`unreachable: no invocation ${name}`);
  return invocation;
}

/** Takes the invocation that an ended activity belongs to. Returns undefined if the host no longer waits for it. */
export function takeOwner(host: HostActivity, id: string): Invocation | undefined {
  const name = valueAt(host.owners, id);
  if (name === undefined) return undefined;
  delete host.owners[id];
  host.live -= 1;
  return valueAt(host.invocations, name);
}

/** Returns the invocations of a host whose hooks are watched. */
export function hookedInvocations(host: HostActivity): readonly Invocation[] {
  return Object.keys(host.hooked).flatMap((name) => valueAt(host.invocations, name) ?? []);
}

/** How the template of an invocation is started. */
export interface InvocationStart {
  readonly invocation: Invocation;
  readonly nodeName: string;
  readonly kind: Caller['kind'];
}

/** Starts the template of an invocation in its host. Returns undefined if a limit forbids it for now. */
export function startInvocation(
  run: RunState,
  host: HostActivity,
  start: InvocationStart,
): Activity | undefined {
  const { invocation, nodeName, kind } = start;
  const { call } = invocation;
  const activity = startTemplate(run, {
    ...childCall(host),
    nodeName,
    selector: call,
    caller: { kind, name: call.name },
    arguments: call.arguments ?? {},
    exitHandler: host.body.exitHandler,
  });
  if (!activity) return undefined;
  invocation.node = activity.id;
  adopt(host, activity.id, invocation);
  return activity;
}

/** Watches the hooks of an invocation that may run before it ends. Returns whether it has any. */
export function watchHooks(run: RunState, host: HostActivity, invocation: Invocation): boolean {
  if (!Object.keys(invocation.call.hooks ?? {}).some((name) => name !== 'exit')) return false;
  host.hooked[invocation.call.name] = true;
  run.hookWatches[host.id] = true;
  return true;
}

/**
 * Starts the hooks of an invocation whose expression is true, then the exit handler. Returns whether the invocation has settled.
 *
 * @throws Error of a hook that cannot start, ExitHandlerError of an exit handler
 */
export function advancedInvocation(run: RunState, host: HostActivity, invocation: Invocation): boolean {
  const node = findNode(run, invocation.node);
  if (invocation.settled || !node) return invocation.settled;
  const hooksDone = invocation.call.hooks ? startHooks(run, host, invocation) : true;
  if (!isFulfilled(node.fields) || !hooksDone) return false;
  if (!invocation.exitDecided && isCompleted(node.fields.phase)) {
    if (!startExit(run, host, invocation, node)) return false;
  }
  if (invocation.exit !== undefined && !isFulfilled(nodeOf(run, invocation.exit).fields)) return false;
  invocation.settled = true;
  delete host.hooked[invocation.call.name];
  return true;
}

function startExit(run: RunState, host: HostActivity, invocation: Invocation, node: RunNode): boolean {
  const hook = exitHookOf(run, invocation.call);
  let error: string | undefined;
  if (hook) {
    let exit: Activity | 'held' | undefined;
    try {
      exit = startExitHook(run, host, { invocation, hook });
    } catch (thrown) {
      invocation.exitDecided = true;
      throw new ExitHandlerError(describeError(thrown));
    }
    if (exit === 'held') {
      if (host.kind !== 'steps' || hasFailedFast(nodeOf(run, host.id))) return false;
      // Argo gives up the steps. See docs/semantics/hooks.md#exit-handler-of-a-step-or-task.
      addChildId(node, nodeId(run.identity.name, `${node.fields.name}.onExit`));
      throw new ExitHandlerError('Max parallelism reached');
    }
    if (exit) {
      invocation.exit = exit.id;
      addChild(node, nodeOf(run, exit.id));
      error = exit.error;
    }
  }
  invocation.exitDecided = true;
  if (error !== undefined) throw new ExitHandlerError(error);
  return true;
}

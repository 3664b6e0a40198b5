import { describeError } from '../../contract/error-text.ts';
import type { CallFields } from '../../manifest/fields.ts';
import type { Activity } from '../../state/activity.ts';
import { addChild } from '../../state/node/create-node.ts';
import { isCompleted, isFulfilled } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import type { NodeBody } from '../calls/start-body.ts';
import type { Caller } from '../calls/template-request.ts';
import type { ReferenceScope } from '../values/scope.ts';
import type { TemplateContext } from '../values/template-store.ts';
import { childCall, exitHookOf, startExitHook, startHooks } from './hooks.ts';

/** A step or task that was started, with its node, hooks and exit handler. */
export interface Invocation {
  readonly call: CallFields;
  /** Name of the step or task, without the brackets of a loop. */
  readonly name: string;
  /** Prefix under which its hooks find its outputs: `steps.a`, `tasks.a`. */
  readonly prefix: string;
  node: RunNode | undefined;
  activity: Activity | undefined;
  readonly hooks: Map<string, Activity>;
  exit: Activity | undefined;
  exitDecided: boolean;
  /** Whether node, hooks and exit handler are done. */
  settled: boolean;
}

/** The steps or dag template that invocations belong to. */
export interface Host {
  readonly activity: Activity;
  readonly body: NodeBody;
  readonly context: TemplateContext;
  readonly exitHandler: boolean;
  /** Invocations that are not settled and whose hooks are watched. */
  readonly hooked: Set<Invocation>;
  /** Records that an activity belongs to an invocation. */
  adopt(activity: Activity, invocation: Invocation): void;
  /** Returns the scope in which hooks of an invocation are evaluated. */
  hookScope(run: RunState, invocation: Invocation): ReferenceScope;
}

/** Thrown if an exit handler cannot start. */
export class ExitHandlerError extends Error {}

/** Creates an invocation that has not started. */
export function newInvocation(call: CallFields, names: Pick<Invocation, 'name' | 'prefix'>): Invocation {
  return {
    call,
    ...names,
    node: undefined,
    activity: undefined,
    hooks: new Map(),
    exit: undefined,
    exitDecided: false,
    settled: false,
  };
}

/** How the template of an invocation is started. */
export interface InvocationStart {
  readonly invocation: Invocation;
  readonly nodeName: string;
  readonly kind: Caller['kind'];
}

/** Starts the template of an invocation in its host. Returns undefined if a limit forbids it for now. */
export function startInvocation(run: RunState, host: Host, start: InvocationStart): Activity | undefined {
  const { invocation, nodeName, kind } = start;
  const { call } = invocation;
  const activity = run.startTemplate(run, {
    ...childCall(host),
    nodeName,
    selector: call,
    caller: { kind, name: call.name },
    context: host.context,
    arguments: call.arguments ?? {},
    exitHandler: host.exitHandler,
  });
  if (!activity) return undefined;
  invocation.node = activity.node;
  invocation.activity = activity;
  host.adopt(activity, invocation);
  return activity;
}

/** Watches the hooks of an invocation that may run before it ends. Returns whether it has any. */
export function watchHooks(run: RunState, host: Host, invocation: Invocation): boolean {
  if (!Object.keys(invocation.call.hooks ?? {}).some((name) => name !== 'exit')) return false;
  host.hooked.add(invocation);
  run.hookWatches.add(host.activity);
  return true;
}

/**
 * Starts the hooks of an invocation whose expression is true, then the exit handler. Returns whether the invocation has settled.
 *
 * @throws Error of a hook that cannot start, ExitHandlerError of an exit handler
 */
export function advancedInvocation(run: RunState, host: Host, invocation: Invocation): boolean {
  const { node } = invocation;
  if (invocation.settled || !node) return invocation.settled;
  const hooksDone = invocation.call.hooks ? startHooks(run, host, invocation) : true;
  if (!isFulfilled(node.fields.phase) || !hooksDone) return false;
  if (!invocation.exitDecided && isCompleted(node.fields.phase)) {
    if (!startExit(run, host, invocation, node)) return false;
  }
  if (invocation.exit && !isFulfilled(invocation.exit.node.fields.phase)) return false;
  invocation.settled = true;
  host.hooked.delete(invocation);
  return true;
}

function startExit(run: RunState, host: Host, invocation: Invocation, node: RunNode): boolean {
  const hook = exitHookOf(run, invocation.call);
  if (hook) {
    let exit: Activity | 'held' | undefined;
    try {
      exit = startExitHook(run, host, { invocation, hook });
    } catch (error) {
      invocation.exitDecided = true;
      throw new ExitHandlerError(describeError(error));
    }
    if (exit === 'held') return false;
    invocation.exit = exit;
    if (exit) addChild(node, exit.node);
  }
  invocation.exitDecided = true;
  if (invocation.exit?.error) throw new ExitHandlerError(invocation.exit.error.message);
  return true;
}

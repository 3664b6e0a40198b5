import { describeError } from '../../contract/error-text.ts';
import type { ArgumentFields, CallFields, HookFields } from '../../manifest/fields.ts';
import type { Invocation } from '../../state/activities/invocation.ts';
import type { Activity, HostActivity } from '../../state/activity.ts';
import { isFulfilled, type NodeOutputs } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { ReferenceScope } from '../../state/reference-scope.ts';
import type { RunState } from '../../state/run-state.ts';
import { addChild } from '../../state/tree/create-node.ts';
import { findNode, lastAttempt, nodeNamed, nodeOf } from '../../state/tree/find-node.ts';
import { hookScopeOf } from '../calls/registry.ts';
import { startTemplate } from '../calls/start-template.ts';
import { expressionHolds } from '../values/boolean-expression.ts';
import { addOutputs, resolveArtifact } from '../values/scope.ts';
import { substitute } from '../values/substitution.ts';
import { allVariables } from '../values/variables.ts';
import { adopt, childCall } from './host.ts';

/**
 * Returns the exit handler of a step or task: `onExit`, or else `hooks.exit`. Without its own arguments it gets those of the workflow.
 * See docs/semantics/hooks.md#exit-handler-of-a-step-or-task.
 */
export function exitHookOf(run: RunState, call: CallFields): HookFields | undefined {
  const hook = call.onExit ? { template: call.onExit } : call.hooks?.exit;
  return hook && withArguments(run, hook);
}

/** Returns a hook with the arguments of the workflow, if it has none. */
export function withArguments(run: RunState, hook: HookFields): HookFields {
  const given = hook.arguments;
  if (given?.parameters?.length || given?.artifacts?.length) return hook;
  return { ...hook, arguments: run.spec.arguments ?? {} };
}

/**
 * Starts the hooks of an invocation whose expression is true now. Returns whether all started hooks are done.
 * See docs/semantics/hooks.md#when-they-run.
 *
 * @throws Error if an expression cannot be evaluated, or if a template does not exist
 */
export function startHooks(run: RunState, host: HostActivity, invocation: Invocation): boolean {
  const node = findNode(run, invocation.node);
  const { call } = invocation;
  if (!node) return true;
  let done = true;
  for (const [name, hook] of Object.entries(call.hooks ?? {})) {
    if (name === 'exit') continue;
    const nodeName = `${node.fields.name}.hooks.${name}`;
    let hooked = invocation.hooks.includes(name) ? nodeNamed(run, nodeName) : undefined;
    if (!hooked) {
      if (!hook.expression) throw new Error(`Expression required for hook ${nodeName}`);
      const scope = hookScopeOf(run, host, invocation);
      if (!expressionHolds(hook.expression, allVariables(run, scope))) continue;
      const started = startHook(run, host, { invocation, hook, nodeName, scope, exit: false });
      if (!started) {
        done = false;
        continue;
      }
      invocation.hooks.push(name);
      if (started.error !== undefined) throw new Error(started.error);
      hooked = nodeOf(run, started.id);
      addChild(node, hooked);
    }
    if (!isFulfilled(hooked.fields)) done = false;
  }
  return done;
}

/**
 * Starts the exit handler of an invocation. Returns undefined if its expression is false, and `held` if a limit forbids it for now.
 *
 * @throws Error if its expression or its arguments cannot be evaluated
 */
export function startExitHook(
  run: RunState,
  host: HostActivity,
  given: { readonly invocation: Invocation; readonly hook: HookFields },
): Activity | 'held' | undefined {
  const { invocation, hook } = given;
  const node = findNode(run, invocation.node);
  if (!node || run.shutdown === 'Terminate') return undefined;
  const scope = hookScopeOf(run, host, invocation);
  if (hook.expression && !expressionHolds(hook.expression, allVariables(run, scope))) return undefined;
  const nodeName = `${node.fields.name}.onExit`;
  return startHook(run, host, { invocation, hook, nodeName, scope, exit: true }) ?? 'held';
}

interface HookStart {
  readonly invocation: Invocation;
  readonly hook: HookFields;
  readonly nodeName: string;
  readonly scope: ReferenceScope;
  readonly exit: boolean;
}

function startHook(run: RunState, host: HostActivity, start: HookStart): Activity | undefined {
  const { hook, invocation } = start;
  const activity = startTemplate(run, {
    ...childCall(host),
    nodeName: start.nodeName,
    selector: hook,
    arguments: hookArguments(run, hook, {
      scope: start.scope,
      prefix: invocation.prefix,
      node: findNode(run, invocation.node),
      exit: start.exit,
    }),
    exitHandler: start.exit || host.body.exitHandler,
    hookOwner: invocation.node,
  });
  if (activity) adopt(host, activity.id, invocation);
  else {
    run.held[host.id] = true;
    host.hooked[invocation.call.name] = true;
  }
  return activity;
}

/** The context in which the arguments of a hook are resolved. */
export interface HookSurroundings {
  readonly scope: ReferenceScope;
  readonly prefix: string;
  readonly node: RunNode | undefined;
  /** Whether it is the exit handler. */
  readonly exit: boolean;
}

function hookArguments(run: RunState, hook: HookFields, around: HookSurroundings): ArgumentFields {
  const given = hook.arguments;
  if (!given?.parameters?.length && !given?.artifacts?.length) return {};
  const { scope, prefix, node, exit } = around;
  const shown = node?.fields.type === 'Retry' ? (lastAttempt(run, node) ?? node) : node;
  // Argo leaves the arguments of other hooks alone while their owner has no outputs.
  if (!exit && !shown?.fields.outputs) return given;
  // The owner's result is not available, so its tag stays.
  // See docs/semantics/hooks.md#arguments-of-a-hook.
  if (shown?.fields.outputs) addOutputs(scope, prefix, ownOutputs(shown.fields.outputs));
  const resolved = substitute(given, allVariables(run, scope), 'lenient');
  if (!resolved.artifacts) return resolved;
  const artifacts = resolved.artifacts.map((artifact) => {
    try {
      return resolveArtifact(run, scope, artifact) ?? artifact;
    } catch (error) {
      throw new Error(`unable to resolve references: ${describeError(error)}`);
    }
  });
  return { ...resolved, artifacts };
}

function ownOutputs(outputs: NodeOutputs): NodeOutputs {
  const { parameters, artifacts } = outputs;
  // A parameter whose file was missing has an empty value here.
  const filled = parameters?.map((parameter) => ({ ...parameter, value: parameter.value ?? '' }));
  return { ...(filled && { parameters: filled }), ...(artifacts && { artifacts }) };
}

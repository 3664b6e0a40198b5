import { describeError } from '../../contract/error-text.ts';
import type { ArgumentFields, CallFields, HookFields } from '../../manifest/fields.ts';
import type { Activity } from '../../state/activity.ts';
import { addChild } from '../../state/node/create-node.ts';
import { isFulfilled, type NodeOutputs } from '../../state/node/node-status.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import type { TemplateRequest } from '../calls/template-request.ts';
import { expressionHolds } from '../values/boolean-expression.ts';
import {
  addOutputs,
  allVariables,
  lastAttempt,
  type ReferenceScope,
  resolveArtifact,
} from '../values/scope.ts';
import { substitute } from '../values/substitution.ts';
import type { Host, Invocation } from './invocation.ts';

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
export function startHooks(run: RunState, host: Host, invocation: Invocation): boolean {
  const { node, call } = invocation;
  if (!node) return true;
  let done = true;
  for (const [name, hook] of Object.entries(call.hooks ?? {})) {
    if (name === 'exit') continue;
    const nodeName = `${node.fields.name}.hooks.${name}`;
    let started = invocation.hooks.get(name);
    if (!started) {
      if (!hook.expression) throw new Error(`Expression required for hook ${nodeName}`);
      const scope = host.hookScope(run, invocation);
      if (!expressionHolds(hook.expression, allVariables(run, scope))) continue;
      started = startHook(run, host, { invocation, hook, nodeName, scope, exit: false });
      if (!started) {
        done = false;
        continue;
      }
      invocation.hooks.set(name, started);
      if (started.error) throw started.error;
      addChild(node, started.node);
    }
    if (!isFulfilled(started.node.fields.phase)) done = false;
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
  host: Host,
  given: { readonly invocation: Invocation; readonly hook: HookFields },
): Activity | 'held' | undefined {
  const { invocation, hook } = given;
  const { node } = invocation;
  if (!node || run.shutdown === 'Terminate') return undefined;
  const scope = host.hookScope(run, invocation);
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

function startHook(run: RunState, host: Host, start: HookStart): Activity | undefined {
  const { hook, invocation } = start;
  const activity = run.startTemplate(run, {
    ...childCall(host),
    nodeName: start.nodeName,
    selector: hook,
    context: host.context,
    arguments: hookArguments(run, hook, {
      scope: start.scope,
      prefix: invocation.prefix,
      node: invocation.node,
    }),
    exitHandler: start.exit || host.exitHandler,
    hookOwner: invocation.node,
  });
  if (activity) host.adopt(activity, invocation);
  else {
    run.held.add(host.activity);
    host.hooked.add(invocation);
  }
  return activity;
}

/** Returns the position of a call inside a steps or dag template. */
export function childCall(host: Host): Pick<TemplateRequest, 'boundary' | 'parent' | 'depth' | 'nesting'> {
  return {
    boundary: host.activity.node,
    parent: host.activity,
    depth: host.activity.depth + 1,
    nesting: host.body.nesting + 1,
  };
}

/** The context in which the arguments of a hook are resolved. */
export interface HookSurroundings {
  readonly scope: ReferenceScope;
  readonly prefix: string;
  readonly node: RunNode | undefined;
}

function hookArguments(run: RunState, hook: HookFields, around: HookSurroundings): ArgumentFields {
  const given = hook.arguments;
  if (!given?.parameters?.length && !given?.artifacts?.length) return {};
  const { scope, prefix, node } = around;
  const shown = node?.fields.type === 'Retry' ? (lastAttempt(node) ?? node) : node;
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

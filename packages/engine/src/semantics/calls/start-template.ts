import type { TemplateFields } from '../../manifest/fields.ts';
import { type Activity, endedActivity } from '../../state/activity.ts';
import { createNode, type NewNode } from '../../state/node/create-node.ts';
import { podName } from '../../state/node/node-id.ts';
import type { RunState } from '../../state/run-state.ts';
import { retryStrategyOf, startRetry } from '../kinds/retry/retry.ts';
import { findMemo, noteMiss, rememberOutputs } from '../limits/memoize.ts';
import { isHeld } from '../limits/parallelism.ts';
import { fillTemplate } from '../values/inputs.ts';
import { pathsOf } from '../values/pod-paths.ts';
import { type ResolvedTemplate, resolveTemplate } from '../values/template-store.ts';
import { showDisplayName } from './display-name.ts';
import { tellParent, toError } from './finish.ts';
import { type NodeBody, startBody } from './start-body.ts';
import type { TemplateRequest } from './template-request.ts';

/** Deepest nesting of template calls. */
const MAXIMUM_NESTING = 99;

/**
 * Starts the template that a call names, after the checks that Argo makes, in the same order. Returns undefined if a limit forbids it for
 * now.
 * See docs/semantics/reconciliation.md#starting-a-node.
 */
export function startTemplate(run: RunState, call: TemplateRequest): Activity | undefined {
  if (call.nesting >= MAXIMUM_NESTING) {
    return refuse(run, call, {
      message:
        'Maximum recursion depth exceeded. See https://argo-workflows.readthedocs.io/en/release-4.1/scaling/#maximum-recursion-depth',
    });
  }
  if (isHeld(run, call.boundary)) return undefined;
  let resolved: ResolvedTemplate | undefined;
  try {
    resolved = resolveTemplate(run.templates, call.context, call.selector);
    const template = fillIn(run, call, resolved.template);
    return startFilled(run, call, { template, declared: resolved.template, context: resolved.context });
  } catch (error) {
    const problem = toError(error);
    return refuse(run, call, { message: problem.message, error: problem, template: resolved?.template });
  }
}

/** Returns the properties of a new node that come from the call. */
export function nodeOfCall(call: TemplateRequest): Omit<NewNode, 'type' | 'phase'> {
  return {
    name: call.nodeName,
    boundary: call.boundary,
    templateScope: call.context.scope,
    templateName: call.selector.template,
    templateRef: call.selector.templateRef,
    hookOwner: call.hookOwner,
  };
}

interface Filled extends ResolvedTemplate {
  readonly declared: TemplateFields;
}

function fillIn(run: RunState, call: TemplateRequest, template: TemplateFields): TemplateFields {
  return fillTemplate(template, {
    arguments: call.arguments,
    globals: run.globals,
    locals: localVariables(run, call, template),
    objects: run.objects,
    // Attempts of a retry have paths of their own.
    pathOf: retryStrategyOf(run, template) ? undefined : pathsOf(run, call.nodeName),
  });
}

function localVariables(
  run: RunState,
  call: TemplateRequest,
  template: TemplateFields,
): Map<string, unknown> {
  const locals = new Map<string, unknown>([['node.name', call.nodeName]]);
  if ((template.container || template.script) && !retryStrategyOf(run, template)) {
    locals.set('pod.name', podName(run.identity.name, call.nodeName, template.name));
  }
  if (call.caller) locals.set(`${call.caller.kind}.name`, call.caller.name);
  return locals;
}

function startFilled(run: RunState, call: TemplateRequest, filled: Filled): Activity {
  const body: NodeBody = {
    ...nodeOfCall(call),
    template: filled.template,
    context: filled.context,
    exitHandler: call.exitHandler,
    parent: call.parent,
    depth: call.depth,
    nesting: call.nesting,
  };
  const retry = retryStrategyOf(run, filled.template);
  const memo = findMemo(run, filled.template);
  if (memo?.hit) return rememberOutputs(run, body, { memo, retried: retry !== undefined });
  const activity = retry ? startRetry(run, { ...body, strategy: retry }) : startBody(run, body);
  noteMiss(activity.node, filled.template);
  showDisplayName(activity.node, filled.template);
  return activity;
}

interface Refusal {
  readonly message: string;
  readonly error?: Error;
  readonly template?: TemplateFields | undefined;
}

function refuse(run: RunState, call: TemplateRequest, refusal: Refusal): Activity {
  const node = createNode(run, {
    ...nodeOfCall(call),
    type: 'Skipped',
    phase: 'Error',
    message: refusal.message,
    template: refusal.template,
  });
  const activity = endedActivity({ node, depth: call.depth, parent: call.parent }, refusal.error);
  tellParent(run, activity);
  return activity;
}

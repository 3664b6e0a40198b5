import type { TemplateFields } from '../../manifest/fields.ts';
import type { Activity } from '../../state/activity.ts';
import { createNode } from '../../state/node/create-node.ts';
import { findNode, nodeOf } from '../../state/node/find-node.ts';
import type { CalledNode, NodeBody } from '../../state/node/node-body.ts';
import { podName } from '../../state/node/node-id.ts';
import type { RunState } from '../../state/run-state.ts';
import { isHeld } from '../limits/parallelism.ts';
import { fillTemplate } from '../values/inputs.ts';
import { pathsOf } from '../values/pod-paths.ts';
import { type ResolvedTemplate, resolveTemplate, templatesOf } from '../values/template-store.ts';
import { globalsOf } from '../values/variables.ts';
import { showDisplayName } from './display-name.ts';
import { toError } from './finish.ts';
import { findMemo, noteMiss, rememberOutputs } from './memoize.ts';
import { hasPodName } from './pod-name.ts';
import { startRetry } from './retry/retry.ts';
import { retryStrategyOf } from './retry/retry-strategy.ts';
import { endedActivity, startBody } from './start-body.ts';
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
  if (isHeld(run, findNode(run, call.boundary))) return undefined;
  let resolved: ResolvedTemplate | undefined;
  try {
    resolved = resolveTemplate(templatesOf(run), call.scope, call.selector);
    const template = fillIn(run, call, resolved.template);
    return startFilled(run, call, { template, scope: resolved.scope });
  } catch (error) {
    const { message } = toError(error);
    return refuse(run, call, { message, error: message, template: resolved?.template });
  }
}

function calledNode(call: TemplateRequest): CalledNode {
  return {
    name: call.nodeName,
    boundary: call.boundary,
    templateScope: call.scope,
    templateName: call.selector.template,
    templateRef: call.selector.templateRef,
    hookOwner: call.hookOwner,
  };
}

function fillIn(run: RunState, call: TemplateRequest, template: TemplateFields): TemplateFields {
  return fillTemplate(template, {
    arguments: call.arguments,
    globals: globalsOf(run),
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
  if (hasPodName(template) && !retryStrategyOf(run, template)) {
    locals.set('pod.name', podName(run.identity.name, call.nodeName, template.name));
  }
  if (call.caller) locals.set(`${call.caller.kind}.name`, call.caller.name);
  return locals;
}

function startFilled(run: RunState, call: TemplateRequest, filled: ResolvedTemplate): Activity {
  const body: NodeBody = {
    ...calledNode(call),
    template: filled.template,
    scope: filled.scope,
    exitHandler: call.exitHandler,
    parent: call.parent,
    depth: call.depth,
    nesting: call.nesting,
  };
  const strategy = retryStrategyOf(run, filled.template);
  const memo = findMemo(run, filled.template);
  if (memo?.hit) return rememberOutputs(run, body, { memo, retried: strategy !== undefined });
  const activity = strategy ? startRetry(run, { ...body, strategy }) : startBody(run, body);
  const node = nodeOf(run, activity.id);
  noteMiss(node, filled.template);
  showDisplayName(node, filled.template);
  return activity;
}

interface Refusal {
  readonly message: string;
  readonly error?: string;
  readonly template?: TemplateFields | undefined;
}

function refuse(run: RunState, call: TemplateRequest, refusal: Refusal): Activity {
  const node = createNode(run, {
    ...calledNode(call),
    type: 'Skipped',
    phase: 'Error',
    message: refusal.message,
    template: refusal.template,
  });
  return endedActivity(run, node, { depth: call.depth, parent: call.parent, error: refusal.error });
}

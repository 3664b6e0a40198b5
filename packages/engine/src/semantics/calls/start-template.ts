import type { TemplateFields } from '../../manifest/fields.ts';
import type { Activity } from '../../state/activity.ts';
import type { CalledNode, NodeBody } from '../../state/node/node-body.ts';
import { podName } from '../../state/node/node-id.ts';
import type { RunState } from '../../state/run-state.ts';
import { createNode } from '../../state/tree/create-node.ts';
import { findNode } from '../../state/tree/find-node.ts';
import { WorkflowFault } from '../limits/locks.ts';
import { isHeld } from '../limits/parallelism.ts';
import { fillTemplate } from '../values/inputs.ts';
import { pathsOf } from '../values/pod-paths.ts';
import { type ResolvedTemplate, resolveTemplate, templatesOf } from '../values/template-store.ts';
import { globalsOf } from '../values/variables.ts';
import { toError } from './finish.ts';
import { isPodTemplate } from './pod-template.ts';
import { retryStrategyOf } from './retry/retry-strategy.ts';
import { endedActivity } from './start-body.ts';
import type { TemplateRequest } from './template-request.ts';
import { startFilled } from './waiting.ts';

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
    const body = bodyOf(call, { template, scope: resolved.scope });
    return startFilled(run, body, retryStrategyOf(run, template));
  } catch (error) {
    const { message } = toError(error);
    if (error instanceof WorkflowFault) {
      run.fatal = message;
      return undefined;
    }
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
  if (isPodTemplate(template) && !retryStrategyOf(run, template)) {
    locals.set('pod.name', podName(run.identity.name, call.nodeName, template.name));
  }
  // To Argo the entrypoint and the hooks are steps without a name.
  const { kind, name } = call.caller ?? { kind: 'steps', name: '' };
  locals.set(`${kind}.name`, name);
  return locals;
}

function bodyOf(call: TemplateRequest, filled: ResolvedTemplate): NodeBody {
  return {
    ...calledNode(call),
    template: filled.template,
    scope: filled.scope,
    exitHandler: call.exitHandler,
    parent: call.parent,
    depth: call.depth,
    nesting: call.nesting,
  };
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

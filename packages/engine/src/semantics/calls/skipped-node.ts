import type { CallFields, TemplateFields } from '../../manifest/fields.ts';
import { createNode } from '../../state/node/create-node.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { resolveTemplate, type TemplateContext } from '../values/template-store.ts';

/** Why a step or task does not run. */
export interface SkippedNode {
  readonly name: string;
  readonly call: CallFields;
  readonly phase: 'Skipped' | 'Omitted' | 'Error';
  readonly message: string;
  readonly boundary: RunNode;
  readonly context: TemplateContext;
}

/** Adds the node of a step or task that does not run. */
export function createSkippedNode(run: RunState, skipped: SkippedNode): RunNode {
  const { call, context } = skipped;
  return createNode(run, {
    name: skipped.name,
    type: 'Skipped',
    phase: skipped.phase,
    message: skipped.message,
    boundary: skipped.boundary,
    templateScope: context.scope,
    templateName: call.template,
    templateRef: call.templateRef,
    template: declaredTemplate(run, context, call),
  });
}

/**
 * Finds the template of a skipped call. Its declared outputs decide what later references resolve to.
 * See docs/semantics/inputs-and-outputs.md#outputs-of-skipped-nodes.
 */
function declaredTemplate(
  run: RunState,
  context: TemplateContext,
  call: CallFields,
): TemplateFields | undefined {
  try {
    return resolveTemplate(run.templates, context, call).template;
  } catch {
    return undefined;
  }
}

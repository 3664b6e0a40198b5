import type { CallFields, TemplateFields } from '../../manifest/fields.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { createNode } from '../../state/tree/create-node.ts';
import { resolveTemplate, templatesOf } from '../values/template-store.ts';

/** Why a step or task does not run. */
export interface SkippedNode {
  readonly name: string;
  readonly call: CallFields;
  readonly phase: 'Skipped' | 'Omitted' | 'Error';
  readonly message: string;
  /** Id of the node of the template around it. */
  readonly boundary: string;
  readonly scope: string;
}

/** Adds the node of a step or task that does not run. */
export function createSkippedNode(run: RunState, skipped: SkippedNode): RunNode {
  const { call, scope } = skipped;
  return createNode(run, {
    name: skipped.name,
    type: 'Skipped',
    phase: skipped.phase,
    message: skipped.message,
    boundary: skipped.boundary,
    templateScope: scope,
    templateName: call.template,
    templateRef: call.templateRef,
    template: declaredTemplate(run, scope, call),
  });
}

/**
 * Finds the template of a skipped call. Its declared outputs decide what later references resolve to.
 * See docs/semantics/inputs-and-outputs.md#outputs-of-skipped-nodes.
 */
function declaredTemplate(run: RunState, scope: string, call: CallFields): TemplateFields | undefined {
  try {
    return resolveTemplate(templatesOf(run), scope, call).template;
  } catch {
    return undefined;
  }
}

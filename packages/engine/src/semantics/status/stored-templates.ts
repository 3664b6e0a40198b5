import type { SpecFields, TemplateFields } from '../../manifest/fields.ts';
import type { RunState } from '../../state/run-state.ts';
import { scopeOf, templatesOf } from '../values/template-store.ts';

/** The fields of a status that keep what a run has taken from other objects. */
export interface StoredObjects {
  readonly storedTemplates?: Readonly<Record<string, TemplateFields>>;
  readonly storedWorkflowTemplateSpec?: SpecFields;
}

/**
 * Returns what a run has taken from other objects: the templates that its nodes call there, and the spec merged with that of the WorkflowTemplate that
 * it refers to. See docs/semantics/templates.md#template-scope.
 */
export function storedObjects(run: RunState): StoredObjects {
  // Without templates, the WorkflowTemplate was not found.
  const isMerged = run.spec.workflowTemplateRef !== undefined && run.spec.templates !== undefined;
  const templates = storedTemplates(run);
  return {
    ...(Object.keys(templates).length > 0 && { storedTemplates: templates }),
    ...(isMerged && { storedWorkflowTemplateSpec: run.spec }),
  };
}

function storedTemplates(run: RunState): Readonly<Record<string, TemplateFields>> {
  const { local, scopes } = templatesOf(run);
  const stored: Record<string, TemplateFields> = {};
  // Most workflows are alone.
  if (scopes.size === 1) return stored;
  for (const { fields } of Object.values(run.nodes)) {
    const { templateRef, templateScope, templateName } = fields;
    const scope = templateRef === undefined ? templateScope : scopeOf(templateRef);
    const name = templateRef?.template ?? templateName;
    if (scope === undefined || scope === local || name === undefined) continue;
    const template = scopes.get(scope)?.get(name);
    if (template !== undefined) stored[`${scope}/${name}`] = template;
  }
  return stored;
}

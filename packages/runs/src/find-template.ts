import type { NodeStatus, Template, Workflow } from '@tiphys/models';

/** Returns the template of a node as it is written: in the workflow, or in the copies that its status keeps of others. Undefined if it is in none of them. */
export function findTemplate(
  { spec, status }: Workflow,
  { templateName, templateRef, templateScope }: NodeStatus,
): Template | undefined {
  const { storedTemplates, storedWorkflowTemplateSpec } = status ?? {};
  if (templateRef !== undefined) {
    const scope = templateRef.clusterScope === true ? 'cluster' : 'namespaced';
    return storedTemplates?.[`${scope}/${templateRef.name}/${templateRef.template}`];
  }
  const written = [...(spec.templates ?? []), ...(storedWorkflowTemplateSpec?.templates ?? [])];
  const own = written.find(({ name }) => name === templateName);
  return own ?? storedTemplates?.[`${templateScope}/${templateName}`];
}

import type { SpecFields, TemplateFields } from '../../../manifest/fields.ts';

/**
 * Returns a template with what the workflow sets for all its pods: service account, security context, host aliases, labels and annotations.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/#workflowspec
 */
export function withWorkflowSettings(spec: SpecFields, template: TemplateFields): TemplateFields {
  const { hostAliases = [], podMetadata, securityContext, serviceAccountName } = spec;
  const settings: TemplateFields = {
    ...(serviceAccountName && !template.serviceAccountName && { serviceAccountName }),
    ...(securityContext !== undefined && template.securityContext === undefined && { securityContext }),
    ...(hostAliases.length > 0 && { hostAliases: [...hostAliases, ...(template.hostAliases ?? [])] }),
    ...(podMetadata !== undefined && {
      metadata: {
        labels: { ...podMetadata.labels, ...template.metadata?.labels },
        annotations: { ...podMetadata.annotations, ...template.metadata?.annotations },
      },
    }),
  };
  return Object.keys(settings).length === 0 ? template : { ...template, ...settings };
}

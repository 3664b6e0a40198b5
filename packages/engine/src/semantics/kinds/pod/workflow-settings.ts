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

/**
 * Returns what the workflow sets for its pods and templates have no field for, or do not set, as a patch of the spec of a pod; undefined if there is
 * nothing.
 */
export function patchOfWorkflow(spec: SpecFields, template: TemplateFields): string | undefined {
  const { dnsConfig, hostNetwork, imagePullSecrets, podResources, resourceClaims } = spec;
  const fields = {
    dnsConfig,
    hostNetwork,
    imagePullSecrets,
    resources: template.podResources === undefined ? podResources : undefined,
    resourceClaims: template.resourceClaims === undefined ? resourceClaims : undefined,
  };
  return Object.values(fields).every((field) => field === undefined) ? undefined : JSON.stringify(fields);
}

const group = 'io.argoproj.workflow.v1alpha1';

/** Returns the text of a small schema of Argo; a spec has one field of the given name. */
export function argoSchema(field: string): string {
  const kinds = [
    'Workflow',
    'WorkflowTemplate',
    'ClusterWorkflowTemplate',
    'CronWorkflow',
    'WorkflowEventBinding',
  ];
  const kind = { type: 'object', properties: { spec: { $ref: `#/definitions/${group}.WorkflowSpec` } } };
  const definitions = {
    ...Object.fromEntries(kinds.map((name) => [`${group}.${name}`, kind])),
    [`${group}.WorkflowSpec`]: { type: 'object', properties: { [field]: { type: 'string' } } },
  };
  return JSON.stringify({ definitions });
}

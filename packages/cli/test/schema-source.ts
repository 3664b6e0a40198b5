const GROUP = 'io.argoproj.workflow.v1alpha1';

interface SmallSchemaOptions {
  /** More fields of a Workflow's spec. */
  readonly spec?: Readonly<Record<string, unknown>>;
}

/** Returns the files of a small Argo schema, with the layout of Argo's repository. */
export function schemaSource({ spec = {} }: SmallSchemaOptions = {}): Readonly<Record<string, string>> {
  const reference = (name: string): object => ({ $ref: `#/definitions/${GROUP}.${name}` });
  const text = { type: 'string' };
  const kinds = ['Workflow', 'WorkflowTemplate', 'ClusterWorkflowTemplate'].map((kind) => [
    `${GROUP}.${kind}`,
    {
      type: 'object',
      required: ['spec'],
      properties: { apiVersion: text, kind: text, spec: reference('WorkflowSpec') },
    },
  ]);
  const definitions = {
    ...Object.fromEntries(kinds),
    [`${GROUP}.CronWorkflow`]: {
      type: 'object',
      properties: { apiVersion: text, kind: text, spec: reference('CronWorkflowSpec') },
    },
    [`${GROUP}.CronWorkflowSpec`]: {
      type: 'object',
      required: ['schedules'],
      properties: { schedules: { type: 'array', items: text }, workflowSpec: reference('WorkflowSpec') },
    },
    [`${GROUP}.WorkflowEventBinding`]: { type: 'object', properties: { apiVersion: text, kind: text } },
    [`${GROUP}.WorkflowSpec`]: { type: 'object', properties: { entrypoint: text, ...spec } },
  };
  return { 'api/jsonschema/schema.json': JSON.stringify({ definitions }) };
}

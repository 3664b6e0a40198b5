const firstFields = ['apiVersion', 'kind', 'name', 'generateName', 'metadata'] as const;
const lastFields = ['status'] as const;

interface Order {
  readonly first?: readonly string[];
  readonly last?: readonly string[];
}

const callOrder: Order = {
  first: ['name', 'depends', 'dependencies', 'template', 'templateRef', 'inline', 'arguments', 'withItems'],
};
const templateOrder: Order = {
  first: ['name', 'inputs'],
  last: [
    'container',
    'containerSet',
    'script',
    'resource',
    'data',
    'http',
    'plugin',
    'suspend',
    'dag',
    'steps',
    'outputs',
  ],
};
const containerOrder: Order = {
  first: ['name', 'image', 'command', 'args', 'workingDir', 'env'],
  last: ['source'],
};
const valueOrder: Order = { first: ['parameters', 'artifacts'] };

/** Definitions whose fields are not in alphabetical order in the examples of Argo's documentation. */
const orders: Readonly<Record<string, Order>> = {
  Arguments: valueOrder,
  Artifact: { first: ['name', 'path', 'from', 'fromExpression'] },
  Backoff: { first: ['duration', 'factor', 'maxDuration'] },
  ConfigMapKeySelector: { first: ['name', 'key'] },
  Container: containerOrder,
  ContainerNode: containerOrder,
  CronWorkflowSpec: { first: ['schedules', 'timezone'], last: ['workflowMetadata', 'workflowSpec'] },
  DAGTask: callOrder,
  DAGTemplate: { last: ['tasks'] },
  ExecAction: { first: ['command'] },
  HTTP: { first: ['url', 'method', 'headers'] },
  Inputs: valueOrder,
  NodeStatus: {
    first: ['id', 'displayName', 'type', 'templateName', 'templateRef', 'templateScope', 'phase'],
  },
  ObjectMeta: { first: ['namespace', 'labels', 'annotations'] },
  Outputs: valueOrder,
  Parameter: { first: ['name', 'value', 'default'] },
  ResourceTemplate: { first: ['action'], last: ['manifest'] },
  RetryStrategy: { first: ['limit', 'retryPolicy', 'expression', 'backoff'] },
  ScriptTemplate: containerOrder,
  SecretKeySelector: { first: ['name', 'key'] },
  Sequence: { first: ['start', 'end', 'count', 'format'] },
  Template: templateOrder,
  TemplateDefaults: templateOrder,
  TemplateRef: { first: ['name', 'template', 'clusterScope'] },
  UserContainer: containerOrder,
  WorkflowSpec: { first: ['entrypoint', 'onExit', 'arguments'], last: ['templateDefaults', 'templates'] },
  WorkflowStatus: { first: ['phase', 'message', 'startedAt', 'finishedAt', 'progress'], last: ['nodes'] },
  WorkflowStep: callOrder,
};

/**
 * Returns the fields of a definition in the order of Argo's documentation.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/
 */
export function orderFields(definition: string, fields: readonly string[]): readonly string[] {
  const order = Object.hasOwn(orders, definition) ? orders[definition] : undefined;
  const first = [...new Set([...firstFields, ...(order?.first ?? [])])].filter((field) =>
    fields.includes(field),
  );
  const last = [...(order?.last ?? []), ...lastFields].filter(
    (field) => fields.includes(field) && !first.includes(field),
  );
  const middle = fields.filter((field) => !first.includes(field) && !last.includes(field)).sort();
  return [...first, ...middle, ...last];
}

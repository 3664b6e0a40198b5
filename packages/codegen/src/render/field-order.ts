const FIRST_FIELDS = ['apiVersion', 'kind', 'name', 'generateName', 'metadata'] as const;
const LAST_FIELDS = ['status'] as const;

interface Order {
  readonly first?: readonly string[];
  readonly last?: readonly string[];
}

const CALL_ORDER: Order = {
  first: ['name', 'depends', 'dependencies', 'template', 'templateRef', 'inline', 'arguments', 'withItems'],
};
const TEMPLATE_ORDER: Order = {
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
const CONTAINER_ORDER: Order = {
  first: ['name', 'image', 'command', 'args', 'workingDir', 'env'],
  last: ['source'],
};
const VALUE_ORDER: Order = { first: ['parameters', 'artifacts'] };

/** Definitions whose fields are not in alphabetical order in the examples of Argo's documentation. */
const ORDERS: Readonly<Record<string, Order>> = {
  Arguments: VALUE_ORDER,
  Artifact: { first: ['name', 'path', 'from', 'fromExpression'] },
  Backoff: { first: ['duration', 'factor', 'maxDuration'] },
  ConfigMapKeySelector: { first: ['name', 'key'] },
  Container: CONTAINER_ORDER,
  ContainerNode: CONTAINER_ORDER,
  CronWorkflowSpec: { first: ['schedules', 'timezone'], last: ['workflowMetadata', 'workflowSpec'] },
  DAGTask: CALL_ORDER,
  DAGTemplate: { last: ['tasks'] },
  ExecAction: { first: ['command'] },
  HTTP: { first: ['url', 'method', 'headers'] },
  Inputs: VALUE_ORDER,
  NodeStatus: {
    first: ['id', 'displayName', 'type', 'templateName', 'templateRef', 'templateScope', 'phase'],
  },
  ObjectMeta: { first: ['namespace', 'labels', 'annotations'] },
  Outputs: VALUE_ORDER,
  Parameter: { first: ['name', 'value', 'default'] },
  ResourceTemplate: { first: ['action'], last: ['manifest'] },
  RetryStrategy: { first: ['limit', 'retryPolicy', 'expression', 'backoff'] },
  ScriptTemplate: CONTAINER_ORDER,
  SecretKeySelector: { first: ['name', 'key'] },
  Sequence: { first: ['start', 'end', 'count', 'format'] },
  Template: TEMPLATE_ORDER,
  TemplateDefaults: TEMPLATE_ORDER,
  TemplateRef: { first: ['name', 'template', 'clusterScope'] },
  UserContainer: CONTAINER_ORDER,
  WorkflowSpec: { first: ['entrypoint', 'onExit', 'arguments'], last: ['templateDefaults', 'templates'] },
  WorkflowStatus: { first: ['phase', 'message', 'startedAt', 'finishedAt', 'progress'], last: ['nodes'] },
  WorkflowStep: CALL_ORDER,
};

/**
 * Returns the fields of a definition in the order of Argo's documentation.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/
 */
export function orderFields(definition: string, fields: readonly string[]): readonly string[] {
  const order = Object.hasOwn(ORDERS, definition) ? ORDERS[definition] : undefined;
  const first = [...new Set([...FIRST_FIELDS, ...(order?.first ?? [])])].filter((field) =>
    fields.includes(field),
  );
  const last = [...(order?.last ?? []), ...LAST_FIELDS].filter(
    (field) => fields.includes(field) && !first.includes(field),
  );
  const middle = fields.filter((field) => !first.includes(field) && !last.includes(field)).sort();
  return [...first, ...middle, ...last];
}

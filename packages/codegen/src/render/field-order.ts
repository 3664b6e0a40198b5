const FIRST = ['apiVersion', 'kind', 'name', 'generateName', 'metadata'] as const;
const LAST = ['status'] as const;

interface Order {
  readonly first?: readonly string[];
  readonly last?: readonly string[];
}

const CALL: Order = {
  first: ['name', 'depends', 'dependencies', 'template', 'templateRef', 'inline', 'arguments', 'withItems'],
};
const TEMPLATE: Order = {
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
const CONTAINER: Order = {
  first: ['name', 'image', 'command', 'args', 'workingDir', 'env'],
  last: ['source'],
};
const VALUES: Order = { first: ['parameters', 'artifacts'] };

/** Definitions whose fields are not in alphabetical order in the examples of Argo's documentation. */
const ORDERS: Readonly<Record<string, Order>> = {
  Arguments: VALUES,
  Artifact: { first: ['name', 'path', 'from', 'fromExpression'] },
  Backoff: { first: ['duration', 'factor', 'maxDuration'] },
  ConfigMapKeySelector: { first: ['name', 'key'] },
  Container: CONTAINER,
  ContainerNode: CONTAINER,
  CronWorkflowSpec: { first: ['schedules', 'timezone'], last: ['workflowMetadata', 'workflowSpec'] },
  DAGTask: CALL,
  DAGTemplate: { last: ['tasks'] },
  ExecAction: { first: ['command'] },
  HTTP: { first: ['url', 'method', 'headers'] },
  Inputs: VALUES,
  NodeStatus: {
    first: ['id', 'displayName', 'type', 'templateName', 'templateRef', 'templateScope', 'phase'],
  },
  ObjectMeta: { first: ['namespace', 'labels', 'annotations'] },
  Outputs: VALUES,
  Parameter: { first: ['name', 'value', 'default'] },
  ResourceTemplate: { first: ['action'], last: ['manifest'] },
  RetryStrategy: { first: ['limit', 'retryPolicy', 'expression', 'backoff'] },
  ScriptTemplate: CONTAINER,
  SecretKeySelector: { first: ['name', 'key'] },
  Sequence: { first: ['start', 'end', 'count', 'format'] },
  Template: TEMPLATE,
  TemplateDefaults: TEMPLATE,
  TemplateRef: { first: ['name', 'template', 'clusterScope'] },
  UserContainer: CONTAINER,
  WorkflowSpec: { first: ['entrypoint', 'onExit', 'arguments'], last: ['templateDefaults', 'templates'] },
  WorkflowStatus: { first: ['phase', 'message', 'startedAt', 'finishedAt', 'progress'], last: ['nodes'] },
  WorkflowStep: CALL,
};

/**
 * Returns the fields of a definition in the order of Argo's documentation.
 *
 * @see https://argo-workflows.readthedocs.io/en/latest/fields/
 */
export function orderFields(definition: string, fields: readonly string[]): readonly string[] {
  const order = Object.hasOwn(ORDERS, definition) ? ORDERS[definition] : undefined;
  const first = [...new Set([...FIRST, ...(order?.first ?? [])])].filter((field) => fields.includes(field));
  const last = [...(order?.last ?? []), ...LAST].filter(
    (field) => fields.includes(field) && !first.includes(field),
  );
  const middle = fields.filter((field) => !first.includes(field) && !last.includes(field)).sort();
  return [...first, ...middle, ...last];
}

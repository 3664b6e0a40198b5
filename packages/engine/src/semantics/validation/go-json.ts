import { printJsonString } from '@tiphys/go';

/**
 * The fields of Go's structs, one after the other. The structs agree on the order of the fields that they share, so that one list is
 * enough. The order decides which of several unknown tags is found first.
 */
const FIELDS = [
  // Template.
  ...['name', 'template', 'inline', 'inputs', 'outputs', 'nodeSelector', 'affinity', 'metadata', 'daemon'],
  ...['steps', 'container', 'containerSet', 'script', 'resource', 'dag', 'suspend', 'data', 'http', 'plugin'],
  ...['volumes', 'initContainers', 'sidecars', 'archiveLocation', 'activeDeadlineSeconds', 'retryStrategy'],
  ...['parallelism', 'failFast', 'tolerations', 'schedulerName', 'priorityClassName', 'serviceAccountName'],
  ...[
    'automountServiceAccountToken',
    'executor',
    'hostAliases',
    'securityContext',
    'podSpecPatch',
    'metrics',
  ],
  ...['synchronization', 'memoize', 'timeout', 'annotations'],
  // Step, task, arguments and hook.
  ...['arguments', 'parameters', 'artifacts', 'templateRef', 'dependencies', 'withItems', 'withParam'],
  ...['withSequence', 'when', 'continueOn', 'onExit', 'hooks', 'depends', 'expression'],
  // Container and script.
  ...[
    'image',
    'command',
    'args',
    'workingDir',
    'ports',
    'envFrom',
    'env',
    'resources',
    'volumeMounts',
    'source',
  ],
  // Parameter and artifact.
  ...[
    'default',
    'value',
    'valueFrom',
    'path',
    'mode',
    'from',
    'globalName',
    'archive',
    'optional',
    'subPath',
  ],
  ...['recurseMode', 'fromExpression', 'enum', 'description'],
  // Resource and HTTP.
  ...['action', 'mergeStrategy', 'manifest', 'method', 'url', 'headers', 'timeoutSeconds', 'body'],
  ...['successCondition', 'failureCondition', 'flags', 'manifestFrom'],
];

const RANK: ReadonlyMap<string, number> = new Map(FIELDS.map((field, index) => [field, index]));

/** Returns the JSON of a template, step or task, with fields in the order in which Go writes them. */
export function goJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(goJson).join(',')}]`;
  if (typeof value !== 'object' || value === null)
    return typeof value === 'string' ? printJsonString(value) : JSON.stringify(value ?? null);
  const members = Object.entries(value)
    .filter(([, part]) => part !== undefined)
    .sort(([a], [b]) => rankOf(a) - rankOf(b))
    .map(([field, part]) => `${printJsonString(field)}:${goJson(part)}`);
  return `{${members.join(',')}}`;
}

function rankOf(field: string): number {
  return RANK.get(field) ?? FIELDS.length;
}

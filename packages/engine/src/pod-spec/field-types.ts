import { tryParseQuantity } from './quantity.ts';
import { isMap, type JsonMap } from './strategic-merge.ts';

type FieldType =
  | 'text'
  | 'number'
  | 'boolean'
  | 'texts'
  | 'objects'
  | 'object'
  | 'texts by name'
  | 'quantities';

const CONTAINER_FIELDS: Readonly<Record<string, FieldType>> = {
  name: 'text',
  image: 'text',
  command: 'texts',
  args: 'texts',
  workingDir: 'text',
  env: 'objects',
  envFrom: 'objects',
  ports: 'objects',
  resources: 'object',
  volumeMounts: 'objects',
  securityContext: 'object',
  livenessProbe: 'object',
  readinessProbe: 'object',
  startupProbe: 'object',
  lifecycle: 'object',
  imagePullPolicy: 'text',
  terminationMessagePath: 'text',
  terminationMessagePolicy: 'text',
  tty: 'boolean',
  stdin: 'boolean',
};

const POD_FIELDS: Readonly<Record<string, FieldType>> = {
  containers: 'objects',
  initContainers: 'objects',
  volumes: 'objects',
  imagePullSecrets: 'objects',
  hostAliases: 'objects',
  tolerations: 'objects',
  nodeSelector: 'texts by name',
  affinity: 'object',
  securityContext: 'object',
  activeDeadlineSeconds: 'number',
  terminationGracePeriodSeconds: 'number',
  serviceAccountName: 'text',
  restartPolicy: 'text',
  hostNetwork: 'boolean',
  hostname: 'text',
  nodeName: 'text',
  priorityClassName: 'text',
  schedulerName: 'text',
};

/** Returns the first field of a patch whose type is not that of a pod; undefined if there is none. Unknown fields are ignored, as in Argo. */
export function findFieldProblem(patch: JsonMap): string | undefined {
  return (
    findIn(patch, POD_FIELDS, '') ??
    findInContainers(patch, 'containers') ??
    findInContainers(patch, 'initContainers')
  );
}

function findInContainers(patch: JsonMap, list: string): string | undefined {
  const containers = patch[list];
  if (!Array.isArray(containers)) return undefined;
  for (const [index, container] of containers.entries()) {
    const problem = isMap(container) ? findInContainer(container, `${list}[${index}].`) : undefined;
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function findInContainer(container: JsonMap, where: string): string | undefined {
  const { resources } = container;
  const quantities = { limits: 'quantities', requests: 'quantities' } as const;
  return (
    findIn(container, CONTAINER_FIELDS, where) ??
    (isMap(resources) ? findIn(resources, quantities, `${where}resources.`) : undefined)
  );
}

function findIn(
  fields: JsonMap,
  types: Readonly<Record<string, FieldType>>,
  where: string,
): string | undefined {
  for (const [field, type] of Object.entries(types)) {
    const value = fields[field];
    if (value === undefined || value === null || FITS[type](value)) continue;
    return `${where}${field}: expected ${type}`;
  }
  return undefined;
}

const isText = (value: unknown): boolean => typeof value === 'string';

const FITS: Readonly<Record<FieldType, (value: unknown) => boolean>> = {
  text: isText,
  number: (value) => Number.isInteger(value),
  boolean: (value) => typeof value === 'boolean',
  texts: (value) => Array.isArray(value) && value.every(isText),
  objects: (value) => Array.isArray(value) && value.every(isMap),
  object: isMap,
  'texts by name': (value) => isMap(value) && Object.values(value).every(isText),
  quantities: (value) =>
    isMap(value) &&
    Object.values(value).every((quantity) => tryParseQuantity(String(quantity)) !== undefined),
};

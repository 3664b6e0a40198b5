import type { EnvFromSource, EnvVar } from '@tiphys/models';
import type { PodRequest } from '../contract/executor.ts';
import { type KeyedObjects, keyedObjects } from './kubernetes-objects.ts';
import { PodFailure } from './pod-failure.ts';
import { podField } from './pod-fields.ts';
import type { PodContainer } from './pod-spec.ts';
import { resourceFieldText } from './resource-field.ts';
import { expandVariables } from './variable-expansion.ts';

/** The inputs for the environment of a container. */
export interface EnvironmentRequest {
  readonly request: PodRequest;
  readonly container: PodContainer;
  /** All containers of the pod. */
  readonly containers: readonly PodContainer[];
  /** Path of the container's own `/tmp`. */
  readonly temporaryFolder: string;
  /** File to which the container may write its progress. */
  readonly progressFile: string;
  /** Environment variables of every process. */
  readonly base: Readonly<Record<string, string>>;
}

/** The environment of a container. */
export interface ContainerEnvironment {
  /** The variables of every process, and the declared ones. */
  readonly all: ReadonlyMap<string, string>;
  /** The variables of the container and of Argo. Only these are replaced in its command, as in Kubernetes. */
  readonly declared: ReadonlyMap<string, string>;
}

/**
 * Returns the environment of a container: the variables of every process, `envFrom`, `env`, and Argo's own.
 *
 * @throws PodFailure if a ConfigMap, Secret or key is missing and not optional
 */
export function buildEnvironment(given: EnvironmentRequest): ContainerEnvironment {
  const objects = keyedObjects(given.request.objects);
  const variables = new Map(Object.entries(given.base));
  variables.delete('TMPDIR');
  if (given.temporaryFolder !== '/tmp') variables.set('TMPDIR', given.temporaryFolder);
  const declared = new Map<string, string>();
  const { env, envFrom } = given.container.fields;
  for (const source of envFrom ?? []) addAll(declared, source, objects);
  for (const variable of env ?? []) {
    const value = variableValue(variable, { ...given, declared, objects });
    if (value !== undefined) declared.set(variable.name ?? '', value);
  }
  for (const [name, value] of argoVariables(given)) declared.set(name, value);
  return { all: new Map([...variables, ...declared]), declared };
}

function addAll(declared: Map<string, string>, source: EnvFromSource, objects: KeyedObjects): void {
  const kind = source.configMapRef === undefined ? 'Secret' : 'ConfigMap';
  const reference = source.configMapRef ?? source.secretRef;
  const entries = objects.findEntries(kind, reference?.name ?? '');
  if (entries === undefined && reference?.optional !== true) {
    throw new PodFailure('init', `${kind.toLowerCase()} "${reference?.name ?? ''}" not found`);
  }
  for (const [key, value] of entries ?? []) declared.set(`${source.prefix ?? ''}${key}`, value.toString());
}

interface ValueContext extends EnvironmentRequest {
  readonly declared: ReadonlyMap<string, string>;
  readonly objects: KeyedObjects;
}

function variableValue(variable: EnvVar, context: ValueContext): string | undefined {
  const source = variable.valueFrom;
  if (source === undefined) return expandVariables(variable.value ?? '', context.declared);
  if (source.configMapKeyRef !== undefined) return keyOf('ConfigMap', source.configMapKeyRef, context);
  if (source.secretKeyRef !== undefined) return keyOf('Secret', source.secretKeyRef, context);
  if (source.fieldRef !== undefined) return fieldOf(source.fieldRef.fieldPath ?? '', context.request);
  if (source.resourceFieldRef !== undefined) {
    return resourceFieldText(source.resourceFieldRef, context.container, context.containers);
  }
  const name = variable.name ?? '';
  throw new PodFailure(
    'init',
    `env ${name}: local runs support only configMapKeyRef, secretKeyRef, fieldRef and resourceFieldRef`,
  );
}

interface KeyReference {
  readonly name?: string | undefined;
  readonly key?: string | undefined;
  readonly optional?: boolean | undefined;
}

function keyOf(
  kind: 'ConfigMap' | 'Secret',
  reference: KeyReference,
  { objects, request }: ValueContext,
): string | undefined {
  const { name = '', key = '' } = reference;
  const entries = objects.findEntries(kind, name);
  const value = entries?.get(key);
  if (value !== undefined) return value.toString();
  if (reference.optional === true) return undefined;
  const message =
    entries === undefined
      ? `${kind.toLowerCase()} "${name}" not found`
      : `couldn't find key ${key} in ${kind} ${request.namespace ?? 'default'}/${name}`;
  throw new PodFailure('init', message);
}

function fieldOf(fieldPath: string, request: PodRequest): string {
  const value = podField(fieldPath, request);
  if (value === undefined)
    throw new PodFailure('init', `local runs do not support the field ${fieldPath} of a pod`);
  return value;
}

/** Returns the variables that Argo's executor sets. They win over the user's. */
function argoVariables(given: EnvironmentRequest): readonly (readonly [string, string])[] {
  const { request } = given;
  const deadline =
    request.deadline === undefined
      ? '0001-01-01T00:00:00Z'
      : new Date(request.deadline).toISOString().replace(/\.\d+Z$/, 'Z');
  return [
    ['ARGO_CONTAINER_NAME', given.container.name],
    ['ARGO_NODE_ID', request.nodeId],
    ['ARGO_INCLUDE_SCRIPT_OUTPUT', String(request.captureResult)],
    ['ARGO_DEADLINE', deadline],
    ['ARGO_WORKFLOW_NAME', request.workflowName],
    ['ARGO_PROGRESS_FILE', given.progressFile],
    ['ARGO_PROGRESS_PATCH_TICK_DURATION', '1m0s'],
    ['ARGO_PROGRESS_FILE_TICK_DURATION', '3s'],
  ];
}

import type { Container, Template } from '@tiphys/models';
import type { After } from '../surface/after.ts';
import {
  type ConfigKey,
  type Entries,
  findEntries,
  isClusterValue,
  type PodField,
  type SecretKey,
} from '../surface/cluster-values.ts';

type Unit = 'ms' | 's' | 'm' | 'h';

/** A length of time: seconds as a number, or a text such as `90s`, `10m` or `1h30m`. */
export type Duration =
  | number
  | `${number}${Unit}`
  | `${number}h${number}m`
  | `${number}m${number}s`
  | `${number}h${number}m${number}s`;

/** An amount of a resource, as in Kubernetes: `2`, `500m`, `1Gi`. */
export type Quantity =
  | number
  | `${number}`
  | `${number}${'m' | 'k' | 'M' | 'G' | 'T' | 'P' | 'E' | 'Ki' | 'Mi' | 'Gi' | 'Ti' | 'Pi' | 'Ei'}`;

/** When and how often a task is retried. */
export interface Retry {
  /** Maximum number of retries. */
  readonly limit: number;
  /**
   * What is retried: functions that threw (`OnFailure`), errors of the cluster (`OnError`), or both (`Always`).
   * @default 'OnFailure', or 'Always' if there is an `expression`
   */
  readonly policy?: 'Always' | 'OnFailure' | 'OnError' | 'OnTransientError';
  /** How long to wait before each retry. */
  readonly backoff?: {
    /** Time before the first retry. */
    readonly duration: Duration;
    /** Factor between one wait and the next. Argo only accepts integers. @default 1 */
    readonly factor?: number;
    /** Time after the start of the first attempt when retries end. */
    readonly maxDuration?: Duration;
    /** The longest wait. */
    readonly cap?: Duration;
  };
  /** An Argo expression that must be true for another retry, such as `asInt(lastRetry.exitCode) != 2`. All fields of `lastRetry` are strings. */
  readonly expression?: string;
  /** Whether a retry runs on another node of the cluster than the attempt before. @default false */
  readonly elsewhere?: boolean;
}

/** Resource requests and limits of a container, as in Kubernetes: `{ limits: { cpu: '500m', memory: '1Gi' } }`. */
export interface Resources {
  readonly requests?: Readonly<Record<string, Quantity>>;
  readonly limits?: Readonly<Record<string, Quantity>>;
}

/** The value of an environment variable: a constant, a key of a Secret or a ConfigMap, or a field of the pod. */
export type EnvValue = string | number | boolean | SecretKey | ConfigKey | PodField;

/** Fields of the pod of a task, under Argo's own names and with its types. */
export type PodFields = Partial<
  Pick<
    Template,
    | 'affinity'
    | 'annotations'
    | 'automountServiceAccountToken'
    | 'executor'
    | 'hostAliases'
    | 'initContainers'
    | 'metadata'
    | 'nodeSelector'
    | 'pendingTimeout'
    | 'podResources'
    | 'podSpecPatch'
    | 'priorityClassName'
    | 'resourceClaims'
    | 'schedulerName'
    | 'securityContext'
    | 'serviceAccountName'
    | 'sidecars'
    | 'tolerations'
  >
>;

/** Fields of the container of a task, under the names and with the types of Kubernetes. */
export type ContainerFields = Partial<
  Omit<Container, 'image' | 'command' | 'args' | 'name' | 'env' | 'envFrom' | 'volumeMounts' | 'resources'>
>;

/**
 * How tasks run. The same settings exist for a project, a pipeline (`defaults`), a component (`with`) and a call.
 *
 * Settings of a call take precedence over those of its component, and those over the defaults of the pipeline. Single values and lists
 * are replaced, maps are merged by key.
 */
export interface Settings {
  /** An image with Node.js. @default 'node:24-slim' */
  readonly image?: string;
  /** Environment variables of the function. In strings, Kubernetes replaces `$(NAME)` with other variables and `$$` with a dollar sign. */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Secrets and ConfigMaps whose keys all become environment variables. */
  readonly envFrom?: readonly Entries[];
  readonly resources?: Resources;
  /** A number is the maximum number of retries. */
  readonly retry?: number | Retry;
  /** Maximum duration of the task. */
  readonly timeout?: Duration;
  /** Fields of the pod, under Argo's own names. */
  readonly pod?: PodFields;
  /** Fields of the container, under the names of Kubernetes. */
  readonly container?: ContainerFields;
}

/** Options of `with`. */
export interface ComponentOptions extends Settings {
  /** Name of the tasks and of the template. @default the name of the function */
  readonly name?: string;
}

/** Options of one call of a component. */
export interface TaskOptions extends Settings {
  /** Name of the task. @default the name of the component, with `-2`, `-3` if it is taken */
  readonly name?: string;
  /** Tasks that must succeed before this one starts, besides those whose outputs it uses; or how they must have ended: `failed(task)`. */
  readonly after?: After;
}

/** Settings of a call, merged from the component and the call. */
export interface ResolvedOptions extends Settings {
  readonly name?: string;
}

/**
 * Merges settings: those of `over` take precedence. Single values and lists are replaced, maps are merged by key. An undefined value
 * counts as not given.
 */
export function mergeSettings<T extends Settings>(base: Settings, over: T): Settings & T {
  // Both have the fields of Settings, and merging keeps the types of the fields.
  return mergeMaps(base as PlainMap, over as unknown as PlainMap) as Settings & T;
}

type PlainMap = Readonly<Record<string, unknown>>;

function mergeMaps(base: PlainMap, over: PlainMap): PlainMap {
  const merged: Record<string, unknown> = { ...base };
  for (const [name, value] of Object.entries(over)) {
    if (value === undefined) continue;
    const below = merged[name];
    merged[name] = isMap(below) && isMap(value) ? mergeMaps(below, value) : value;
  }
  return merged;
}

/** Tells whether a value is a map of settings. A key of a Secret, for one, is a value of its own. */
function isMap(value: unknown): value is PlainMap {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return !isClusterValue(value) && findEntries(value) === undefined;
}

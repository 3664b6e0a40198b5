import type { Container, Template } from '@tiphys/models';
import type { ArrowFunction } from '../arrow-function.ts';
import type { After } from '../surface/after.ts';
import type { Duration, Quantity } from '../surface/amounts.ts';
import {
  type ConfigKey,
  type Entries,
  findEntries,
  isClusterValue,
  type PodField,
  type SecretKey,
} from '../surface/cluster-values.ts';
import type { CodeInImage } from '../surface/code-in-image.ts';
import type { FilesOf, StoredFile } from '../surface/file-options.ts';
import type { Lock } from '../surface/lock.ts';
import type { Metric } from '../surface/metric.ts';
import type { Hooks, TaskOutcome, TaskPhase } from '../surface/outcome.ts';
import type { OutputHandle } from '../surface/output.ts';
import type { Volume } from '../surface/volume.ts';

/** The last attempt of a task. */
export interface LastTry {
  /** -1 if the container has not ended by itself. */
  readonly exitCode: number;
  readonly status: 'Failed' | 'Error';
  readonly seconds: number;
  readonly message: string;
}

/**
 * Whether and how results are kept, so that a task with the same code, image, environment and inputs does not run again: for ever, for some
 * time, or under a key of your own.
 */
export type Cache<TInputs> = boolean | Duration | CacheOptions<TInputs>;

/** How results are kept. */
export interface CacheOptions<TInputs> {
  /** Older results are not used. @default no limit */
  readonly maxAge?: Duration;
  /** Name of the ConfigMap with the results, which Argo creates. @default the name of the pipeline and `-cache` */
  readonly configMap?: string;
  /** Returns the key of a result. Calls of a component with the same key share it, even after its code has changed. */
  key?(inputs: TInputs): string;
}

/** When and how often a task is retried. */
export interface Retry {
  /** Maximum number of retries. */
  readonly limit: number;
  /**
   * What is retried: functions that threw (`OnFailure`), errors of the cluster (`OnError`), or both (`Always`).
   * @default 'OnFailure', or 'Always' if there is an `if`
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
  /** Whether another attempt is made, after the last one and a number of retries. It becomes an Argo expression. */
  readonly if?: (last: LastTry, tries: number) => boolean;
  /** Whether a retry runs on another node of the cluster than the attempt before. @default false */
  readonly elsewhere?: boolean;
}

/** What is mounted where, by absolute path. */
export type Mounts = Readonly<Record<`/${string}`, Volume | Entries>>;

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
export interface Settings<TInputs = never, TResult = unknown> {
  /** An image with Node.js. @default 'node:24-slim' */
  readonly image?: string;
  /** Environment variables of the function. In strings, Kubernetes replaces `$(NAME)` with other variables and `$$` with a dollar sign. */
  readonly env?: Readonly<Record<string, EnvValue>>;
  /** Secrets and ConfigMaps whose keys all become environment variables. */
  readonly envFrom?: readonly Entries[];
  /** Volumes, Secrets and ConfigMaps as folders of the function, by path. */
  readonly mounts?: Mounts;
  readonly resources?: Resources;
  /** A number is the maximum number of retries. */
  readonly retry?: number | Retry;
  /** Maximum duration of the task. */
  readonly timeout?: Duration;
  /** Where the code of the function is: `inImage(...)`. @default in the manifest */
  readonly code?: CodeInImage;
  /**
   * Packages that the image has, so that they are not bundled. They are found in `node_modules` of the working folder of the image or of a folder
   * around it.
   * @default none
   */
  readonly external?: readonly string[];
  /** Whether and how results are kept. @default false */
  readonly cache?: Cache<TInputs>;
  /** What the task holds while it runs. */
  readonly lock?: Lock | readonly Lock[];
  /** Prometheus metrics, by name. */
  readonly metrics?: Readonly<Record<string, Metric<TInputs, TResult>>>;
  /** The displayed name of its nodes. */
  readonly title?: string;
  /** Fields of the pod, under Argo's own names. */
  readonly pod?: PodFields;
  /** Fields of the container, under the names of Kubernetes. */
  readonly container?: ContainerFields;
}

/** Options of `with`. */
export interface ComponentOptions<TInputs = never, TResult = unknown> extends Settings<TInputs, TResult> {
  /** Name of the tasks and of the template. @default the name of the function */
  readonly name?: string;
}

/** When the pod of a task stops. */
export type Pause = 'before' | 'after';

/** Amounts of resources in a call, which may be outputs. */
type CallAmounts = Readonly<Record<string, Quantity | OutputHandle<string>>>;

/** Options of one call of a component. The image and the resources may be outputs. */
export interface TaskOptions<TInputs = never, TResult = unknown, TWire = TResult>
  extends Omit<Settings<TInputs, TResult>, 'image' | 'resources'> {
  /** How the files that the function writes are stored: the one file, or each by the name of its field. */
  readonly files?: FilesOf<TWire>;
  /** An image with Node.js, or an output with its name. @default 'node:24-slim' */
  readonly image?: string | OutputHandle<string>;
  readonly resources?: { readonly requests?: CallAmounts; readonly limits?: CallAmounts };
  /** Whether the pod stops before or after the function runs, until somebody who looks into it lets it go on. Local runs do not stop. */
  readonly pause?: Pause;
  /** Name of the task. @default the name of the component, with `-2`, `-3` if it is taken */
  readonly name?: string;
  /** Tasks that must succeed before this one starts, besides those whose outputs it uses; or how they must have ended: `failed(task)`. */
  readonly after?: After;
  /** Adds tasks that run when the task has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: TaskOutcome<TWire>) => unknown;
  /** Tasks that run beside the task, as soon as a condition on its status is true. */
  readonly hooks?: Hooks<TaskPhase>;
}

/** A retry whose condition has been read. */
export type ResolvedRetry = Omit<Retry, 'if'> & { readonly if?: ArrowFunction };

/** A cache whose key has been read; `false` if results are not kept. */
export type ResolvedCache =
  | false
  | (Omit<CacheOptions<never>, 'key'> & { readonly kind: 'cache'; readonly key?: ArrowFunction });

/** A metric of any task. */
export type AnyMetric = Omit<Metric<never, unknown>, 'of'>;

/** A setting whose value is an output. The template gets it as an input parameter with JSON text. */
export interface FromInput {
  readonly kind: 'fromInput';
  readonly input: string;
}

/** A volume whose claim may be known only when the workflow runs. */
export type ResolvedVolume =
  | Volume
  | (Pick<Volume, 'kind' | 'isReadOnly'> & {
      readonly source: { readonly kind: 'claim'; readonly name: FromInput };
    });

/** Settings of a call, merged from the component and the call, with inputs in place of outputs. */
export interface ResolvedOptions
  extends Omit<Settings, 'cache' | 'image' | 'metrics' | 'mounts' | 'resources' | 'retry'> {
  /** How files are stored, by the field of the result; '' for the result itself. */
  readonly files?: Readonly<Record<string, StoredFile>>;
  readonly pause?: Pause;
  readonly name?: string;
  readonly cache?: ResolvedCache;
  readonly metrics?: Readonly<Record<string, AnyMetric>>;
  readonly retry?: number | ResolvedRetry;
  readonly image?: string | FromInput;
  readonly resources?: {
    readonly requests?: Readonly<Record<string, Quantity | FromInput>>;
    readonly limits?: Readonly<Record<string, Quantity | FromInput>>;
  };
  readonly mounts?: Readonly<Record<string, ResolvedVolume | Entries>>;
  /** Names of these inputs, in the order in which the call reads their sources after its arguments. */
  readonly inputs?: readonly string[];
  /** Keys of Secrets by the name of the parameter that gets them. */
  readonly secrets?: Readonly<Record<string, SecretKey>>;
}

/**
 * Merges settings: those of `over` take precedence. Single values and lists are replaced, maps are merged by key. An undefined value
 * counts as not given.
 */
export function mergeSettings<TBase extends object, TOver extends object>(
  base: TBase,
  over: TOver,
): TBase & TOver {
  // Merging keeps the types of the fields.
  return mergeMaps(base as PlainMap, over as PlainMap) as TBase & TOver;
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
  // Fields of Kubernetes may be called kind, too, but not with these words.
  const isWhole = 'kind' in value && WHOLE.has(value.kind);
  return !isWhole && !isClusterValue(value) && !isArrow(value) && findEntries(value) === undefined;
}

/** Kinds of values that replace each other. */
const WHOLE: ReadonlySet<unknown> = new Set([
  'cache',
  'codeInImage',
  'fromInput',
  'lock',
  'metric',
  'volume',
]);

/** Tells whether a setting is a function of what is known at run time. */
export function isArrow(value: unknown): value is ArrowFunction {
  return typeof value === 'object' && value !== null && 'run' in value && typeof value.run === 'function';
}

/** Tells whether the value of a setting is known only when the workflow runs. */
export function isFromInput(value: unknown): value is FromInput {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'fromInput';
}

import type { NoOutput, OutputHandle } from '../surface/output.ts';

/** When and how often a task is retried. */
export interface RetryOptions {
  /** Maximum number of retries. */
  readonly limit: number;
  /**
   * What is retried: functions that threw (`OnFailure`), errors of the cluster (`OnError`), or both (`Always`).
   * @default 'OnFailure', or 'Always' if there is an `expression`
   */
  readonly policy?: 'Always' | 'OnFailure' | 'OnError' | 'OnTransientError';
  /** How long to wait before each retry. */
  readonly backoff?: {
    /** Time before the first retry: `10s`, `2m`. */
    readonly duration: string;
    /** Factor between one wait and the next. Argo only accepts integers. @default 1 */
    readonly factor?: number;
    /** Time after the start of the first attempt when retries end. */
    readonly maxDuration?: string;
  };
  /** An Argo expression that must be true for another retry, such as `asInt(lastRetry.exitCode) != 2`. All fields of `lastRetry` are strings. */
  readonly expression?: string;
}

/** Resource requests and limits of a container, as in Kubernetes: `{ cpu: '500m', memory: '1Gi' }`. */
export interface ResourceOptions {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

/** The value of an environment variable: a string, or a key of a Secret or ConfigMap. */
export type EnvironmentValue =
  | string
  | { readonly secret: string; readonly key: string }
  | { readonly configMap: string; readonly key: string };

/** Options of the container of a component. */
export interface ContainerOptions {
  /** An image with Node.js. @default 'node:24-slim' */
  readonly image?: string;
  readonly resources?: ResourceOptions;
  /** A number is the maximum number of retries. */
  readonly retry?: number | RetryOptions;
  /** Maximum duration of the task: seconds, or a duration such as `10m`. */
  readonly timeout?: number | string;
  /** Environment variables of the function. In strings, Kubernetes replaces `$(NAME)` with other variables and `$$` with a dollar sign. */
  readonly env?: Readonly<Record<string, EnvironmentValue>>;
}

/** Options of `with`. */
export interface ComponentOptions extends ContainerOptions {
  /** Name of the tasks and of the template. @default the name of the function */
  readonly name?: string;
}

/** Something that a task can wait for: an output or a branch. */
export type Awaitable = OutputHandle<unknown> | NoOutput | { readonly kind: 'branch' };

/** Options of one call of a component. */
export interface TaskOptions extends ContainerOptions {
  /** Name of the task. @default the name of the component, with `-2`, `-3` if it is taken */
  readonly name?: string;
  /** Tasks that must succeed before this one starts, besides those whose outputs it uses. */
  readonly after?: readonly Awaitable[];
}

/** Options of a container, merged from the component and the call. */
export interface ResolvedOptions extends ContainerOptions {
  readonly name?: string;
}

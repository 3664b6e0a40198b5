import type { NoOutput, OutputHandle } from '../output.ts';

/** When and how often a task is tried again. */
export interface RetryOptions {
  /** How often the task is tried again after its first failure. */
  readonly limit: number;
  /** What counts: a function that threw (`OnFailure`), trouble of the cluster (`OnError`), both (`Always`). @default 'OnFailure' */
  readonly policy?: 'Always' | 'OnFailure' | 'OnError' | 'OnTransientError';
  /** How long to wait before each new try. */
  readonly backoff?: {
    /** Time before the second try: `10s`, `2m`. */
    readonly duration: string;
    /** Each wait is that many times as long as the one before: an integer, because Argo takes no other. @default 1 */
    readonly factor?: number;
    /** No further try once this much time has passed since the first one began. */
    readonly maxDuration?: string;
  };
  /** A condition of Argo over the last try, such as `asInt(lastRetry.exitCode) != 2`; all that `lastRetry` holds is text. */
  readonly expression?: string;
}

/** What a container asks for and may use at most, as Kubernetes writes it: `{ cpu: '500m', memory: '1Gi' }`. */
export interface ResourceOptions {
  readonly requests?: Readonly<Record<string, string | number>>;
  readonly limits?: Readonly<Record<string, string | number>>;
}

/** The value of an environment variable: text, or an entry of a Secret or ConfigMap of the cluster. */
export type EnvironmentValue =
  | string
  | { readonly secret: string; readonly key: string }
  | { readonly configMap: string; readonly key: string };

/** How a component's container runs. */
export interface ContainerOptions {
  /** Image that has Node.js. @default 'node:24-slim' */
  readonly image?: string;
  readonly resources?: ResourceOptions;
  /** A number is a limit on the tries after the first. */
  readonly retry?: number | RetryOptions;
  /** Longest time from the start of the task: seconds, or text such as `10m`. */
  readonly timeout?: number | string;
  /** Variables of the function's environment. In texts Kubernetes replaces `$(NAME)` by other variables, and `$$` by a dollar. */
  readonly env?: Readonly<Record<string, EnvironmentValue>>;
}

/** What a configured copy of a component changes. */
export interface ComponentOptions extends ContainerOptions {
  /** Name of the tasks and of the template. @default the function's name */
  readonly name?: string;
}

/** Something that a task can wait for: an output, or a branch. */
export type Awaitable = OutputHandle<unknown> | NoOutput | { readonly kind: 'branch' };

/** What one call of a component changes. */
export interface TaskOptions extends ContainerOptions {
  /** Name of the task. @default the component's name, then with `-2`, `-3` */
  readonly name?: string;
  /** Tasks that must have ended well before this one starts, beyond those that it reads from. */
  readonly after?: readonly Awaitable[];
}

/** Options of a container after the defaults and the single call were laid over each other. */
export interface ResolvedOptions extends ContainerOptions {
  readonly name?: string;
}

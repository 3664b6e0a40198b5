import type { NoOutput, OutputHandle } from '../output.ts';
import { PipelineError } from '../pipeline-error.ts';

/** When and how often a task is tried again. */
export interface RetryOptions {
  /** How often the task is tried again after its first failure. */
  readonly limit: number;
  /** What counts: a function that threw (`OnFailure`), trouble of the cluster (`OnError`), both (`Always`). @default 'OnFailure' */
  readonly policy?: 'Always' | 'OnFailure' | 'OnError' | 'OnTransientError';
  /** How long to wait before each new try. */
  readonly backoff?: { readonly duration: string; readonly factor?: number; readonly maxDuration?: string };
  /** A condition of Argo over the last try, such as `lastRetry.exitCode != "2"`. */
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

const duration = /^(?:\d+(?:\.\d+)?(?:h|m|s|ms))+$/;
const variable = /^[A-Za-z_][A-Za-z0-9_.-]*$/;
const reservedVariable = /^(?:TIPHYS_|ARGO_)/;

/**
 * Checks what types cannot: durations, limits, names of variables.
 *
 * @throws PipelineError `PIPELINE_INVALID_OPTION`
 */
export function assertContainerOptions(options: ContainerOptions, what: string): void {
  const { timeout, retry, env, image } = options;
  if (timeout !== undefined && !isDuration(timeout)) {
    throw invalid(
      `timeout ${JSON.stringify(timeout)} of ${what} is no duration. Write seconds as a number, or text such as "90s" or "1h30m".`,
    );
  }
  if (retry !== undefined) assertRetry(typeof retry === 'number' ? { limit: retry } : retry, what);
  if (image?.trim() === '') throw invalid(`image of ${what} is empty.`);
  for (const [name, value] of Object.entries(env ?? {})) {
    if (!variable.test(name) || reservedVariable.test(name)) {
      throw invalid(
        `environment variable "${name}" of ${what} cannot be set: ${reservedVariable.test(name) ? 'names that begin so are taken' : 'it is no name of a variable'}.`,
      );
    }
    if (typeof value === 'string' && value.includes('{{')) {
      throw invalid(
        `environment variable "${name}" of ${what} holds "{{", which Argo would replace. Hand the value to the function as an input.`,
      );
    }
  }
}

function assertRetry(retry: RetryOptions, what: string): void {
  if (!Number.isInteger(retry.limit) || retry.limit < 0) {
    throw invalid(`retry limit ${retry.limit} of ${what} is no whole number from 0.`);
  }
  for (const text of [retry.backoff?.duration, retry.backoff?.maxDuration]) {
    if (text !== undefined && !isDuration(text))
      throw invalid(`retry duration "${text}" of ${what} is no duration such as "10s" or "2m".`);
  }
}

function isDuration(value: number | string): boolean {
  return typeof value === 'number' ? Number.isInteger(value) && value > 0 : duration.test(value);
}

function invalid(message: string): PipelineError {
  return new PipelineError('PIPELINE_INVALID_OPTION', { message: `The ${message}` });
}

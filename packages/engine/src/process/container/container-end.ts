import type { ProcessEnd } from '../running/run-process.ts';

/** How a container ended. */
export interface ContainerEnd extends ProcessEnd {
  /** Its termination message, or the error of the executor; empty if there is none. */
  readonly message: string;
  /** Why Kubernetes says it ended. @default 'Error' */
  readonly reason?: string;
}

/** Exit code of Argo's executor for its own errors. */
export const EXECUTOR_ERROR = 64;

/** Exit code of a process that SIGTERM has ended. */
export const TERMINATED = 143;

/**
 * The end of a container that used more memory than it may. Kubernetes kills all its processes, so it fails even if only one of them was killed here.
 *
 * @see https://kubernetes.io/docs/reference/config-api/kubelet-config.v1beta1/ (singleProcessOOMKill)
 */
export const OUT_OF_MEMORY = { reason: 'OOMKilled', exitCode: 137 } as const;

/** Returns the end of a container that the executor could not start. */
export function executorError(message: string): ContainerEnd {
  return { exitCode: EXECUTOR_ERROR, message, output: '' };
}

/** Returns the text of an end without the name of the container: `Error (exit code 2)`, and the message if there is one. */
export function describeEnd({ exitCode, message, reason = 'Error' }: ContainerEnd): string {
  const text = `${reason} (exit code ${exitCode})`;
  return message === '' ? text : `${text}: ${message}`;
}

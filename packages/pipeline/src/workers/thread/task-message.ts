/** What a worker needs to run a task. */
export interface TaskMessage {
  /** The source of the script. */
  readonly source: string;
  readonly environment: Readonly<Record<string, string>>;
  /** The root folder of the pod. */
  readonly root: string;
  /** The folder of the run. */
  readonly runFolder: string;
  /** Declared paths of the pod. */
  readonly claimed: readonly string[];
  /** Receives stdout and stderr. */
  readonly logFile: string;
  /** Receives stdout, too, if it is wanted. */
  readonly outputFile: string | undefined;
  /** Whether the worker has to end with the task. */
  readonly isSingle: boolean;
}

/** Sent by a worker that has run a task successfully and can run another. A worker that cannot exits with the exit code of the task. */
export const REUSABLE = 'reusable';

/** The path of the script in a pod. */
export const SCRIPT_PATH = '/argo/staging/script';

/** Limits of a run on this machine. A node that exceeds one ends with an error that names the limit. */
export interface Limits {
  /**
   * Bytes of one output parameter. A cluster stores outputs in etcd, whose limit is 1.5 MiB by default.
   *
   * @see https://etcd.io/docs/latest/dev-guide/limit/
   */
  readonly parameterBytes: number;
  /** Bytes that one archive may unpack to. */
  readonly unpackedBytes: number;
  /** Files, folders and links that one archive may hold. */
  readonly archiveEntries: number;
  /** Bytes of one file that is downloaded as an artifact. */
  readonly downloadBytes: number;
  /**
   * Bytes of the workflow with its compressed status: what Argo's controller stores by default (`MAX_WORKFLOW_SIZE`).
   *
   * @see https://argo-workflows.readthedocs.io/en/latest/offloading-large-workflows/
   */
  readonly workflowBytes: number;
  /** Processes and threads of one container at a time, where the system has control groups. */
  readonly processes: number;
}

/** The default limits. */
export const defaultLimits: Limits = {
  parameterBytes: 1.5 * 1024 * 1024,
  unpackedBytes: 32 * 1024 ** 3,
  archiveEntries: 1_000_000,
  downloadBytes: 32 * 1024 ** 3,
  workflowBytes: 1_048_576,
  processes: 4096,
};

/** Bytes of stdout that Argo keeps as the result of a node. */
export const MAXIMUM_RESULT_BYTES = 262_144;

/** Largest single argument that the kernel accepts. Argo passes longer ones in files. */
export const MAXIMUM_WORD_BYTES = 131_072;

/** Largest environment variable that the kernel accepts, including the final NUL. */
export const MAXIMUM_VARIABLE_BYTES = 131_072;

/** Largest environment that the kernel accepts with the usual limit of the stack, 8 MiB: a quarter of it. */
export const MAXIMUM_ENVIRONMENT_BYTES = 2_097_152;

/** Most links that are followed for one path, as in Linux. */
export const MAXIMUM_LINKS = 40;

/** Deepest nesting of folders. Each of them is held open. */
export const MAXIMUM_DEPTH = 500;

/** Largest file of this machine that is copied for a pod because it is at the path of an output. */
export const MAXIMUM_SHOWN_BYTES: number = 64 * 1024 * 1024;

/** Thrown if a limit is exceeded. @internal */
export class LimitError extends Error {
  constructor(what: string, limit: keyof Limits, value: number) {
    super(`${what} (limit ${limit}: ${value}). Use --limit ${limit}=NUMBER to raise it`);
    this.name = 'LimitError';
  }
}

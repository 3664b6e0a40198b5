/** What a run may take of this machine. Each limit is an error of the node that meets it, and the error names it. */
export interface Limits {
  /**
   * Bytes of one output parameter. A cluster keeps outputs in objects of etcd, which takes 1.5 MiB by default.
   *
   * @see https://etcd.io/docs/latest/dev-guide/limit/
   */
  readonly parameterBytes: number;
  /** Bytes that one archive may unpack to. */
  readonly unpackedBytes: number;
  /** Files, folders and links that one archive may hold. */
  readonly archiveEntries: number;
}

/** The limits of a run that names none of its own. */
export const defaultLimits: Limits = {
  parameterBytes: 1.5 * 1024 * 1024,
  unpackedBytes: 32 * 1024 ** 3,
  archiveEntries: 1_000_000,
};

/** Bytes of stdout that Argo keeps as the result of a node. */
export const maximumResultBytes = 262_144;

/** The largest single word of a command line that the kernel takes, and the limit above which Argo hands args over in files. */
export const maximumWordBytes = 131_072;

/** Bytes that the kernel takes for one variable, with the end of its text. */
export const maximumVariableBytes = 131_072;

/** Links that are followed on the way to one file, as in Linux. */
export const maximumLinks = 40;

/** Folders in folders that are walked; each is held open meanwhile. */
export const maximumDepth = 500;

/** Bytes of a file of this machine that is shown to a pod at the path of one of its outputs. */
export const maximumShownBytes: number = 64 * 1024 * 1024;

/** Thrown when a limit is met. @internal */
export class LimitError extends Error {
  constructor(what: string, limit: keyof Limits, value: number) {
    super(`${what} (limit ${limit}: ${value}). Raise it with --limit ${limit}=NUMBER if that is intended`);
    this.name = 'LimitError';
  }
}

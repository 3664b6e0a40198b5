/** Thrown when what the user gave on the command line, or a file named there, cannot be used. */
export class CliError extends Error {
  /** Stable name of the mistake, `CLI_...`. */
  readonly code: string;
  /** Where in a file the mistake stands, when it is in one. */
  readonly location: { readonly file: string; readonly line: number; readonly column: number } | undefined;

  constructor(
    code: string,
    message: string,
    options: { readonly cause?: unknown; readonly location?: CliError['location'] } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'CliError';
    this.code = code;
    this.location = options.location;
  }
}

/** Reports invalid input: on the command line, or in a file that it names. */
export class CliError extends Error {
  /** Stable name of this kind of error, `CLI_...`. */
  readonly code: string;
  /** Position in the file, where the error is about a file. */
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

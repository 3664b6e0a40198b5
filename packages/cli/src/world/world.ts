import type { Files } from './files.ts';
import type { Terminal } from './terminal.ts';

/** Everything outside the program that a command may touch. */
export interface World {
  /** The working directory, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal: Terminal;
  readonly files: Files;
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /**
   * Reads standard input to its end.
   *
   * @throws CliError `CLI_FILE_ENCODING`
   */
  readonly readInput: () => Promise<string>;
  /** Aborted when the user presses Ctrl-C or the process is asked to end. */
  readonly interrupted: AbortSignal;
}

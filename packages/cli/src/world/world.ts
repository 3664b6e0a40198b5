import type { Files } from './files.ts';
import type { Terminal } from './terminal.ts';

/** Everything outside the program that a command may use. */
export interface World {
  /** The working directory, absolute. */
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
  readonly terminal: Terminal;
  readonly files: Files;
  /** Returns the current time in milliseconds since the epoch. */
  readonly now: () => number;
  /**
   * Returns the text of standard input, read to its end.
   *
   * @throws CliError `CLI_FILE_ENCODING`
   */
  readonly readInput: () => Promise<string>;
  /**
   * Asks a person at the terminal, and returns the line that they typed; undefined if the input ended or the signal was aborted. Absent if there is
   * no terminal to ask at.
   */
  readonly ask?: ((question: string, signal: AbortSignal) => Promise<string | undefined>) | undefined;
  /** Is aborted when the user presses Ctrl-C, or on SIGTERM and SIGHUP. Reading it starts to listen for these. */
  readonly interrupted: AbortSignal;
}

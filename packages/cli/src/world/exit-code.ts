/** Exit codes of `tiphys`. */
export const ExitCode = {
  /** The command succeeded. */
  Ok: 0,
  /** The command has findings (issues, a stale file, a breaking change), or the workflow failed. */
  Findings: 1,
  /** The input is invalid. */
  InvalidInput: 2,
  /** Tiphys crashed. */
  Crash: 70,
  /** The user interrupted the command. */
  Interrupted: 130,
} as const;

/** One of the values of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

/** What the process tells its caller. */
export const ExitCode = {
  /** All was done. */
  Ok: 0,
  /** Something was found (lint, a stale file), or the run failed. */
  Findings: 1,
  /** The user gave something that cannot be used. */
  UserMistake: 2,
  /** Tiphys itself failed. */
  Crash: 70,
  /** Ended by Ctrl-C. */
  Interrupted: 130,
} as const;

/** One of the values of {@link ExitCode}. */
export type ExitCode = (typeof ExitCode)[keyof typeof ExitCode];

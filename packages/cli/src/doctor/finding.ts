/**
 * How something is.
 *
 * - `ok`: as it should be
 * - `warning`: something may not work
 * - `problem`: something does not work
 * - `unknown`: this way to the cluster cannot tell
 */
export type FindingLevel = 'ok' | 'warning' | 'problem' | 'unknown';

/** What a check has found. */
export interface Finding {
  /** What was checked, such as `version` or `Secret`. */
  readonly check: string;
  readonly level: FindingLevel;
  readonly message: string;
  /** What to do about it. Absent if there is nothing to do. */
  readonly advice?: string;
}

/** What a check has found, without the name of the check. */
export type Found = Omit<Finding, 'check'>;

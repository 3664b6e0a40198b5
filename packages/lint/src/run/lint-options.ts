import type { Severity } from '../report/issue.ts';
import type { LintTarget } from '../structure/lint-target.ts';

/** What {@link lint} looks for. */
export interface LintOptions {
  /**
   * Codes of rules to leave out; a group such as `structure` leaves out all its rules.
   *
   * @default []
   */
  readonly disable?: readonly string[];
  /**
   * The version of Argo that the manifests are for, from {@link loadLintTarget}.
   *
   * @default the newest
   */
  readonly target?: LintTarget;
  /**
   * Whose verdict the severities give: with `argo`, what Argo's own linter accepts is never an error.
   *
   * @default the verdict of Tiphys: an error means that the workflow cannot run correctly
   */
  readonly compat?: 'argo';
}

/** Tells whether a rule is not left out. */
export function isActive(id: string, { disable = [] }: LintOptions): boolean {
  return !disable.some((off) => id === off || id.startsWith(`${off}/`));
}

/** Returns the severity to report: with `compat`, what Argo's own linter accepts is a warning. */
export function reportedSeverity(severity: Severity, isIgnored: boolean, { compat }: LintOptions): Severity {
  return compat === 'argo' && isIgnored ? 'warning' : severity;
}

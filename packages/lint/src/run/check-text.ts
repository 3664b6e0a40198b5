import type { ReadInput } from '../read/read-inputs.ts';
import type { Issue } from '../report/issue.ts';
import type { TextFinding, TextRule } from '../rules/text-rule.ts';
import type { LintTarget } from '../structure/lint-target.ts';
import { type LintOptions, reportedSeverity } from './lint-options.ts';

/** Everything that one call of {@link lint} checks texts with. */
export interface TextRun {
  readonly active: readonly TextRule[];
  readonly target: LintTarget;
  readonly options: LintOptions;
}

/** Returns what the text rules find in an input. */
export function* checkText(input: ReadInput, { active, target, options }: TextRun): Generator<Issue> {
  for (const rule of active) {
    for (const finding of rule.check(input, target)) yield toIssue(rule, finding, { input, options });
  }
}

function toIssue(
  rule: TextRule,
  finding: TextFinding,
  { input, options }: { readonly input: ReadInput; readonly options: LintOptions },
): Issue {
  const {
    message,
    place,
    path = '',
    exportName,
    severity = rule.severity,
    ignoredByArgo,
    suggestion,
  } = finding;
  return {
    rule: rule.id,
    severity: reportedSeverity(severity, ignoredByArgo === true, options),
    file: input.file,
    ...(exportName === undefined ? {} : { exportName }),
    path,
    ...(place && { line: place.line, column: place.column }),
    message,
    ...(suggestion === undefined ? {} : { suggestion }),
    ...(ignoredByArgo && { ignoredByArgo }),
  };
}

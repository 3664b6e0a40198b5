import { rules, textRules } from './all-rules.ts';
import type { Severity } from './report/issue.ts';

/** A rule as documentation shows it. */
export interface RuleSummary {
  readonly id: string;
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly summary: string;
}

/** Returns every rule, in the order of the codes. */
export function listRules(): readonly RuleSummary[] {
  return [...textRules, ...rules]
    .map(({ id, severity, summary }) => ({ id, severity, summary }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

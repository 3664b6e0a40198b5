import { rules, textRules } from './all-rules.ts';
import type { Severity } from './report/issue.ts';

/** What a rule wants, for people to read. */
export interface RuleSummary {
  readonly id: string;
  readonly severity: Severity;
  /** What must hold, in one sentence. */
  readonly summary: string;
}

/** Lists every rule by its code. */
export function listRules(): readonly RuleSummary[] {
  return [...textRules, ...rules]
    .map(({ id, severity, summary }) => ({ id, severity, summary }))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
}

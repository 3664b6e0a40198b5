import type { TextProblemKind } from '../../read/text-problem.ts';
import type { TextRule } from '../text-rule.ts';
import { capital } from '../wording.ts';

/** Returns a rule that reports what the YAML reader says about one kind of problem. */
export function problemRule(id: string, kind: TextProblemKind, summary: string): TextRule {
  return {
    id,
    severity: 'error',
    summary,
    *check({ problems }) {
      for (const { kind: found, message, line, column } of problems) {
        if (found === kind) yield { place: { line, column }, message: `${capital(message)}.` };
      }
    },
  };
}

import { ExpressionError, parseDepends } from '@tiphys/expression/language';
import type { Rule } from '../rule.ts';

/** Argo's linter only looks at the names in `depends`. */
export const dependsSyntax: Rule = {
  id: 'expressions/depends-syntax',
  severity: 'error',
  ignoredByArgo: true,
  yieldsTo: ['dag/unknown-task', 'dag/depends-result'],
  summary: 'Every "depends" is a valid condition of tasks, &&, ||, ! and parentheses.',
  *check({ allTemplates }) {
    for (const { calls } of allTemplates) {
      for (const { step, path } of calls) {
        if (!step.depends || step.depends.includes('{{')) continue;
        try {
          parseDepends(step.depends);
        } catch (error) {
          if (!(error instanceof ExpressionError)) throw error;
          yield {
            path: [...path, 'depends'],
            message: `Condition "${clip(step.depends)}" cannot be parsed.`,
            suggestion: 'Combine tasks with &&, || and !, and group them with parentheses.',
          };
        }
      }
    }
  },
};

const MAX_SHOWN = 80;

function clip(text: string): string {
  return text.length > MAX_SHOWN ? `${text.slice(0, MAX_SHOWN)}...` : text;
}

import { ExpressionError, parseDepends } from '@tiphys/expression/language';
import type { Rule } from '../../rule.ts';

/** Argo's lint takes the names out of "depends" and looks at nothing else. */
export const dependsSyntax: Rule = {
  id: 'expressions/depends-syntax',
  severity: 'error',
  ignoredByArgo: true,
  summary: 'What stands in "depends" is a condition of tasks, with && and ||, ! and parentheses.',
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
            message: `The condition "${step.depends}" cannot be read.`,
            suggestion: 'Join tasks with && and ||, with ! and parentheses.',
          };
        }
      }
    }
  },
};

import type { Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/** Argo reads every word in `depends` as the name of a task, even `and`, `or` and `not`. */
export const unknownTask: Rule = {
  id: 'dag/unknown-task',
  severity: 'error',
  summary: 'A task depends on tasks of its own dag.',
  *check({ allTemplates }) {
    for (const { calls, callsByName, title } of allTemplates) {
      for (const { dependencies } of calls) {
        for (const { task, path } of dependencies) {
          if (callsByName.has(task)) continue;
          const operator = OPERATORS[task];
          const hint = operator ? { suggestion: `Use "${operator}".` } : suggest(task, callsByName.keys());
          yield { path, message: `Task "${task}" does not exist in ${title}.`, ...hint };
        }
      }
    }
  },
};

const OPERATORS: Readonly<Record<string, string>> = {
  and: '&&',
  or: '||',
  not: '!',
  AND: '&&',
  OR: '||',
  NOT: '!',
};

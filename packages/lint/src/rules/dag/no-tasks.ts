import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** Argo has nothing to run in an empty dag. */
export const dagTasks: Rule = {
  id: 'dag/no-tasks',
  severity: 'error',
  summary: 'A dag has at least one task.',
  *check({ allTemplates }) {
    for (const { template, path, calls, title } of allTemplates) {
      if (!template.dag || calls.length > 0) continue;
      yield {
        path: [...path, 'dag'],
        part: 'key',
        message: `${capital(title)} has a dag without tasks: add at least one.`,
      };
    }
  },
};

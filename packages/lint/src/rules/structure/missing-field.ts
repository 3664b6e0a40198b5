import type { Rule } from '../rule.ts';

/** Fields whose absence has a rule of its own. */
const CHECKED_ELSEWHERE: ReadonlySet<string> = new Set([
  'Parameter.name',
  'Artifact.name',
  'DAGTask.name',
  'ContainerNode.name',
  'CronWorkflowSpec.schedule',
  'CronWorkflowSpec.schedules',
]);

/** Argo's linter does not check required fields, but the API server does. */
export const missingField: Rule = {
  id: 'structure/missing-field',
  severity: 'warning',
  summary: 'Every required field is set.',
  *check({ problems }) {
    for (const problem of problems) {
      if (problem.kind !== 'missingField') continue;
      const { path, definition, field } = problem;
      if (CHECKED_ELSEWHERE.has(`${definition}.${field}`)) continue;
      yield { path, part: 'key', message: `${definition} needs the field "${field}".` };
    }
  },
};

import type { Target } from '../../catalogue.ts';
import type { Finding, Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

/** They are looked up among the workflow's own templates, or in the WorkflowTemplate that it is made from. */
export const unknownEntrypoint: Rule = {
  id: 'workflow/unknown-entrypoint',
  severity: 'error',
  summary: 'The templates that a workflow starts and ends with exist.',
  *check(subject, catalogue) {
    const { specPath } = subject;
    yield* check(catalogue.resolveEntrypoint(subject), [...specPath, 'entrypoint']);
    yield* check(catalogue.resolveExit(subject), [...specPath, 'onExit']);
  },
};

function* check(target: Target, path: Finding['path']): Generator<Finding> {
  if (target.kind !== 'unknownTemplate') return;
  const { name, home } = target;
  yield { path, message: `There is no template "${name}".`, ...suggest(name, home.templatesByName.keys()) };
}

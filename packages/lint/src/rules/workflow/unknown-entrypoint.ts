import type { Finding, Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';

/** The entrypoint is looked up among the workflow's own templates, or in those that it is made from. */
export const unknownEntrypoint: Rule = {
  id: 'workflow/unknown-entrypoint',
  severity: 'error',
  summary: 'The templates that a workflow starts and ends with exist.',
  *check(subject, catalogue) {
    const { spec, specPath, templatesByName } = subject;
    if (!spec) return;
    const target = catalogue.resolveEntrypoint(subject);
    if (target.kind === 'unknownTemplate') {
      yield unknown([...specPath, 'entrypoint'], target.name, target.home.templatesByName.keys());
    }
    if (spec.onExit && !spec.workflowTemplateRef && !templatesByName.has(spec.onExit)) {
      yield unknown([...specPath, 'onExit'], spec.onExit, templatesByName.keys());
    }
  },
};

function unknown(path: Finding['path'], name: string, known: Iterable<string>): Finding {
  return { path, message: `There is no template "${name}".`, ...suggest(name, known) };
}

import type { CallTarget } from '../../view/catalogue.ts';
import { isLibrary, type Subject } from '../../view/subject.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/** They are looked up among the workflow's own templates, or in the WorkflowTemplate that it is made from. */
export const unknownEntrypoint: Rule = {
  id: 'workflow/unknown-entrypoint',
  severity: 'error',
  summary: 'The entrypoint and the exit handler of a workflow exist.',
  *check(subject, catalogue) {
    yield* check(subject, catalogue.resolveEntrypoint(subject), 'entrypoint');
    yield* check(subject, catalogue.resolveExit(subject), 'onExit');
  },
};

function* check(subject: Subject, target: CallTarget, field: 'entrypoint' | 'onExit'): Generator<Finding> {
  if (target.kind !== 'unknownTemplate') return;
  const { name, home } = target;
  const what = field === 'entrypoint' ? 'Entrypoint' : 'Exit handler';
  const where =
    home !== subject
      ? `${home.kind} "${home.metadata.name ?? ''}"`
      : `this ${isLibrary(subject) ? subject.kind : 'workflow'}`;
  yield {
    path: [...subject.specPath, field],
    message: `${what} "${name}" is not a template of ${where}.`,
    ...suggest(name, home.templatesByName.keys()),
  };
}

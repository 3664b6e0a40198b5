import type { Arguments } from '../../manifest.ts';
import type { Finding, Rule } from '../../rule.ts';
import { isLibrary } from '../../subject.ts';
import { missingInputs } from '../../supplied-inputs.ts';
import type { TemplateView } from '../../template-view.ts';

/** The arguments of a workflow are the arguments of the templates that it starts and ends with. */
export const entrypointInputs: Rule = {
  id: 'workflow/entrypoint-inputs',
  severity: 'error',
  summary: 'The arguments of a workflow give every input of its entrypoint.',
  *check(subject, catalogue) {
    const { spec, specPath, templatesByName } = subject;
    if (!spec) return;
    const target = catalogue.resolveEntrypoint(subject);
    if (target.kind === 'template' && !isLibrary(subject)) {
      const inherited = target.home === subject ? undefined : target.home.spec?.arguments;
      yield* check(target.template, merge(spec.arguments, inherited), [...specPath, 'entrypoint']);
    }
    const onExit = spec.onExit === undefined ? undefined : templatesByName.get(spec.onExit);
    if (onExit) yield* check(onExit, spec.arguments, [...specPath, 'onExit']);
  },
};

function* check(
  template: TemplateView,
  given: Arguments | undefined,
  path: Finding['path'],
): Generator<Finding> {
  for (const { what, name } of missingInputs(template, given)) {
    yield { path, message: `The workflow has no argument ${what} "${name}", which ${template.title} needs.` };
  }
}

function merge(own: Arguments | undefined, inherited: Arguments | undefined): Arguments {
  return {
    parameters: [...(own?.parameters ?? []), ...(inherited?.parameters ?? [])],
    artifacts: [...(own?.artifacts ?? []), ...(inherited?.artifacts ?? [])],
  };
}

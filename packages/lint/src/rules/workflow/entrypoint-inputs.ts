import { missingInputs } from '../../scope/missing-inputs.ts';
import type { Arguments } from '../../view/argument-fields.ts';
import type { CallTarget } from '../../view/catalogue.ts';
import { isLibrary } from '../../view/subject.ts';
import type { Finding, Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/**
 * Argo calls both with the arguments of the workflow. The exit handler does not get the arguments of the WorkflowTemplate that the workflow
 * is made from.
 */
export const entrypointInputs: Rule = {
  id: 'workflow/entrypoint-inputs',
  severity: 'error',
  summary: 'The arguments of a workflow include every input of its entrypoint and exit handler.',
  *check(subject, catalogue) {
    const { spec, specPath } = subject;
    if (!spec) return;
    if (!isLibrary(subject)) {
      const given = merge(spec.arguments, catalogue.findOrigin(subject)?.spec?.arguments);
      yield* check(catalogue.resolveEntrypoint(subject), given, [...specPath, 'entrypoint']);
    }
    yield* check(catalogue.resolveExit(subject), spec.arguments, [...specPath, 'onExit']);
  },
};

function* check(target: CallTarget, given: Arguments | undefined, path: Finding['path']): Generator<Finding> {
  if (target.kind !== 'template') return;
  for (const { what, name } of missingInputs(target.template, given)) {
    yield {
      path,
      message: `${capital(what)} "${name}" of ${target.template.title} has no value in the arguments of the workflow.`,
    };
  }
}

function merge(own: Arguments | undefined, inherited: Arguments | undefined): Arguments {
  return {
    parameters: [...(own?.parameters ?? []), ...(inherited?.parameters ?? [])],
    artifacts: [...(own?.artifacts ?? []), ...(inherited?.artifacts ?? [])],
  };
}

import { missingInputs } from '../../scope/missing-inputs.ts';
import type { TemplateView } from '../../view/template-view.ts';
import type { Rule } from '../rule.ts';
import { capital } from '../wording.ts';

/** The template cannot run without an input that has no default. Optional artifacts may be left out. */
export const missingArgument: Rule = {
  id: 'call/missing-argument',
  severity: 'error',
  summary: 'A call passes every required input.',
  *check(subject, catalogue) {
    for (const { calls } of subject.allTemplates) {
      for (const call of calls) {
        const target = catalogue.resolve(call, subject);
        if (target.kind !== 'template') continue;
        const given = call.step.arguments;
        for (const { what, name } of missingInputs(target.template, given)) {
          const names = (given?.[`${what}s`] ?? []).map((argument) => argument.name ?? '');
          // An argument without a value is an error of its own.
          if (names.includes(name)) continue;
          yield {
            path: [...call.path, 'arguments'],
            part: 'key',
            message: `${capital(call.title)} does not pass the ${what} "${name}", which ${target.template.title} requires.`,
            misspelt: {
              name,
              known: namesNotTaken(target.template, `${what}s`, names),
              advice: (given) => `The ${call.kind} passes "${given}". Did you mean "${name}"?`,
            },
          };
        }
      }
    }
  },
};

/** Only an argument that the template does not take can be a misspelt one. */
function namesNotTaken(
  { template }: TemplateView,
  field: 'parameters' | 'artifacts',
  names: readonly string[],
): readonly string[] {
  const taken = new Set((template.inputs?.[field] ?? []).map(({ name }) => name));
  return names.filter((name) => !taken.has(name));
}

import type { Rule } from '../../rule.ts';
import { suggest } from '../../suggestion.ts';
import { missingInputs } from '../../supplied-inputs.ts';

/** More arguments than inputs are no mistake to Argo. */
export const missingArgument: Rule = {
  id: 'call/missing-argument',
  severity: 'error',
  summary: 'A call gives every input that has no value of its own.',
  *check(subject, catalogue) {
    for (const { calls } of subject.allTemplates) {
      for (const call of calls) {
        const target = catalogue.resolve(call, subject);
        if (target.kind !== 'template') continue;
        const given = call.step.arguments;
        for (const { what, name } of missingInputs(target.template, given)) {
          const names = (given?.[`${what}s`] ?? []).map((argument) => argument.name ?? '');
          // That it has no value is an error of its own.
          if (names.includes(name)) continue;
          yield {
            path: [...call.path, 'arguments'],
            part: 'key',
            message:
              `${target.template.title} needs the ${what} "${name}", which ${call.title} does not give.`.replace(
                /^./,
                (first) => first.toUpperCase(),
              ),
            ...suggest(name, names),
          };
        }
      }
    }
  },
};

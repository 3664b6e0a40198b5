import { distance } from 'fastest-levenshtein';
import type { Artifact, Parameter } from '../../view/argument-fields.ts';
import { hasLocation } from '../../view/has-location.ts';
import type { Call, TemplateView } from '../../view/template-view.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';
import { capital } from '../wording.ts';

/** Argo silently drops such an argument. It is an error if the name looks like a misspelling of an input that the call does not pass. */
export const unknownArgument: Rule = {
  id: 'call/unknown-argument',
  severity: 'warning',
  summary: 'A call passes only arguments that the template takes.',
  *check(subject, catalogue) {
    for (const { calls } of subject.allTemplates) {
      for (const call of calls) {
        const target = catalogue.resolve(call, subject);
        if (target.kind === 'template') yield* checkCall(call, target.template);
      }
    }
  },
};

function* checkCall(call: Call, { template, title }: TemplateView): Generator<Finding> {
  for (const field of ['parameters', 'artifacts'] as const) {
    const given = new Set((call.step.arguments?.[field] ?? []).map(({ name }) => name ?? ''));
    const inputs = template.inputs?.[field] ?? [];
    const taken = new Set(inputs.map(({ name }) => name ?? ''));
    const left = inputs.filter(({ name = '' }) => !given.has(name));
    for (const [index, name] of [...given].entries()) {
      if (name === '' || name.includes('{{') || taken.has(name)) continue;
      const meant = left.slice(0, MAX_COMPARED).find((input) => isNear(name, input.name ?? ''));
      // The error about the missing input names this argument already.
      if (meant && isRequired(meant)) continue;
      yield {
        path: [...call.path, 'arguments', field, index, 'name'],
        message: `${capital(title)} has no input ${field.slice(0, -1)} "${name}", so this argument is ignored.`,
        ...(meant && { severity: 'error', ignoredByArgo: true }),
        ...suggest(name, taken),
      };
    }
  }
}

/** With hundreds of wrong arguments, a suggestion for each is of no help. */
const MAX_COMPARED = 100;

function isNear(name: string, other: string): boolean {
  return (
    other !== '' &&
    distance(name.toLowerCase(), other.toLowerCase()) <= (name.length < 4 ? 1 : Math.max(2, name.length >> 2))
  );
}

function isRequired(input: Parameter & Artifact): boolean {
  const { value, default: fallback, valueFrom, optional } = input;
  return value === undefined && fallback === undefined && !valueFrom && !optional && !hasLocation(input);
}

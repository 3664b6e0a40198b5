import type { Arguments } from '../view/argument-fields.ts';
import { hasLocation } from '../view/has-location.ts';
import type { TemplateView } from '../view/template-view.ts';

/** Yields the inputs of a template that have no value of their own and get none from the arguments. */
export function* missingInputs(
  { template }: TemplateView,
  supplied: Arguments | undefined,
): Generator<{ readonly what: 'parameter' | 'artifact'; readonly name: string }> {
  const given = new Set(
    (supplied?.parameters ?? [])
      .filter(({ value, valueFrom }) => value !== undefined || valueFrom)
      .map(({ name }) => name),
  );
  for (const { name = '', value, default: fallback, valueFrom } of template.inputs?.parameters ?? []) {
    if (value !== undefined || fallback !== undefined || valueFrom || given.has(name)) continue;
    yield { what: 'parameter', name };
  }
  for (const artifact of template.inputs?.artifacts ?? []) {
    const { name = '', optional } = artifact;
    if (optional || hasLocation(artifact)) continue;
    if (!(supplied?.artifacts ?? []).some((argument) => argument.name === name))
      yield { what: 'artifact', name };
  }
}

import { decideFields, type FieldEdit, type FieldSpan, fieldSpan, knowsField } from '@tiphys/convert';
import type { ArgoVersion } from '@tiphys/models/tables';
import type { StructureProblem } from '../../structure/structure-problem.ts';
import type { Finding, Rule } from '../rule.ts';
import { suggest } from '../suggestion.ts';

/** Argo refuses unknown fields, except inside steps, where it silently drops them. */
export const unknownField: Rule = {
  id: 'structure/unknown-field',
  severity: 'error',
  shallow: true,
  summary: 'Every field is one that Argo knows.',
  *check({ problems, version }) {
    for (const problem of problems) {
      if (problem.kind !== 'unknownField') continue;
      const { path, field, known, isDropped, site } = problem;
      const text = describeOtherVersion(problem, version) ?? {
        message: `Field "${field}" does not exist in ${site.places[0] ?? ''}.`,
        ...suggest(field, known),
      };
      yield { path, part: 'key', ignoredByArgo: isDropped, ...text };
    }
  },
};

/** Returns in which versions the field of another version exists, and what to write instead. */
function describeOtherVersion(
  { field, site }: Extract<StructureProblem, { kind: 'unknownField' }>,
  version: ArgoVersion,
): Pick<Finding, 'message' | 'suggestion'> | undefined {
  const place = site.places.find((one) => !knowsField(fieldSpan(one, field), version));
  if (place === undefined) return undefined;
  const { edits, problems } = decideFields(site.places, site.fields, { to: version });
  const byHand = problems.find((one) => one.field === field);
  if (byHand) return { message: byHand.message };
  const edit = edits.find((one) => one.field === field);
  return {
    message: `Field "${field}" of ${place} ${describeSpan(fieldSpan(place, field), version)}.`,
    ...(edit && { suggestion: describeEdit(edit) }),
  };
}

function describeSpan({ since, until }: FieldSpan, version: ArgoVersion): string {
  const isGone = until !== undefined && !knowsField({ until }, version);
  return isGone
    ? `was removed in Argo ${until}`
    : `was added in Argo ${since}, so ${version} does not have it`;
}

function describeEdit(edit: FieldEdit): string {
  switch (edit.kind) {
    case 'wrap':
      return `Write it as the only element of "${edit.to}".`;
    case 'unwrap':
      return `Write its only element as "${edit.to}".`;
    case 'append':
      return `Append it to "${edit.to}".`;
    case 'remove':
      return 'Remove it: it has no effect.';
    default:
      throw new Error(`unreachable: ${JSON.stringify(edit)}`);
  }
}

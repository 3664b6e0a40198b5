import type { ConversionOptions, FieldEdit, FieldValues } from './conversion-rule.ts';
import { CONVERSION_RULES } from './conversion-rules.ts';
import { type FieldSpan, fieldSpan, knowsField } from './field-history.ts';

/** The edits that make one object valid for the target version, and the fields that need manual work. */
export interface FieldsDecision {
  readonly edits: readonly (FieldEdit & { readonly reason: string })[];
  readonly problems: readonly { readonly field: string; readonly message: string }[];
}

/**
 * Returns the edits and problems of the fields of one object. `places` are the names under which rules and history list
 * it: its definition, and the field that holds it (`Cache.configMap`).
 *
 * @example
 * ```ts
 * const { edits } = decideFields(['CronWorkflowSpec'], { schedule: '0 3 * * *' }, { to: 'v4.1' });
 * edits.map(({ field }) => field); // => [ 'schedule' ]
 * ```
 */
export function decideFields(
  places: readonly string[],
  fields: FieldValues,
  options: ConversionOptions,
): FieldsDecision {
  const edits: (FieldEdit & { readonly reason: string })[] = [];
  const problems: { field: string; message: string }[] = [];
  for (const field of Object.keys(fields)) {
    const found = findUnknown(places, field, options);
    if (found === undefined) continue;
    const rule = CONVERSION_RULES.find((one) => one.definition === found.place && one.field === field);
    const decision = rule?.decide(fields) ?? { advice: 'Remove the field, or choose another version.' };
    if ('advice' in decision) {
      const message = `${found.place}.${field} ${describeSpan(found.span, options)}. ${decision.advice}`;
      problems.push({ field, message });
    } else edits.push(...decision.map((edit) => ({ ...edit, reason: rule?.reason ?? '' })));
  }
  return { edits, problems };
}

function findUnknown(
  places: readonly string[],
  field: string,
  { from, to }: ConversionOptions,
): { readonly place: string; readonly span: FieldSpan } | undefined {
  for (const place of places) {
    const span = fieldSpan(place, field);
    const isMeant = from === undefined || knowsField(span, from);
    if (isMeant && !knowsField(span, to)) return { place, span };
  }
  return undefined;
}

function describeSpan({ since, until }: FieldSpan, { to }: ConversionOptions): string {
  const gone = until !== undefined && !knowsField({ until }, to);
  return gone ? `was removed in Argo ${until}` : `was added in Argo ${since} and is not in ${to}`;
}

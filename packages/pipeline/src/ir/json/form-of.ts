import type { JsonSchema } from '@tiphys/signature/model';

/** Returns whether values of a schema are given as plain text (only strings are) or as JSON; undefined if the schema does not say. */
export function formOf(schema: JsonSchema): 'text' | 'json' | undefined {
  const choices = schema.enum ?? ('const' in schema ? [schema.const] : undefined);
  if (Array.isArray(choices)) return choices.every((choice) => typeof choice === 'string') ? 'text' : 'json';
  const type = schema.type;
  if (type !== undefined) return type === 'string' ? 'text' : 'json';
  const parts = schema.anyOf ?? schema.oneOf;
  if (Array.isArray(parts) && parts.length > 0) {
    const forms = (parts as readonly JsonSchema[]).map(formOf);
    if (forms.includes(undefined)) return undefined;
    return forms.every((form) => form === 'text') ? 'text' : 'json';
  }
  return undefined;
}

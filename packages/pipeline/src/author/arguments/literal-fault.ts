import type { JsonSchema } from '@tiphys/signature/model';
import { elementSchema, fieldSchema, resolveSchema, subSchema } from '../../ir/json/json-schema.ts';
import { kindOfValue, kindsOfSchema } from '../../ir/json/kinds-of.ts';
import { nameKinds } from '../operands/test-of.ts';
import { didYouMean, show } from '../options/option-check.ts';

/**
 * Returns a sentence about why a value does not fit a schema, such as `order.id must be a string, not 5.`; undefined if it may fit.
 *
 * Quick check of types, choices, fields and elements only. The validator in the task checks the rest.
 */
export function literalFault(place: string, value: unknown, given: JsonSchema): string | undefined {
  const schema = resolveSchema(given);
  const choices = 'const' in schema ? [schema.const] : schema.enum;
  if (Array.isArray(choices)) return choiceFault(place, value, choices);
  const kinds = schema.type === undefined ? undefined : kindsOfSchema(schema);
  if (kinds !== undefined && !kinds.has(kindOfValue(value)))
    return `${place} must be ${nameKinds(kinds)}, not ${show(value)}.`;
  if (schema.type === 'integer' && !Number.isInteger(value))
    return `${place} must be an integer, not ${show(value)}.`;
  return unionFault(place, value, schema) ?? partFault(place, value, schema);
}

function choiceFault(place: string, value: unknown, choices: readonly unknown[]): string | undefined {
  // The task checks choices that are lists or objects.
  if (choices.some((one) => one === value || (typeof one === 'object' && one !== null))) return undefined;
  const guess =
    typeof value === 'string'
      ? didYouMean(
          value,
          choices.filter((one) => typeof one === 'string'),
        )
      : undefined;
  const wanted = choices.map((one) => JSON.stringify(one)).join(', ');
  const list = choices.length === 1 ? wanted : `one of ${wanted}`;
  return `${place} must be ${list}, not ${show(value)}.${guess === undefined ? '' : ` ${guess}`}`;
}

function unionFault(place: string, value: unknown, schema: JsonSchema): string | undefined {
  const parts = schema.anyOf ?? schema.oneOf;
  if (!Array.isArray(parts)) return undefined;
  let fault: string | undefined;
  for (const part of parts) {
    // The elements are schemas, as JSON Schema defines the keywords.
    fault = literalFault(place, value, subSchema(schema, part as JsonSchema));
    if (fault === undefined) return undefined;
  }
  return parts.length === 1 ? fault : `${place} does not match any of its allowed types.`;
}

function partFault(place: string, value: unknown, schema: JsonSchema): string | undefined {
  if (Array.isArray(value)) return elementFault(place, value, schema);
  return typeof value === 'object' && value !== null ? fieldFault(place, value, schema) : undefined;
}

function elementFault(place: string, value: readonly unknown[], schema: JsonSchema): string | undefined {
  // With `prefixItems`, `items` only applies to the elements after these.
  if (schema.prefixItems !== undefined) return undefined;
  const element = elementSchema(schema);
  for (const [index, one] of value.entries()) {
    const fault = literalFault(`${place}[${index}]`, one, element);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function fieldFault(place: string, value: object, schema: JsonSchema): string | undefined {
  const properties = (schema.properties ?? {}) as object; // as JSON Schema defines the keyword
  const isClosed = schema.additionalProperties === false && schema.patternProperties === undefined;
  for (const [name, field] of Object.entries(value)) {
    const isKnown = Object.hasOwn(properties, name);
    if (!isKnown && isClosed) {
      const guess = didYouMean(name, Object.keys(properties));
      return `${place} has no field "${name}".${guess === undefined ? '' : ` ${guess}`}`;
    }
    const fault = isKnown ? literalFault(`${place}.${name}`, field, fieldSchema(schema, name)) : undefined;
    if (fault !== undefined) return fault;
  }
  const required: readonly unknown[] = Array.isArray(schema.required) ? schema.required : [];
  const missing = required.find((name) => !Object.hasOwn(value, String(name)));
  return missing === undefined ? undefined : `${place} needs the field "${missing}".`;
}

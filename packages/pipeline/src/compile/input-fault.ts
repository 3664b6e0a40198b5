import type { ErrorObject } from 'ajv';
import { didYouMean } from '../author/options/option-check.ts';

/** Returns a sentence about why a value does not match the schema of an input. */
export function describeInputFault(
  input: string,
  { instancePath, keyword, params, message, parentSchema }: ErrorObject,
): string {
  const place = `${input}${placeOf(instancePath)}`;
  switch (keyword) {
    case 'enum':
      return `${place} must be one of ${listOf(params.allowedValues)}.`;
    case 'additionalProperties': {
      const field = String(params.additionalProperty);
      const known = Object.keys((parentSchema?.properties ?? {}) as object); // as JSON Schema defines the keyword
      const guess = didYouMean(field, known);
      return `${place} has no field "${field}".${guess === undefined ? '' : ` ${guess}`}`;
    }
    case 'type':
      return `${place} must be ${typeNames(params.type)}.`;
    case 'required':
      return `${place} needs the field "${params.missingProperty}".`;
    default:
      return `${place} ${message ?? 'does not match the schema'}.`;
  }
}

const TYPE_NAME: Readonly<Record<string, string>> = {
  number: 'a number',
  integer: 'an integer',
  string: 'a string',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
};

function typeNames(types: unknown): string {
  return [types]
    .flat()
    .map((type) => TYPE_NAME[String(type)] ?? String(type))
    .join(' or ');
}

function listOf(values: unknown): string {
  return JSON.stringify(values).slice(1, -1).replaceAll(',', ', ');
}

/** Returns a JSON pointer in JavaScript notation: `.a[0]`. */
function placeOf(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((part) =>
      /^\d+$/.test(part) ? `[${part}]` : /^[\w$]+$/.test(part) ? `.${part}` : `[${JSON.stringify(part)}]`,
    )
    .join('');
}

import type { JsonSchema } from '@tiphys/signature/model';
import { checkParts } from './check-parts.ts';
import { matches } from './matches.ts';
import type { Schema } from './schema.ts';

/** A part of a value that does not match its schema. */
export interface Mismatch {
  /** Place of the part, such as `values[2].name`. */
  readonly at: string;
  readonly found: unknown;
  /** What the part must be; empty if only `text` says what is wrong. */
  readonly wanted: readonly string[];
  /** What the part must do, to follow "must". */
  readonly text: string;
}

/**
 * Returns where a value does not match its schema, with the mismatches of all members of a union before the union itself; empty if it matches.
 *
 * It reads the keywords that `tiphys generate` writes, and ignores others. Its verdicts are those of JSON Schema, draft 2020-12.
 */
export function findMismatches(root: JsonSchema, whole: unknown, place: string): readonly Mismatch[] {
  const found: Mismatch[] = [];
  const { $defs = {} } = root as Schema; // as JSON Schema defines the keyword

  const check = (schema: Schema, value: unknown, at: string): boolean => {
    const refuse = (text: string, wanted: readonly string[] = []): boolean =>
      !found.push({ at, found: value, wanted, text });
    const { type, pattern, $ref, anyOf, oneOf = anyOf } = schema;
    const kind = kindOf(value);
    const types = type === undefined ? [kind] : [type].flat();
    if (!types.some((one) => one === kind || (one === 'integer' && Number.isInteger(value))))
      return refuse('', types);
    if (pattern !== undefined && kind === 'string' && !matches(pattern, value as string))
      return refuse(`match pattern "${pattern}"`);
    const literals = 'const' in schema ? [schema.const] : schema.enum;
    if (literals && !literals.includes(value))
      return refuse(
        '',
        literals.map((one) => JSON.stringify(one)),
      );
    if (schema.not) return refuse('NOT be valid');
    if ($ref && !check($defs[$ref.slice('#/$defs/'.length)] ?? {}, value, at)) return false;
    if (oneOf) {
      const before = found.length;
      const matching = oneOf.filter((one) => check(one, value, at)).length;
      if (anyOf ? matching === 0 : matching !== 1)
        return refuse(anyOf ? 'match a schema in anyOf' : 'match exactly one schema in oneOf');
      found.length = before;
    }
    return checkParts(schema, value, { at, check, refuse });
  };

  check(root as Schema, whole, place); // the keywords that are known
  return found;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

import type { JsonSchema } from '@tiphys/signature/model';
import { checkParts } from './check-parts.ts';
import { checkRules } from './check-rules.ts';
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
    const kind = kindOf(value);
    const types = schema.type === undefined ? [kind] : [schema.type].flat();
    if (!types.some((one) => one === kind || (one === 'integer' && Number.isInteger(value))))
      return refuse('', types);
    const how = { at, check, refuse, found, $defs };
    return checkRules(schema, value, how) && checkParts(schema, value, how);
  };

  check(root as Schema, whole, place); // the keywords that are known
  return found;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

import { matches } from './matches.ts';
import type { Schema } from './schema.ts';

/** How a value is checked beyond its type. */
export interface RulesCheck {
  /** Place of the value. */
  readonly at: string;
  check(schema: Schema, value: unknown, at: string): boolean;
  /** Notes what the value must do or be, and returns false. */
  refuse(text: string, wanted?: readonly string[]): boolean;
  /** What has been noted. */
  readonly found: { length: number };
  readonly $defs: Readonly<Record<string, Schema>>;
}

/** Checks the pattern and the choices of a value, and whether it matches other schemas. */
export function checkRules(
  schema: Schema,
  value: unknown,
  { at, check, refuse, found, $defs }: RulesCheck,
): boolean {
  const { pattern, $ref, anyOf, oneOf = anyOf } = schema;
  if (pattern !== undefined && typeof value === 'string' && !matches(pattern, value))
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
  return true;
}

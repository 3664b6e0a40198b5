import { CHECKS_OTHER_FIELDS } from '../features.ts';
import { matches } from './matches.ts';
import type { Schema } from './schema.ts';

/** How the parts of a value are checked. */
export interface PartsCheck {
  /** Place of the value. */
  readonly at: string;
  check(schema: Schema, value: unknown, at: string): boolean;
  /** Notes what the value must do, and returns false. */
  refuse(text: string): boolean;
}

/** Checks the elements of a list or the fields of an object; other values have no parts. */
export function checkParts(schema: Schema, value: unknown, how: PartsCheck): boolean {
  if (Array.isArray(value)) return checkList(schema, value, how);
  return typeof value !== 'object' || value === null || checkObject(schema, Object.entries(value), how);
}

function checkList(
  { minItems = 0, maxItems = Infinity, prefixItems = [], items }: Schema,
  list: readonly unknown[],
  { at, check, refuse }: PartsCheck,
): boolean {
  if (list.length > maxItems) return refuse(`NOT have more than ${maxItems} items`);
  if (list.length < minItems) return refuse(`NOT have fewer than ${minItems} items`);
  return list.every((one, index) => {
    const schema = prefixItems[index] ?? items;
    return !schema || check(schema, one, `${at}[${index}]`);
  });
}

function checkObject(
  schema: Schema,
  given: readonly (readonly [string, unknown])[],
  { at, check, refuse }: PartsCheck,
): boolean {
  const { required = [], properties = {} } = schema;
  const fields = new Map(given);
  const isInside = (one: Schema | false | undefined, key: string): boolean =>
    !one || !fields.has(key) || check(one, fields.get(key), `${at}.${key}`);
  const missing = required.find((key) => !fields.has(key));
  if (missing !== undefined) return refuse(`have required property '${missing}'`);
  const checkListed = (): boolean => Object.entries(properties).every(([key, one]) => isInside(one, key));
  if (!CHECKS_OTHER_FIELDS) return checkListed();
  const { patternProperties = {}, additionalProperties } = schema;
  const patterns = Object.entries(patternProperties);
  const keys = [...fields.keys()];
  const others = keys.filter(
    (key) => !Object.hasOwn(properties, key) && !patterns.some(([pattern]) => matches(pattern, key)),
  );
  if (additionalProperties === false && others[0] !== undefined)
    return refuse(`not have the field "${others[0]}"`);
  return (
    others.every((key) => isInside(additionalProperties, key)) &&
    checkListed() &&
    patterns.every(([pattern, one]) => keys.every((key) => !matches(pattern, key) || isInside(one, key)))
  );
}

import type { JsonSchema } from '@tiphys/signature/model';

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

/** The JSON Schema keywords that `tiphys generate` writes. */
interface Schema {
  readonly type?: string | readonly string[];
  readonly const?: unknown;
  readonly enum?: readonly unknown[];
  readonly pattern?: string;
  readonly not?: object;
  readonly anyOf?: readonly Schema[];
  readonly oneOf?: readonly Schema[];
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly prefixItems?: readonly Schema[];
  readonly items?: Schema | false;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly patternProperties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: Schema | false;
  readonly $ref?: string;
  readonly $defs?: Readonly<Record<string, Schema>>;
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
    if (kind === 'array') return checkList(schema, value as readonly unknown[], at, refuse);
    return kind !== 'object' || checkObject(schema, value as Readonly<Record<string, unknown>>, at, refuse);
  };

  const checkList = (
    { minItems = 0, maxItems = Infinity, prefixItems = [], items }: Schema,
    list: readonly unknown[],
    at: string,
    refuse: (text: string) => boolean,
  ): boolean => {
    if (list.length > maxItems) return refuse(`NOT have more than ${maxItems} items`);
    if (list.length < minItems) return refuse(`NOT have fewer than ${minItems} items`);
    return list.every((one, index) => {
      const schema = prefixItems[index] ?? items;
      return !schema || check(schema, one, `${at}[${index}]`);
    });
  };

  const checkObject = (
    { required = [], properties = {}, patternProperties = {}, additionalProperties }: Schema,
    object: Readonly<Record<string, unknown>>,
    at: string,
    refuse: (text: string) => boolean,
  ): boolean => {
    const keys = Object.keys(object);
    const patterns = Object.entries(patternProperties);
    const inside = (schema: Schema | undefined, key: string): boolean =>
      !schema || check(schema, object[key], `${at}.${key}`);
    const missing = required.find((key) => !keys.includes(key));
    if (missing !== undefined) return refuse(`have required property '${missing}'`);
    const isOther = (key: string): boolean =>
      !Object.hasOwn(properties, key) && !patterns.some(([pattern]) => matches(pattern, key));
    const others = additionalProperties === undefined ? [] : keys.filter(isOther);
    if (additionalProperties === false && others[0] !== undefined)
      return refuse(`not have the field "${others[0]}"`);
    return (
      others.every((key) => inside(additionalProperties || undefined, key)) &&
      Object.keys(properties).every((key) => !keys.includes(key) || inside(properties[key], key)) &&
      patterns.every(([pattern, schema]) =>
        keys.every((key) => !matches(pattern, key) || inside(schema, key)),
      )
    );
  };

  check(root as Schema, whole, place); // the keywords that are known
  return found;
}

function kindOf(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function matches(pattern: string, text: string): boolean {
  return new RegExp(pattern, 'u').test(text);
}

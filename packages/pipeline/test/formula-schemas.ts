import type { JsonSchema } from '@tiphys/signature/model';

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({ type: 'object', properties, required });

/** Types of inputs by the words that tables use for them. */
const schemas: Readonly<Record<string, JsonSchema>> = {
  string: text,
  number,
  boolean: { type: 'boolean' },
  'string | null': orNull(text),
  'number | null': orNull(number),
  'string | number': { anyOf: [text, number] },
  "'min' | 'max'": { enum: ['min', 'max'] },
  'string[]': list(text),
  'number[]': list(number),
  'number[][]': list(list(number)),
  'number[][][]': list(list(list(number))),
  '(string | null)[]': list(orNull(text)),
  Stats: object({ mean: number, label: text, count: number, note: orNull(text) }, ['mean', 'label']),
  Nested: object({ stats: object({ mean: number }, ['mean']) }, []),
  'Row[]': list(object({ id: number, label: text }, ['id'])),
  'Record<string, number>': { type: 'object', additionalProperties: number },
  unknown: {},
};

/** Returns the schemas of types that are written like `string; number[]`. */
export function schemasOf(types: string): readonly JsonSchema[] {
  if (types === '') return [];
  return types.split('; ').map((name) => {
    const schema = schemas[name];
    if (schema === undefined) throw new Error(`There is no schema for ${name}.`);
    return schema;
  });
}

/** Returns the types that a function gives to its parameters, as {@link schemasOf} takes them. */
export function typesOf(text: string): string {
  const types: string[] = [];
  let depth = 0;
  let start = -1;
  for (const [at, character] of [...text].entries()) {
    if ('({<['.includes(character)) depth += 1;
    const closes = ')}]>'.includes(character);
    const ends = (character === ',' && depth === 1) || (character === ')' && depth === 1);
    if (ends && start >= 0) types.push(text.slice(start, at).trim());
    if (ends) start = -1;
    if (closes) depth -= 1;
    if (character === ':' && depth === 1) start = at + 1;
    if (depth === 0) break;
  }
  return types.join('; ');
}

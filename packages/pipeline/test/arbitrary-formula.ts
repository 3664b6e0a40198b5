import { readFileSync } from 'node:fs';
import type { JsonSchema } from '@tiphys/signature/model';
import fc from 'fast-check';

/** An input of generated functions: its name, its type, and the values that it can have. */
export interface FormulaInput {
  readonly name: string;
  readonly schema: JsonSchema;
  readonly values: fc.Arbitrary<unknown>;
}

const texts: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom(
    '',
    'a',
    'abcabc',
    'a,b,,c',
    ' x\t',
    '\ufeff\u0085 y\u00a0',
    'ß',
    'İ',
    'ΑΣ',
    '\u{1f600}a\u{1f601}',
    '\uffee',
    '\ue000',
    '\u{10ffff}b',
    'e\u0301',
    '{{x}}',
    '"\\<&>',
    '$&',
    '12',
    ' -1.5e3 ',
    '0x1F',
    'Infinity',
    '1_0',
    'nan',
    '.5',
    'min',
    'constructor',
    '\x7f\x07\v\u{e0001}',
    '\\u003c{',
    '\u2028<{{{',
  ),
  fc.string({ maxLength: 5 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
);

const numbers: fc.Arbitrary<number> = fc.oneof(
  fc.constantFrom(
    0,
    -0,
    1,
    -1,
    0.5,
    -0.5,
    2.5,
    -2.5,
    -1.5,
    1.5,
    0.1,
    0.2,
    1e21,
    1e-7,
    -1e300,
    1.7976931348623157e308,
  ),
  fc.constantFrom(2 ** 53, 2 ** 53 + 2, -(2 ** 63), 2 ** 64, 5e-324, 0.49999999999999994, 123456789),
  fc.integer({ min: -5, max: 12 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
);

const text: JsonSchema = { type: 'string' };
const number: JsonSchema = { type: 'number' };
const list = (items: JsonSchema): JsonSchema => ({ type: 'array', items });
const object = (
  properties: Readonly<Record<string, JsonSchema>>,
  required: readonly string[],
): JsonSchema => ({
  type: 'object',
  properties,
  required,
});
const orNull = (schema: JsonSchema): JsonSchema => ({ anyOf: [schema, { type: 'null' }] });
const few = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T[]> => fc.array(values, { maxLength: 4 });
const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values);

/** The inputs of all generated functions. */
export const formulaInputs: readonly FormulaInput[] = [
  { name: 's', schema: text, values: texts },
  { name: 't', schema: text, values: texts },
  { name: 'e', schema: { enum: ['min', 'max', 'none'] }, values: fc.constantFrom('min', 'max', 'none') },
  { name: 'n', schema: number, values: numbers },
  { name: 'm', schema: number, values: numbers },
  { name: 'b', schema: { type: 'boolean' }, values: fc.boolean() },
  { name: 'q', schema: orNull(text), values: maybe(texts) },
  { name: 'z', schema: orNull(number), values: maybe(numbers) },
  { name: 'y', schema: { type: ['boolean', 'null'] }, values: maybe(fc.boolean()) },
  { name: 'u', schema: { anyOf: [text, number] }, values: fc.oneof(texts, numbers) },
  { name: 'l', schema: list(number), values: few(numbers) },
  { name: 'w', schema: list(text), values: few(texts) },
  { name: 'k', schema: list(orNull(text)), values: few(maybe(texts)) },
  { name: 'g', schema: list(list(number)), values: few(few(numbers)) },
  {
    name: 'o',
    schema: object(
      {
        name: text,
        size: number,
        tag: orNull(text),
        inner: object({ x: number, words: list(text) }, ['words']),
      },
      ['name'],
    ),
    values: fc.record(
      {
        name: texts,
        size: numbers,
        tag: maybe(texts),
        inner: fc.record({ x: numbers, words: few(texts) }, { requiredKeys: ['words'] }),
      },
      { requiredKeys: ['name'] },
    ),
  },
  {
    name: 'c',
    schema: {
      anyOf: [
        object({ kind: { const: 'a' }, mode: orNull(text) }, ['kind']),
        object({ kind: { const: 'b' }, on: { type: 'boolean' }, size: number }, ['kind', 'size']),
      ],
    },
    values: fc.oneof(
      fc.record({ kind: fc.constant('a'), mode: maybe(texts) }, { requiredKeys: ['kind'] }),
      fc.record(
        { kind: fc.constant('b'), on: fc.boolean(), size: numbers },
        { requiredKeys: ['kind', 'size'] },
      ),
    ),
  },
  {
    name: 'd',
    schema: { type: 'array', prefixItems: [text, number], minItems: 2, items: false },
    values: fc.tuple(texts, numbers),
  },
  { name: 'f', schema: list({ type: 'boolean' }), values: few(fc.boolean()) },
  {
    name: 'p',
    schema: list(object({ id: number, label: text }, ['id'])),
    values: few(fc.record({ id: numbers, label: texts }, { requiredKeys: ['id'] })),
  },
  {
    name: 'r',
    schema: { type: 'object', additionalProperties: number },
    values: fc.dictionary(fc.constantFrom('min', 'a', 'x'), numbers),
  },
  {
    name: 'j',
    schema: {},
    values: fc.oneof(texts, numbers, fc.constant(null), fc.boolean(), few(texts), fc.record({ x: numbers })),
  },
];

const grammarText = readFileSync(new URL('fixtures/formulas/grammar.txt', import.meta.url), 'utf8');

/** The parts of each kind: without further parts in them, and with some. */
const parts = new Map<string, { readonly leaves: string[]; readonly rules: string[] }>();
for (const section of grammarText.split(/^## /m).slice(1)) {
  const [title = '', ...lines] = section.trimEnd().split('\n');
  const all = lines.filter((line) => line !== '');
  parts.set(title, {
    leaves: all.filter((line) => !line.includes('@')),
    rules: all.filter((line) => line.includes('@')),
  });
}

type Grammar = ReadonlyMap<string, fc.Arbitrary<string>>;

/** Fills the holes of a pattern: `@text + @number`. */
function fill(pattern: string, grammar: Grammar): fc.Arbitrary<string> {
  const pieces = pattern.split(/(@[a-z]+)/);
  const holes = pieces.map((piece) => grammar.get(piece.slice(1)) ?? fc.constant(piece));
  return fc
    .tuple(...holes)
    .map((found) =>
      found.map((one, index) => (index % 2 === 0 || /^[\w.']+$/.test(one) ? one : `(${one})`)).join(''),
    );
}

const known = new Map<number, Grammar>();

function grammarOf(depth: number): Grammar {
  const found = known.get(depth);
  if (found !== undefined) return found;
  const made = new Map<string, fc.Arbitrary<string>>();
  for (const [kind, { leaves, rules }] of parts) {
    const leaf = fc.constantFrom(...leaves);
    if (depth === 0) {
      made.set(kind, leaf);
      continue;
    }
    const filled = fc.constantFrom(...rules).chain((rule) => fill(rule, grammarOf(depth - 1)));
    made.set(kind, fc.oneof(leaf, { weight: 4, arbitrary: filled }));
  }
  known.set(depth, made);
  return made;
}

/** The body of a function of the inputs above: text of JavaScript, which Argo may or may not be able to compute. */
export const formulaBodies: fc.Arbitrary<string> = fc
  .tuple(
    fc.constantFrom('text', 'number', 'flag', 'list', 'words', 'any', 'block'),
    fc.integer({ min: 1, max: 3 }),
  )
  .chain(([kind, depth]) => grammarOf(depth).get(kind) ?? fc.constant('1'));

/** Values of all inputs. */
export const formulaValues: fc.Arbitrary<readonly unknown[]> = fc.tuple(
  ...formulaInputs.map(({ values }) => values),
);

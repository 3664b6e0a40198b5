import { describe, expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';

const schemas = `import { checked, input, pipeline } from '@tiphys/pipeline';
interface Schema<I, O = I> { readonly '~standard': { readonly version: 1; readonly types?: { readonly input: I; readonly output: O } | undefined } }
declare const Order: Schema<{ id: number; note?: string | undefined }, { id: number; note: string }>;
declare const Text: Schema<string>;
declare const Maybe: Schema<number | undefined, number>;
declare const plain: { readonly parse: () => void };
`;

const order = {
  type: 'object',
  properties: { id: { type: 'number' }, note: { type: 'string' } },
  required: ['id'],
  additionalProperties: false,
};

const cases = [
  {
    given: '/** Takes an order. */\nexport const take = checked(Order, (order): string => order.note);',
    want: {
      name: 'take',
      description: 'Takes an order.',
      style: 'positional',
      inputs: [{ name: 'order', optional: false, schema: order }],
      output: { schema: { type: 'string' } },
    },
  },
  {
    given: 'export const take = checked(Order, ({ id, note }) => ({ id, length: note.length }));',
    want: {
      style: 'object',
      inputs: [
        { name: 'id', optional: false, schema: { type: 'number' } },
        { name: 'note', optional: true, schema: { type: 'string' } },
      ],
    },
  },
  {
    given: 'export const take = checked(Text, async (text): Promise<number> => text.length);',
    want: {
      async: true,
      inputs: [{ name: 'text', schema: { type: 'string' } }],
      output: { schema: { type: 'number' } },
    },
  },
  {
    given: 'export const take = checked(Maybe, (n) => n + 1);',
    want: { inputs: [{ name: 'n', optional: true, schema: { type: 'number' } }] },
  },
  {
    given: 'export const take = checked(Text, () => 1);',
    want: { inputs: [{ name: 'value', optional: false }] },
  },
  {
    given: 'export const take = checked(Text, function (text: string): number { return text.length; });',
    want: { inputs: [{ name: 'text' }] },
  },
] as const;

describe('a function whose argument a schema checks', () => {
  const files = readTexts(cases.map(({ given }) => `${schemas}${given}`));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$given', ({ want, file }) => {
    expect(file?.problems).toEqual([]);
    expect(file?.functions[0]).toMatchObject(want);
  });
});

test('an input of a pipeline has the type that its schema takes', () => {
  const [file] = readTexts([
    `${schemas}export default pipeline('p', { order: input(Order), maybe: input(Maybe) }, () => undefined);`,
  ]);
  expect(file?.problems).toEqual([]);
  expect(file?.pipelines[0]?.inputs).toMatchObject([
    { name: 'order', schema: order },
    { name: 'maybe', schema: { type: 'number' } },
  ]);
});

test.for([
  {
    given: 'export const take = checked(plain, (order) => 1);',
    want: /SIGNATURE_SCHEMA The first argument of checked\(\.\.\.\) of take is not a schema/,
  },
  {
    given: "export default pipeline('p', { order: input(plain) }, () => undefined);",
    want: /SIGNATURE_PIPELINE_INPUT Input "order" of the pipeline default has no type/,
  },
])('$given is refused', ({ given, want }) => {
  const [file] = readTexts([`${schemas}${given}`]);
  expect(file?.problems.map(({ code, message }) => `${code} ${message}`)).toEqual([
    expect.stringMatching(want),
  ]);
});

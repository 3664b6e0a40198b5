import { describe, expect, test } from 'vitest';
import { createFolder, readTexts } from '../../test/read-texts.ts';
import { readSignatures } from '../read/read-signatures.ts';

const imports = `import type { InputFile, Large, Large as Big, OutputFile, SecretText } from '@tiphys/pipeline';
import type * as tiphys from '@tiphys/pipeline';
type Rows<T> = Large<T[]>;
type Maybe = Large<string | null>;
type Page = OutputFile<'page'>;
interface Made { readonly model: OutputFile<'model'>; readonly score: number; readonly log: Large<string | null> }
interface Options<T> { value: Large<T>; file: InputFile }
`;

const numbers = { type: 'array', items: { type: 'number' } };

interface InputCase {
  readonly given: string;
  readonly route: string;
  readonly schema?: object;
  readonly list?: true;
  readonly kind?: string;
}

const files = { type: 'array', items: { type: 'string' } };

const inputCases: readonly InputCase[] = [
  { given: 'value: Large<number[]>', route: 'large', schema: numbers },
  { given: 'value: Big<number[]>', route: 'large', schema: numbers },
  { given: 'value: tiphys.Large<number[]>', route: 'large', schema: numbers },
  { given: "value: import('@tiphys/pipeline').Large<number[]>", route: 'large', schema: numbers },
  { given: 'value: Rows<number>', route: 'large', schema: numbers },
  { given: 'value?: Large<number[]>', route: 'large', schema: numbers },
  { given: 'value: Large<number[]> | undefined', route: 'large', schema: numbers },
  { given: 'value: Large<number[]> = [] as Large<number[]>', route: 'large', schema: numbers },
  { given: 'value: Large<string | null>', route: 'large', schema: { type: ['string', 'null'] } },
  { given: 'value?: Large<string | null>', route: 'large', schema: { type: ['string', 'null'] } },
  { given: 'value: Maybe', route: 'large', schema: { type: ['string', 'null'] } },
  { given: 'value: Large<unknown>', route: 'large', schema: {} },
  { given: "value: Large<'a' | 'b'>", route: 'large', schema: { enum: ['a', 'b'] } },
  { given: '{ value }: { value: Large<number[]> }', route: 'large', schema: numbers },
  {
    given: '{ value }: { value?: Large<string | null> }',
    route: 'large',
    schema: { type: ['string', 'null'] },
  },
  { given: '{ value }: { value: Big<number[]> }', route: 'large', schema: numbers },
  { given: "{ value }: Pick<Options<number[]>, 'value'>", route: 'large', schema: numbers },
  {
    given: "{ value }: { [K in keyof Pick<Options<1>, 'value'>]: string }",
    route: 'value',
    schema: { type: 'string' },
  },
  { given: 'value: InputFile', route: 'file', schema: { type: 'string' } },
  { given: 'value?: InputFile', route: 'file', schema: { type: 'string' } },
  { given: '{ value }: { readonly value: InputFile }', route: 'file', schema: { type: 'string' } },
  { given: "value: InputFile<'csv'>", route: 'file', schema: { type: 'string' }, kind: 'csv' },
  { given: "value?: InputFile<'csv'>", route: 'file', schema: { type: 'string' }, kind: 'csv' },
  { given: "value: InputFile<'csv' | 'tsv'>", route: 'file', schema: { type: 'string' } },
  { given: 'value: InputFile[]', route: 'file', schema: files, list: true },
  { given: "value?: readonly InputFile<'page'>[]", route: 'file', schema: files, list: true, kind: 'page' },
  {
    given: "{ value }: { value: InputFile<'page'>[] }",
    route: 'file',
    schema: files,
    list: true,
    kind: 'page',
  },
  { given: 'value: SecretText', route: 'secret', schema: { type: 'string' } },
  { given: '{ value }: { value?: SecretText }', route: 'secret', schema: { type: 'string' } },
  { given: 'value: string', route: 'value', schema: { type: 'string' } },
];

describe('the marker of an input', () => {
  const files = readTexts(inputCases.map(({ given }) => `${imports}export function f(${given}) {}`));

  test.for(inputCases.map((one, index) => ({ ...one, file: files[index] })))(
    '$given',
    ({ route, schema, list, kind, file }) => {
      expect(file?.problems).toEqual([]);
      const [input] = file?.functions[0]?.inputs ?? [];
      expect(input).toMatchObject({ name: 'value', route, schema });
      expect(input?.schema).toEqual(schema);
      expect({ list: input?.list, kind: input?.kind }).toEqual({ list, kind });
    },
  );
});

const outputCases: readonly { readonly given: string; readonly want: object }[] = [
  { given: 'Large<number[]>', want: { route: 'large', schema: numbers, list: true } },
  { given: 'Promise<Large<number[]>>', want: { route: 'large', schema: numbers, list: true } },
  { given: 'Promise<Rows<number>>', want: { route: 'large', schema: numbers, list: true } },
  {
    given: 'Promise<Large<string | null>>',
    want: { route: 'large', schema: { type: ['string', 'null'] }, list: false },
  },
  { given: 'OutputFile', want: { route: 'file', schema: { type: 'string' }, list: false } },
  { given: 'Promise<OutputFile>', want: { route: 'file', schema: { type: 'string' }, list: false } },
  { given: 'Page', want: { route: 'file', schema: { type: 'string' }, list: false, kind: 'page' } },
  {
    given: 'Promise<OutputFile | undefined>',
    want: { route: 'file', schema: { type: 'string' }, list: false, optional: true },
  },
  {
    given: 'Page | null',
    want: { route: 'file', schema: { type: 'string' }, list: false, optional: true, kind: 'page' },
  },
  {
    given: 'Promise<Made>',
    want: {
      route: 'fields',
      list: false,
      schema: {
        type: 'object',
        properties: {
          model: { type: 'string' },
          score: { type: 'number' },
          log: { type: ['string', 'null'] },
        },
        required: ['model', 'score', 'log'],
        additionalProperties: false,
      },
      fields: {
        model: { schema: { type: 'string' }, route: 'file', list: false, optional: false, kind: 'model' },
        score: { schema: { type: 'number' }, route: 'value', list: false, optional: false },
        log: { schema: { type: ['string', 'null'] }, route: 'large', list: false, optional: false },
      },
    },
  },
  {
    given:
      '{ rows: number[]; note?: string; plot?: OutputFile; page: Page | null; all: Large<number[]> | undefined }',
    want: expect.objectContaining({
      fields: {
        rows: { schema: numbers, route: 'value', list: true, optional: false },
        note: { schema: { type: 'string' }, route: 'value', list: false, optional: true },
        plot: { schema: { type: 'string' }, route: 'file', list: false, optional: true },
        page: { schema: { type: 'string' }, route: 'file', list: false, optional: true, kind: 'page' },
        all: { schema: numbers, route: 'large', list: true, optional: true },
      },
    }),
  },
  {
    given: '{ rows: number[]; note?: string }',
    want: expect.objectContaining({ route: 'value', list: false }),
  },
];

describe('the marker of an output', () => {
  const files = readTexts(outputCases.map(({ given }) => `${imports}export declare function f(): ${given};`));

  test.for(outputCases.map((one, index) => ({ ...one, file: files[index] })))('$given', ({ want, file }) => {
    expect(file?.problems).toEqual([]);
    expect(file?.functions[0]?.output).toEqual(want);
  });
});

test('a marker that the tsconfig.json keeps out of sight is a problem, not a plain value', () => {
  using folder = createFolder({
    'main.ts': `${imports}export function f(value: Large<string>) {}`,
    'tsconfig.json': '{ "compilerOptions": { "moduleResolution": "node10", "types": [] } }',
  });
  const [file] = readSignatures(['main.ts'], { directory: folder.path });
  expect(file?.functions).toEqual([]);
  expect(file?.problems.map(({ message }) => message)).toEqual([
    'The module \'@tiphys/pipeline\' cannot be found; set "moduleResolution" to "bundler" or "nodenext" in the tsconfig.json.',
    'The module \'@tiphys/pipeline\' cannot be found; set "moduleResolution" to "bundler" or "nodenext" in the tsconfig.json.',
    'Input "value" of f needs the type Large<string>, which cannot be found; import or declare it.',
  ]);
});

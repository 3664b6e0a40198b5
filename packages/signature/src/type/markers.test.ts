import { describe, expect, test } from 'vitest';
import { createFolder, readTexts } from '../../test/read-texts.ts';
import { readSignatures } from '../read/read-signatures.ts';

const imports = `import type { InputFile, Large, Large as Big, OutputFile } from '@tiphys/pipeline';
import type * as tiphys from '@tiphys/pipeline';
type Rows<T> = Large<T[]>;
type Maybe = Large<string | null>;
interface Options<T> { value: Large<T>; file: InputFile }
`;

const numbers = { type: 'array', items: { type: 'number' } };

const inputCases: readonly { readonly given: string; readonly route: string; readonly schema?: object }[] = [
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
  { given: 'value: string', route: 'value', schema: { type: 'string' } },
];

describe('the marker of an input', () => {
  const files = readTexts(inputCases.map(({ given }) => `${imports}export function f(${given}) {}`));

  test.for(inputCases.map((one, index) => ({ ...one, file: files[index] })))(
    '$given',
    ({ route, schema, file }) => {
      expect(file?.problems).toEqual([]);
      expect(file?.functions[0]?.inputs).toMatchObject([{ name: 'value', route, schema }]);
      expect(file?.functions[0]?.inputs[0]?.schema).toEqual(schema);
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

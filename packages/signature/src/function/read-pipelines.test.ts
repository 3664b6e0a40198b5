import { describe, expect, test } from 'vitest';
import { readTexts, type SourceTexts } from '../../test/read-texts.ts';

const imports = "import { input, pipeline } from '@tiphys/pipeline';\n";

/** `pipeline line:column: input: schema`. */
const cases: readonly {
  readonly title: string;
  readonly given: SourceTexts;
  readonly want: readonly string[];
}[] = [
  {
    title: 'the default export, with its typed inputs only',
    given: `${imports}export default pipeline('p', { a: input<string>(), b: 5, 'c-d': input<('x' | 'y')[]>() }, () => 1);`,
    want: [
      'default 2:16',
      '  a 2:32 {"type":"string"}',
      '  c-d 2:58 {"type":"array","items":{"enum":["x","y"]}}',
    ],
  },
  {
    title: 'exported constants, under their exported names',
    given: `${imports}export const one = pipeline('p', { a: input<number>() }, () => 1);\nconst two = pipeline('q', {}, () => 1);\nexport { two as three };`,
    want: ['one 2:20', '  a 2:36 {"type":"number"}', 'three 3:13'],
  },
  {
    title: 'other names for what is imported',
    given:
      "import { input as i, pipeline as p } from '@tiphys/pipeline';\nexport const x = p('p', { a: i<number>() }, () => 1);",
    want: ['x 2:18', '  a 2:27 {"type":"number"}'],
  },
  {
    title: 'a namespace import and a later default export',
    given:
      "import * as t from '@tiphys/pipeline';\nconst x = t.pipeline('p', { a: t.input<number>() }, () => 1);\nexport default x;",
    want: ['default 2:11', '  a 2:29 {"type":"number"}'],
  },
  {
    title: 'functions that another file passes on',
    given: {
      'main.ts':
        "import { input, pipeline } from './tiphys.ts';\nexport const x = pipeline('p', { a: input<1>() }, () => 1);",
      'tiphys.ts': "export { input, pipeline } from '@tiphys/pipeline';",
    },
    want: ['x 2:18', '  a 2:34 {"const":1}'],
  },
  {
    title: 'inputs kept in constants',
    given: `${imports}const b = input<boolean>();\nconst common = { a: input<number>() } as const;\nexport const x = pipeline('p', { ...common, b }, () => 1);\nexport const y = pipeline('p', common, () => 1);`,
    want: [
      'x 4:18',
      '  a 3:18 {"type":"number"}',
      '  b 4:45 {"type":"boolean"}',
      'y 5:18',
      '  a 3:18 {"type":"number"}',
    ],
  },
  {
    title: 'nothing of functions that only have the same name',
    given: {
      'main.ts':
        "import { input, pipeline } from './other.ts';\nexport const x = pipeline('p', { a: input<1>() }, () => 1);",
      'other.ts':
        'export const pipeline = (...all: unknown[]): number => all.length;\nexport const input = <T>(): T | null => null;',
    },
    want: [],
  },
  {
    title: 'a pipeline whose components are still to be generated',
    given: `${imports}import { square } from './components.generated.ts';\nexport default pipeline('p', { x: input<number>() }, ({ x }) => square({ x }));`,
    want: ['default 3:16', '  x 3:32 {"type":"number"}'],
  },
];

describe('reads', () => {
  const files = readTexts(cases.map(({ given }) => given));

  test.for(cases.map((one, index) => ({ ...one, file: files[index] })))('$title', ({ want, file }) => {
    expect(file?.problems).toEqual([]);
    const lines = file?.pipelines.flatMap(({ pipeline, source, inputs }) => [
      `${pipeline} ${source.line}:${source.column}`,
      ...inputs.map(
        (one) => `  ${one.name} ${one.source.line}:${one.source.column} ${JSON.stringify(one.schema)}`,
      ),
    ]);
    expect(lines).toEqual(want);
  });
});

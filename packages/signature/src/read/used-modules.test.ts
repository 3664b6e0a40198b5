import { basename } from 'node:path';
import { expect, test } from 'vitest';
import { createFolder } from '../../test/read-texts.ts';
import { readSignatures } from './read-signatures.ts';

const shared = {
  'row.ts':
    "import type { Cell } from './cell.ts';\nexport interface Row { readonly cells: readonly Cell[] }\n",
  'cell.ts': 'export type Cell<T = string> = { readonly value: T };\n',
  'barrel.ts': "export * from './middle.ts';\nexport { help } from './help.ts';\n",
  'middle.ts': "export * from './row.ts';\n",
  'renamed.ts': "import type { Row } from './row.ts';\nexport type { Row as Line };\n",
  'colour.ts': "export enum Colour { Red = 'red', Blue = 'blue' }\n",
  'limits.ts':
    'export const limit = 5;\nexport enum Level { Low = limit, High }\nexport const keys = { a: 1 };\n',
  'help.ts': 'export const help = (x: number): number => x;\n',
  'more.ts': 'export function more(x: number): number { return x; }\n',
  'globals.d.ts': 'interface GlobalRow { readonly id: number }\n',
};

test.for<{ title: string; given: string; want: readonly string[] | undefined }>([
  {
    title: 'modules that only code uses',
    given: "import { help } from './help.ts';\nexport function f(x: number): number { return help(x); }",
    want: [],
  },
  {
    title: 'a type, and what it is made of',
    given: "import type { Row } from './row.ts';\nexport const f = (row: Row): string => row.cells.join();",
    want: ['cell.ts', 'row.ts'],
  },
  {
    title: 'modules on the way to a type',
    given:
      "import { help, type Row } from './barrel.ts';\nexport function f(row: Row): number { return help(row.cells.length); }",
    want: ['barrel.ts', 'cell.ts', 'help.ts', 'middle.ts', 'row.ts'],
  },
  {
    title: 'another name on the way',
    given: "import type { Line } from './renamed.ts';\nexport function f(lines: Line[]): void {}",
    want: ['cell.ts', 'renamed.ts', 'row.ts'],
  },
  {
    title: 'an enum',
    given: "import { Colour } from './colour.ts';\nexport function f(x: Colour | Colour.Red): void {}",
    want: ['colour.ts'],
  },
  {
    title: 'arguments and constraints of types',
    given:
      "import type { Cell } from './cell.ts';\nimport type { Row } from './row.ts';\nexport function f<T extends Cell<number>>(x: T): Record<string, Row[]> { return {}; }",
    want: ['cell.ts', 'row.ts'],
  },
  {
    title: 'functions of another module',
    given: "export * from './more.ts';\nexport function f(x: number): number { return x; }",
    want: ['more.ts'],
  },
  {
    title: 'an input of a pipeline',
    given:
      "import { input, pipeline } from '@tiphys/pipeline';\nimport type { Row } from './row.ts';\nimport { help } from './help.ts';\nexport default pipeline('p', { row: input<Row>(), n: help(1) }, () => {});",
    want: ['cell.ts', 'row.ts'],
  },
  {
    title: 'an inferred result',
    given: "import { help } from './help.ts';\nexport function f(x: number) { return help(x); }",
    want: undefined,
  },
  {
    title: 'an inferred parameter',
    given: "import { limit } from './limits.ts';\nexport function f(x = limit): void {}",
    want: undefined,
  },
  {
    title: 'the type of a value',
    given: "import { keys } from './limits.ts';\nexport function f(x: keyof typeof keys): void {}",
    want: undefined,
  },
  {
    title: 'an enum of computed values',
    given: "import { Level } from './limits.ts';\nexport function f(x: Level): void {}",
    want: undefined,
  },
])('what signatures depend on: $title', ({ given, want }) => {
  using folder = createFolder({ ...shared, 'main.ts': given });
  const [file] = readSignatures(['main.ts'], { directory: folder.path });
  expect(file?.problems).toEqual([]);
  const used = file?.usedModules?.filter((path) => path !== `${folder.path}/main.ts`);
  expect(used?.map((path) => basename(path)).sort()).toEqual(want);
});

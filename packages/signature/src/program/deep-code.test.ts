import { expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';

const nest = (open: string, inner: string, close: string, times: number): string =>
  open.repeat(times) + inner + close.repeat(times);
const inside = (text: string): string => `// first line\nexport function f(x: number) {\n  ${text}\n}\n`;
const chain = (link: (index: number) => string, times: number): string =>
  Array.from({ length: times }, (_, index) => link(index)).join('\n');

test.for<{ title: string; given: string; line: number; says: string }>([
  {
    title: 'parentheses',
    given: inside(`return ${nest('(', 'x', ')', 5000)};`),
    line: 3,
    says: 'The code is nested',
  },
  { title: 'blocks', given: inside(nest('{', '', '}', 5000)), line: 3, says: 'The code is nested' },
  {
    title: 'lists',
    given: inside(`return ${nest('[', 'x', ']', 3000)};`),
    line: 3,
    says: 'The code is nested',
  },
  {
    title: 'operators',
    given: inside(`return ${nest('!', 'x', '', 5000)};`),
    line: 3,
    says: 'The code is nested',
  },
  {
    title: 'templates',
    given: inside(`return ${nest('`${', 'x', '}`', 1500)};`),
    line: 3,
    says: 'The code is nested',
  },
  {
    title: 'calls in a chain',
    given: inside(`return [x]${nest('.filter(Boolean)', '', '', 3000)};`),
    line: 3,
    says: 'The code is nested',
  },
  {
    title: 'else after else',
    given: inside(chain((index) => `if (x === ${index}) return ${index}; else`, 4000).concat(' return 0;')),
    line: expect.any(Number) as number,
    says: 'The code is nested',
  },
  {
    title: 'objects in objects',
    given: `export function f(\n  x: ${nest('{ a: ', 'string', ' }', 3000)},\n) {}\n`,
    line: 2,
    says: 'The code is nested',
  },
  {
    title: 'aliases of aliases',
    given: `${chain((index) => `type T${index} = { a: T${index + 1} };`, 3000)}\ntype T3000 = string;\nexport function f(x: T0) {}\n`,
    line: 3002,
    says: 'The types of f are nested too deeply',
  },
])('code that is too deep for the compiler is refused with its location: $title', ({ given, line, says }) => {
  const [file, other] = readTexts([given, 'export function g(x: number) {}\n']);
  expect(file).toMatchObject({
    functions: [],
    problems: [
      { code: 'SIGNATURE_TOO_DEEP', message: expect.stringContaining(says) as string, location: { line } },
    ],
  });
  expect(other).toMatchObject({ functions: [{ name: 'g' }], problems: [] });
});

test('the place may be in a module that is imported', () => {
  const [file] = readTexts([
    {
      'main.ts': "import type { Row } from './row.ts';\nexport function f(row: Row) {}\n",
      'row.ts': `export interface Row { a: string }\nexport const x = ${nest('(', '1', ')', 5000)};\n`,
    },
  ]);
  expect(file?.problems).toMatchObject([
    { code: 'SIGNATURE_TOO_DEEP', location: { file: 'row.ts', line: 2 } },
  ]);
});

test.for<{ title: string; given: string }>([
  { title: 'a union of many texts', given: chain((index) => `| 'a${index}'`, 20_000) },
  { title: 'a union of many objects', given: chain((index) => `| { k: 'a${index}' }`, 2000) },
  { title: 'an intersection of many objects', given: chain((index) => `& { k${index}: string }`, 2000) },
])('wide code that is not deep is read: $title', ({ given }) => {
  const [file] = readTexts([`export function f(x: ${given}) {}\n`]);
  expect(file).toMatchObject({ functions: [{ name: 'f' }], problems: [] });
});

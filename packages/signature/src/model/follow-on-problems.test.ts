import { expect, test } from 'vitest';
import { readTexts } from '../../test/read-texts.ts';

test.for<{ title: string; given: string; want: readonly string[] }>([
  {
    title: 'an import that leads nowhere',
    given: `import type { Foo, Bar as B } from './missing.ts';
export function f(x: Foo, y: B.Inner): Foo[] { return [x]; }
export function g(x: Other) { return x; }
`,
    want: ["1: The module './missing.ts' cannot be found", '3: Input "x" of g needs the type Other'],
  },
  {
    title: 'a name that a module does not export',
    given: `import { nothing, sep } from 'node:path';
import { type Nothing } from './main.ts';
export function f(x: Nothing) { return sep; }
`,
    want: ["2: The module './main.ts' has no export named Nothing"],
  },
  {
    title: 'a value of a missing package',
    given: "import { read } from 'no-such-package';\nexport function f(x: number) { return read(x); }\n",
    want: ["1: The module 'no-such-package' cannot be found"],
  },
  {
    title: 'a type that nobody declares',
    given: 'export function f(x: Foo): Foo { return x; }\nexport function g(x: Foo[], y: Bar) {}\n',
    want: ['1: Input "x" of f needs the type Foo', '2: Input "y" of g needs the type Bar'],
  },
  {
    title: 'a field that JSON cannot carry',
    given: `interface Row { at: Date; tags: Set<string> }
export function f(rows: Row[], by: Row): Row { return by; }
export function g(at: Date) {}
`,
    want: ['1: Input "rows[].at" of f has type Date', '3: Input "at" of g has type Date'],
  },
  {
    title: 'parameters without types',
    given:
      'export function f(x, y) { return x; }\nexport function g(x: number) { return JSON.parse("1"); }\n',
    want: [
      '1: Input "x" of f has no type',
      '1: Input "y" of f has no type',
      '2: The output of g has no type',
    ],
  },
  {
    title: 'code that does not parse',
    given: 'export function f(x: number: number { return x; }\nexport function g(x: string) }\n',
    want: ["1: The file is not valid TypeScript: ',' expected."],
  },
])('one mistake is reported once: $title', ({ given, want }) => {
  const [file] = readTexts([given]);
  const found = (file?.problems ?? []).map(({ location, message }) => `${location.line}: ${message}`);
  expect(found.map((text, index) => text.slice(0, want[index]?.length))).toEqual(want);
});

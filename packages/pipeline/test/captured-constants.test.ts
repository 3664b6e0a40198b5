import { beforeAll, describe, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

/** Statements with «the formula» in it, what Argo computes, and code outside the pipeline. */
interface Case {
  readonly title: string;
  readonly body: string;
  readonly helpers?: string;
  readonly want: string;
}

const cases: readonly Case[] = [
  {
    title: 'undefined, which a bundler writes as void 0',
    body: 'say({ of: expr([load()], (c) => c.tags !== undefined) });',
    want: 'c.tags != nil',
  },
  { title: 'a number in the list', body: 'say({ of: expr([n, 3], (a, b) => a > b) });', want: 'a > 3' },
  {
    title: 'a string in the list',
    body: "say({ of: expr(['x', n], (b, a) => b + a) });",
    want: "'x' + toJson(a + 0)",
  },
  {
    title: 'an object in the list',
    body: 'say({ of: expr([n, { max: 3 }], (a, { max }) => a > max) });',
    want: 'a > 3',
  },
  { title: 'only constants', body: 'say({ of: expr([2, 3], (a, b) => a * b) });', want: '6' },
  {
    title: 'a const of the module',
    helpers: 'const limit = 3;',
    body: 'say({ of: expr([n], (a) => a > limit) });',
    want: 'a > 3',
  },
  {
    title: 'a const of the body',
    body: 'const limit = 3; say({ of: expr([n], (a) => a > limit) });',
    want: 'a > 3',
  },
  {
    title: 'a const that is declared later in the module',
    body: 'say({ of: expr([n], (a) => a > later) });\n}); const later = 3; (() => {',
    want: 'a > 3',
  },
  {
    title: 'a field of an object',
    body: 'const limits = { a: { max: 3 } }; say({ of: expr([n], (a) => a > limits.a.max) });',
    want: 'a > 3',
  },
  {
    title: 'an element of a list',
    body: 'const limits = [1, 3]; say({ of: expr([n], (a) => a > (limits[1] ?? 0)) });',
    want: 'a > 3',
  },
  {
    title: 'the length of a list',
    body: 'const limits = [1, 3]; say({ of: expr([n], (a) => a % limits.length === 0) });',
    want: '(abs(a) < 2 ** 62 ? int(a) % 2 + (a - int(a)) : 0) == 0',
  },
  {
    title: 'a list',
    body: 'const known = [1, 3]; say({ of: expr([n], (a) => known.includes(a)) });',
    want: 'a in [1, 3]',
  },
  {
    title: 'a parameter of a helper',
    helpers: 'const above = (x, limit: number) => expr([x], (a) => a > limit);',
    body: 'say({ of: above(n, 3) });',
    want: 'a > 3',
  },
  {
    title: 'a variable of a loop',
    body: 'for (const limit of [3]) say({ of: expr([n], (a) => a > limit) });',
    want: 'a > 3',
  },
  {
    title: 'the counter of a loop',
    body: 'for (let i = 3; i < 4; i++) say({ of: expr([n], (a) => a > i) });',
    want: 'a > 3',
  },
  {
    title: 'an import',
    body: 'say({ of: expr([n], (a) => a > LIMIT) });',
    helpers: "import { LIMIT } from './limits.ts';",
    want: 'a > 3',
  },
  {
    title: 'a namespace with functions',
    body: 'say({ of: expr([n], (a) => a > limits.LIMIT) });',
    helpers: "import * as limits from './limits.ts';",
    want: 'a > 3',
  },
  {
    title: 'a member of an enum',
    body: 'say({ of: expr([n], (a) => a > Limit.High) });',
    helpers: 'enum Limit { Low = 1, High = 3 }',
    want: 'a > 3',
  },
  {
    title: 'a member of a const enum',
    body: 'say({ of: expr([n], (a) => a > Limit.High) });',
    helpers: 'const enum Limit { Low = 1, High = 3 }',
    want: 'a > 3',
  },
  {
    title: 'a let that was set before',
    body: 'let limit = 2; limit += 1; say({ of: expr([n], (a) => a > limit) });',
    want: 'a > 3',
  },
  {
    title: 'a function declaration',
    helpers: 'const limit = 3; function big(a: number) { return a > limit; }',
    body: 'say({ of: expr([n], big) });',
    want: 'a > 3',
  },
  {
    title: 'a constant in a nested function',
    body: 'const limit = 3; say({ of: expr([list], (xs) => xs.filter((x) => x > limit).length) });',
    want: 'len(filter(l, # > 3))',
  },
  {
    title: 'a name that a nested function has, too',
    body: 'const x = 3; say({ of: expr([list], (xs) => xs.map((x) => x * 2).includes(x)) });',
    want: '3 in map(l, # * 2)',
  },
  {
    title: 'undefined',
    body: 'const limit = undefined; say({ of: expr([n], (a) => a ?? limit) });',
    want: 'a',
  },
  {
    title: 'infinity',
    body: 'const limit = Infinity; say({ of: expr([n], (a) => a < limit) });',
    want: 'a < 1 / 0',
  },
  {
    title: 'a text with quotes, a newline and braces',
    body: "const word = '\"\\'\\n{{x}}'; say({ of: expr([n], (a) => word) });",
    want: "'\"\\'\\n\\x7b\\x7bx\\x7d\\x7d'",
  },
  {
    title: 'a variable named like a global',
    body: 'const Math = { max: 3 }; say({ of: expr([n], (a) => a > Math.max) });',
    want: 'a > 3',
  },
  {
    title: 'using',
    helpers: 'const limit = 3;',
    body: 'say({ of: expr([n], using({ limit }, ({ limit }, a) => a > limit)) });',
    want: 'a > 3',
  },
  {
    title: 'a condition',
    body: 'const limit = 3; when([n], (a) => a > limit, () => say({}));',
    want: 'a > 3',
  },
  {
    title: 'a condition with using',
    body: 'when([n], using({ limit: 3 }, ({ limit }, a) => a > limit), () => say({}));',
    want: 'a > 3',
  },
];

const files = {
  'limits.ts': 'export const LIMIT = 3; export function scale(x: number): number { return x * LIMIT; }',
};

/** The expression in a manifest, with short names for what it reads. */
function shorten(value: string): string {
  const [, text = value] = /^[^{]*\{\{=(.*)\}\}$/.exec(value) ?? [];
  const [, inner = text] = /^replace\(toJson\((.*)\), '\\x7b\\x7b', '\\\\u007b\\\\u007b'\)$/.exec(text) ?? [];
  return inner
    .replaceAll('fromJSON(workflow.parameters.n)', 'a')
    .replaceAll("fromJSON(workflow.parameters['n'])", 'a')
    .replaceAll('fromJSON(tasks.load.outputs.parameters.output)', 'c')
    .replaceAll('fromJSON(tasks.draw.outputs.parameters.output)', 'l');
}

describe('constants', () => {
  let results: readonly CompiledSource[] = [];
  beforeAll(async () => {
    results = await compileSources(
      cases.map(({ body, helpers }) => pipelineSource(body, helpers)),
      files,
    );
  }, 60_000);

  test.for(cases.map((one, index) => ({ ...one, index })))('$title', ({ index, want }) => {
    const { message, values = [], conditions = [] } = results[index] ?? {};
    expect(message).toBeUndefined();
    expect([...conditions, ...values].map(shorten)).toEqual([want]);
  });
});

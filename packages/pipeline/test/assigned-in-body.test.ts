import { beforeAll, describe, expect, test } from 'vitest';
import { type CompiledSource, compileSources, pipelineSource } from './compile-sources.ts';

/** A body with the refused name in «», and a part of the message. */
type Misuse = readonly [body: string, want: string];

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: the sources contain template literals.

const misuses: readonly Misuse[] = [
  [
    "let label = 'small'; when(flag, () => { label = 'big'; say({}); }); say({ text: «label» });",
    '`label` was assigned in the body of a branch (line 4, column 41). Bodies run once, when the pipeline is compiled, so it would have that value even if the body does not run in the workflow. Return the value from the body: const label = when(...).otherwise(...), or choose it with expr(...).',
  ],
  ['let a = 1; when(flag, () => { a += 1; say({}); }); say({ of: «a» });', 'in the body of a branch'],
  ['let a = 1; when(flag, () => { a++; say({}); }); say({ of: [«a»] });', 'in the body of a branch'],
  [
    'let a = 1; when(flag, () => { a = 2; say({}); }); const o = { «a» }; say({ of: o });',
    'in the body of a branch',
  ],
  [
    'let a = 1; when(flag, () => { ({ a } = { a: 2 }); say({}); }); say({ of: «a» });',
    'in the body of a branch',
  ],
  ['let a = 1; when(flag, () => { [a] = [2]; say({}); }); say({ of: «a» });', 'in the body of a branch'],
  ['let a; when(flag, () => { a ??= 2; say({}); }); say({ of: «a» });', 'in the body of a branch'],
  ['var a = 1; when(flag, function () { a = 2; say({}); }); say({ of: «a» });', 'in the body of a branch'],
  [
    'let a = 1; when(flag, () => { say({}); }).otherwise(() => { a = 2; say({}); }); say({ of: «a» });',
    'in the body of a branch',
  ],
  [
    'let a = 1; when(flag, () => { a = 2; say({}); }).otherwise(() => { say({ of: «a» }); });',
    'in the body of a branch',
  ],
  [
    'let a = 1; when(flag, () => { when(flag, () => { a = 2; say({}); }); say({ of: «a» }); });',
    'in the body of a branch',
  ],
  [
    'let a = 1; forEach(list, () => { a = 2; say({}); }); say({ of: «a» });',
    'in the body of a loop (line 4, column 34)',
  ],
  [
    'let a = 1; when(flag, () => { a = 2; say({}); }); say({ of: expr([n], (v) => v + «a») });',
    'in the body of a branch',
  ],
  [
    'const f = (a) => { when(flag, () => { a = 2; say({}); }); say({ of: «a» }); }; f(1);',
    'in the body of a branch',
  ],
  ['let a = 1; when(flag, () => { a = 2; say({}); }); if («a» > 1) say({});', 'in the body of a branch'],
  [
    "let a = 'x'; when(flag, () => { a = 'y'; say({}); }); say({ text: «a».toUpperCase() });",
    'in the body of a branch',
  ],
  [
    'let a = 1; when(flag, () => { [1].forEach(() => { a = 2; }); say({}); }); say({ of: «a» });',
    'in the body of a branch',
  ],
  [
    'let i = 0; forEach(list, () => { say({ of: i }); «i» += 1; });',
    '`i` changes from one item of a loop to the next in JavaScript, but the body of a loop runs only once, when the pipeline is compiled. All items would get the same value. Use the index, forEach(list, (item, index) => ...), or what the loop returns.',
  ],
  ['let i = 0; forEach(list, () => { «i»++; say({ of: i }); });', 'All items would get the same value.'],
  ['let i = 0; forEach(list, () => { say({ of: i }); «i» = 5; });', 'All items would get the same value.'],
];

const legitimate: readonly string[] = [
  "let a = 1; group('g', () => { a = 2; say({}); }); say({ of: a });",
  'const f = (a, g = () => a) => { when(flag, () => { a = 2; say({}); }); say({ of: g() }); }; f(1);',
  'let a = 1; when(flag, () => { a = 2; say({ of: a }); when(flag, () => say({ of: a })); });',
  'let a = 1; when(flag, () => { a = 2; say({}); }); a = 3; say({ of: a });',
  'let a = 1; [1, 2].forEach((x) => { a += x; }); say({ of: a });',
  'let a = 1; forEach(list, () => { a = 2; say({ of: a }); });',
  'forEach(list, () => { let a = 1; [1].map(() => { a += 1; }); say({ of: a }); });',
  'let last; for (const x of [1, 2]) { [x].map((y) => { last = y; }); } say({ of: last });',
  'let count = 0; const next = () => `n${count++}`; when(flag, () => say({ text: next() })); say({ text: next() });',
  "let cached: string | undefined; function get() { cached ??= 'x'; return cached; } when(flag, () => say({ text: get() })); say({ text: get() });",
  'let unused = 1; when(flag, () => { unused = 2; say({}); });',
  'for (let i = 0, j = 5; i < 2; i++) [i].map((x) => { j += x; return j; }); say({});',
];

// biome-ignore-end lint/suspicious/noTemplateCurlyInString: see above.

describe('variables that are assigned in a body', () => {
  let results: readonly CompiledSource[] = [];
  const bodies = misuses.map(([body]) => `say({});\n${body}`);
  beforeAll(async () => {
    results = await compileSources([
      ...bodies.map((body) => pipelineSource(body.replace(/[«»]/g, ''))),
      ...legitimate.map((body) => pipelineSource(`say({});\n${body}`)),
    ]);
  }, 60_000);

  test.for(misuses.map(([body, want], index) => ({ body, want, index })))(
    '$body',
    ({ body, want, index }) => {
      expect(results[index]).toEqual({
        code: 'PIPELINE_ASSIGNED_IN_BODY',
        message: expect.stringContaining(want.replace('line 4', 'line 5')),
        place: `case-${index}.ts:5:${body.indexOf('«') + 1}`,
      });
    },
  );

  test.for(legitimate.map((body, index) => ({ body, index })))('$body', ({ index }) => {
    expect(results[misuses.length + index]?.message).toBeUndefined();
  });
});

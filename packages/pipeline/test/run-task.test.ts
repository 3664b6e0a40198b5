import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { absence, conformance, isAbsent } from '@tiphys/tools-conformance';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createBundler } from '../src/code/create-bundler.ts';
import type { ComponentDescriptor } from '../src/ir/component/component-descriptor.ts';
import { describeComponent as descriptor, type Given, runScript } from './run-component.ts';
import { createProject, type TemporaryProject } from './temporary-project.ts';

const source = `
export const same = (x: unknown): unknown => x;
export const sum = (values: number[]): number => values.reduce((one, other) => one + other, 0);
export const greet = (name: string, greeting = 'Hello', ...rest: never[]): unknown => [greeting, name, rest.length];
export const area = ({ width, height = 2 }: { width: number; height?: number }): number => width * height;
export const nan = (): number => Number.NaN;
export const large = (size: number): string => 'x'.repeat(size);
export const path = (text: string): string => text;
export const quiet = (text: string): void => console.log(text);
export const stuck = (): Promise<number> => new Promise(() => {});
export const leave = (): number => process.exit(0);
export const open = (): number => { setInterval(() => {}, 1000); return 1; };
export const later = async (): Promise<number> => {
  await null;
  throw new Error('later');
};
export const cause = (): never => {
  try {
    JSON.parse('{');
  } catch (error) {
    throw new TypeError('cannot read', { cause: error });
  }
};
export const text = (): never => { throw 'only text'; };
export const atEnd = (): number => { process.on('exit', () => { throw new Error('at the end'); }); return 1; };
export const evaluated = (): number => (0, eval)('null.field');
export const forgotten = (): string => { Promise.reject(new Error('not waited for')); return 'ok'; };
export const own = (given: { list: unknown[]; loop: object[] }): unknown => [
  given instanceof Object, given.list instanceof Array, given.list[0] instanceof Object, given.loop instanceof Array, given.loop[0] instanceof Object,
];
`;

let project: TemporaryProject;
beforeAll(async () => {
  project = await createProject({ 'components.ts': source, 'given.txt': 'content of a file' });
});
afterAll(() => project[Symbol.asyncDispose]());

async function run(component: ComponentDescriptor, given: Given = {}) {
  const codes = await createBundler().bundle([component]);
  await using folder = await createProject({ 'package.json': '{}' });
  return await runScript(folder.folder, codes.get(component)?.alone() ?? '', given);
}

const described = (
  name: string,
  ...more: [inputs?: Parameters<typeof descriptor>[2], rest?: Partial<ComponentDescriptor>]
) => descriptor(project.folder, name, ...more);

test('an argument is decoded, the result encoded', async () => {
  const given = { inputs: ['[1,2,3.5]'], outputs: ['output', 'items', 'file'] as const };
  expect(await run(described('sum', [{ name: 'values' }]), { inputs: ['[1,2,3.5]'] })).toEqual({
    code: 0,
    stdout: '',
    stderr: '',
    output: '6.5',
  });
  const large = described('same', [{ name: 'x' }], { output: { route: 'large', schema: {}, list: true } });
  expect(await run(large, given)).toMatchObject({ code: 0, file: '[1,2,3.5]', items: '["1","2","3.5"]' });
});

test('arguments that are not given leave the defaults of the function alone', async () => {
  const greet = described('greet', [{ name: 'name' }, { name: 'greeting', optional: true }]);
  const absent = await run(greet, { inputs: ['"Ann"', ''], forms: { greeting: { kind: 'absent' } } });
  expect(absent).toMatchObject({ code: 0, output: '["Hello","Ann",0]' });
  const area = described('area', [{ name: 'width' }, { name: 'height', optional: true }], {
    style: 'object',
  });
  expect(await run(area, { inputs: ['3', ''] })).toMatchObject({ code: 0, output: '6' });
  expect(await run(area, { inputs: ['3', '4'] })).toMatchObject({ code: 0, output: '12' });
});

test('values are objects of the realm in which the function runs', async () => {
  const own = described('own', [{ name: 'list' }, { name: 'loop' }], { style: 'object' });
  const forms = { loop: { kind: 'loop' as const, fields: { a: 'p' } } };
  expect(await run(own, { inputs: ['[{}]', '[{"p":"1"}]'], forms })).toMatchObject({
    code: 0,
    output: '[true,true,true,true,true]',
  });
});

test('null omits an optional argument whose type does not take null', async () => {
  const greeting = { name: 'greeting', optional: true };
  const greet = described('greet', [{ name: 'name' }, { ...greeting, schema: { type: 'string' } }]);
  expect(await run(greet, { inputs: ['"Ann"', 'null'] })).toMatchObject({ output: '["Hello","Ann",0]' });
  const nullable = described('greet', [
    { name: 'name' },
    { ...greeting, schema: { type: ['string', 'null'] } },
  ]);
  expect(await run(nullable, { inputs: ['"Ann"', 'null'] })).toMatchObject({ output: '[null,"Ann",0]' });
});

test('an object may have more fields than its type, as in TypeScript', async () => {
  const point = { type: 'object', properties: { x: { type: 'number' } }, additionalProperties: false };
  const schema = { type: 'array', items: point };
  const same = described('same', [{ name: 'x', schema }]);
  expect(await run(same, { inputs: ['[{"x":1,"y":2}]'] })).toMatchObject({ output: '[{"x":1,"y":2}]' });
  expect(await run(same, { inputs: ['[{"x":"1"}]'] })).toMatchObject({ code: 1 });
});

test('texts, loop results and files arrive as their forms say', async () => {
  const same = described('same', [{ name: 'x' }]);
  expect(await run(same, { inputs: ['{{'], forms: { x: { kind: 'text' } } })).toMatchObject({
    output: '"\\u007b\\u007b"',
  });
  const loop = await run(same, {
    inputs: ['[{"o":"1"},{"o":"[]"}]'],
    forms: { x: { kind: 'loop', field: 'o' } },
  });
  expect(loop).toMatchObject({ output: '[1,[]]' });
  const environment = { TIPHYS_INPUT_FILE_0: project.path('package.json') };
  expect(await run(same, { environment })).toMatchObject({ output: '{"type":"module"}' });
});

test('a task of an earlier run on this machine runs again, whatever form its input has', async () => {
  const same = described('same', [{ name: 'x' }]);
  const use = { inImage: 'none', external: [], forms: false, files: false, items: false } as const;
  const bundler = createBundler({ local: true });
  const codes = await bundler.bundle([same], { uses: new Map([[same, use]]) });
  await using folder = await createProject({ 'package.json': '{}' });
  const given = { inputs: ['{"a":"[2]"}'], forms: { x: { kind: 'map', field: 'a' } } } as const;
  const outcome = await runScript(folder.folder, codes.get(same)?.alone() ?? '', given);
  expect(outcome).toMatchObject({ code: 0, output: '[2]' });
});

test('a file is passed as a path and copied to its artifact', async () => {
  const path = described('path', [{ name: 'text', route: 'file' }], {
    output: { route: 'file', schema: {}, list: false },
  });
  const environment = { TIPHYS_INPUT_FILE_0: project.path('given.txt') };
  expect(await run(path, { environment, outputs: ['file'] })).toMatchObject({
    code: 0,
    file: 'content of a file',
  });
});

test('what the function prints is the log of the task, and a function without a result needs no output', async () => {
  const quiet = described('quiet', [{ name: 'text' }], {
    output: { route: 'none', schema: {}, list: false },
  });
  expect(await run(quiet, { inputs: ['"said"'], outputs: [] })).toEqual({
    code: 0,
    stdout: 'said\n',
    stderr: '',
  });
});

test('open handles of the function do not keep the task running', async () => {
  expect(await run(described('open'))).toMatchObject({ code: 0, output: '1' });
});

test('a promise that failed and that nobody waited for fails the task, as in Node.js', async () => {
  const { code, stderr, output } = await run(described('forgotten'));
  expect({ code, output }).toEqual({ code: 1, output: undefined });
  expect(stderr).toContain('Error: not waited for');
});

const number = { type: 'number' };
const tree = {
  $defs: {
    Tree: { type: 'object', properties: { children: { type: 'array', items: { $ref: '#/$defs/Tree' } } } },
  },
  $ref: '#/$defs/Tree',
};
const row = {
  type: 'object',
  properties: { id: number, tag: { enum: ['a', 'b'] } },
  required: ['id'],
  additionalProperties: false,
};

test.for([
  {
    schema: number,
    input: '"1"',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x must be number, got "1".',
  },
  {
    schema: { type: 'integer' },
    input: '1.5',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x must be integer, got 1.5.',
  },
  {
    schema: { type: ['string', 'null'] },
    input: '[]',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x must be string or null, got [].',
  },
  {
    schema: { anyOf: [number, { type: 'array' }] },
    input: 'true',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x must be number or array, got true.',
  },
  {
    schema: { type: 'array', items: number },
    input: '[1,null]',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x[1] must be number, got null.',
  },
  {
    schema: tree,
    input: '{"children":[{"children":[{"children":1}]}]}',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x.children[0].children[0].children must be array, got 1.',
  },
  {
    schema: { type: 'string', pattern: '^v\\d+$' },
    input: '"v{{"',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x must match pattern "^v\\d+$", got "v{{".',
  },
  {
    schema: row,
    input: '{}',
    want: `PIPELINE_INPUT_INVALID: Input "x" of same: x must have required property 'id', got {}.`,
  },
  {
    schema: row,
    input: '{"id":1,"tag":"c"}',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x.tag must be "a" or "b", got "c".',
  },
  {
    schema: { type: 'object', additionalProperties: false },
    input: '{"no":2}',
    want: 'PIPELINE_INPUT_INVALID: Input "x" of same: x must not have the field "no", got {"no":2}.',
  },
  {
    schema: number,
    input: JSON.stringify('long'.repeat(99)),
    want: `PIPELINE_INPUT_INVALID: Input "x" of same: x must be number, got "${'long'.repeat(19)}lon....`,
  },
  {
    schema: {},
    input: 'abc',
    want: 'PIPELINE_INPUT_NOT_JSON: Input "x" of same is not the JSON of a value: "abc".',
  },
  {
    schema: {},
    input: '',
    want: 'PIPELINE_INPUT_MISSING: Input "x" of same is missing and has no default.',
  },
])('refuses an argument: $want', async ({ schema, input, want }) => {
  const outcome = await run(described('same', [{ name: 'x', schema }]), { inputs: [input] });
  expect(outcome).toEqual({ code: 1, stdout: '', stderr: `${want}\n` });
});

test.for([
  {
    name: 'nan',
    want: 'PIPELINE_OUTPUT_NOT_JSON: What nan returned is NaN, which JSON cannot represent. Return null or a number.',
  },
  {
    name: 'stuck',
    want: 'PIPELINE_TASK_UNFINISHED: stuck ended without a result: it exited the process, or a promise never settles.',
  },
  {
    name: 'leave',
    want: 'PIPELINE_TASK_UNFINISHED: leave ended without a result: it exited the process, or a promise never settles.',
  },
  { name: 'text', want: "PIPELINE_FUNCTION_FAILED: text failed.\n'only text'" },
  {
    name: 'later',
    want: 'PIPELINE_FUNCTION_FAILED: later failed at components.ts:15.\nError: later\n    at later (components.ts:15)',
  },
  {
    name: 'evaluated',
    want: expect.stringContaining('evaluated failed at components.ts:26.\nTypeError: Cannot read'),
  },
])('ends with: $want', async ({ name, want }) => {
  const stderr = typeof want === 'string' ? `${want}\n` : want;
  expect(await run(described(name))).toEqual({ code: 1, stdout: '', stderr });
});

test('an error of a listener for the end of the process fails the task', async () => {
  expect(await run(described('atEnd'))).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('atEnd failed at components.ts:25.\nError: at the end\n'),
  });
});

test('an error names the lines of the source, and so does its cause', async () => {
  const { stderr, code } = await run(described('cause'));
  expect(code).toBe(1);
  expect(stderr).toContain(
    'PIPELINE_FUNCTION_FAILED: cause failed at components.ts:21.\nTypeError: cannot read\n    at cause (components.ts:21)',
  );
  expect(stderr).toMatch(/\[cause\]: SyntaxError: .*\n(?: {6}.*\n)* {6}at cause \(components\.ts:19\)/);
  expect(stderr).not.toContain('node:internal');
});

test('an output that a parameter cannot hold is refused with advice, and a large one is not', async () => {
  const small = await run(described('large', [{ name: 'size' }]), { inputs: ['131038'] });
  expect(small).toMatchObject({ code: 0, output: `"${'x'.repeat(131_038)}"` });
  const { stderr, code } = await run(described('large', [{ name: 'size' }]), { inputs: ['131039'] });
  expect({ stderr, code }).toEqual({
    code: 1,
    stderr:
      'PIPELINE_OUTPUT_TOO_LARGE: What large returned is 131041 bytes of JSON, but a parameter can have 131040. Declare its type as Large<...>.\n',
  });
  const artifact = described('large', [{ name: 'size' }], {
    output: { route: 'large', schema: {}, list: false },
  });
  expect(await run(artifact, { inputs: ['500000'], outputs: ['file'] })).toMatchObject({
    code: 0,
    file: `"${'x'.repeat(500_000)}"`,
  });
});

/** What a list of values is after one task gave it, a loop ran over it, and another task read what the loop gave. */
async function roundTrip(values: readonly unknown[]): Promise<unknown> {
  const same = described('same', [{ name: 'x' }], { output: { route: 'value', schema: {}, list: true } });
  const first = await run(same, { inputs: [JSON.stringify(values)], outputs: ['output', 'items'] });
  expect(JSON.parse(first.output ?? '')).toEqual(values);
  // Each element as one item of a loop, and the loop's results as Argo aggregates them.
  const items = JSON.parse(first.items ?? '') as readonly string[];
  const results = items.map((o) => ({ o }));
  const last = await run(same, {
    inputs: [JSON.stringify(results)],
    forms: { x: { kind: 'loop', field: 'o' } },
  });
  return JSON.parse(last.output ?? '');
}

test('difficult values come back deep-equal', async () => {
  const values = [
    ...[0, -1, 0.1, 1e21, 1.5e-7, Number.MAX_SAFE_INTEGER, true, false, null],
    ...[
      '',
      ' ',
      'text',
      '5',
      'true',
      'null',
      '[]',
      '{"a":1}',
      '"quoted"',
      "it's",
      'back\\slash',
      'C:\\new\\table',
    ],
    ...[
      '{{workflow.name}}',
      '{{=1 + 1}}',
      '{{',
      '}}',
      '$HOME',
      '$(HOME)',
      '$$(HOME)',
      '`id`',
      '%s',
      '@file',
      '-x',
    ],
    ...[
      'line\nbreak',
      'cr\r\nlf',
      'tab\t',
      'nul\u0000',
      'bel\u0007',
      'del\u007f',
      '\u2028\u2029',
      '\ufeff',
      '<&>',
    ],
    ...['é', '\u0065\u0301', '☃', '😀', '\ud800', 'עברית', '漢字', 'x'.repeat(100_000)],
    ...[
      [],
      [[]],
      [1, [2, [3]]],
      {},
      { '': '' },
      { 'a.b': 1, 'a-b': 2, a: { b: 3 } },
      { 10: 'ten', 9: 'nine' },
    ],
    JSON.parse('{"__proto__": 1, "constructor": 2, "toString": 3}'),
  ];
  expect(await roundTrip(values)).toEqual(values);
});

test('any values come back deep-equal', async () => {
  const values = fc.sample(fc.jsonValue(), { numRuns: 300, seed: 7 });
  // JSON has no negative zero.
  const written = JSON.parse(JSON.stringify(values));
  expect(await roundTrip(written)).toEqual(written);
});

const valuesFile = join(conformance, 'constructs/values.json');

test.skipIf(isAbsent)(`every value of constructs/values.json comes back deep-equal${absence}`, async () => {
  const text = readFileSync(valuesFile, 'utf8');
  const { values } = JSON.parse(text) as { readonly values: readonly unknown[] };
  expect(await roundTrip(values)).toEqual(values);
});

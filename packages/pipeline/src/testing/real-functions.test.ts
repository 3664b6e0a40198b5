import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { type Component, component, forEach, type InputFile, type OutputFile, pipeline } from '../index.ts';
import type {
  ComponentDescriptor,
  ComponentInput,
  ComponentOutput,
} from '../ir/component/component-descriptor.ts';
import { breakDown, mock, runPipeline } from '../testing.ts';

const folder = mkdtempSync(join(tmpdir(), 'tiphys-functions-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
writeFileSync(
  join(folder, 'components.ts'),
  `import { readFile, writeFile } from 'node:fs/promises';
import * as fs from 'node:fs';
import { join } from 'node:path';
import { tmpdir } from 'node:os';
import { env } from 'node:process';
import { helper } from './helper.js';

enum Unit { Metre = 'm' }
let calls = 0;

export function square(x: number): number { return helper(x); }
export function count(): number { calls += 1; return calls; }
export function label({ value, unit = Unit.Metre }: { value: number; unit?: string }): string { return value + unit; }
export function variables(): string { return [process.env.REGION, env.REGION, process.env.HOME, process.cwd() === '/'].join(); }
export function fail(x: number): number {
  throw new RangeError('too large: ' + x);
}
export function leave(code: number): number { process.exit(code); }
export function marked(code: number): number { process.exitCode = code; return code; }
export async function give(value: string): Promise<unknown> { return { nan: NaN, bigint: 1n, nothing: undefined, date: new Date(0) }[value]; }
export async function page(n: number): Promise<OutputFile> {
  await writeFile('page.txt', 'page ' + n);
  await new Promise((resolve) => setTimeout(resolve, 5));
  return 'page.txt';
}
export function temporary(n: number): string {
  const file = join(tmpdir(), 'tiphys-page.txt');
  fs.mkdirSync('/tmp/tiphys-folder', { recursive: true });
  fs.writeFileSync(file, 'page ' + n);
  fs.renameSync(file, '/tmp/tiphys-folder/a.txt');
  fs.writeFileSync(new URL('file:///tmp/tiphys-b.txt'), fs.readFileSync('/tmp/tiphys-folder/a.txt'));
  return file.length > 0 ? '/tmp/tiphys-b.txt' : '';
}
export async function read(table: string): Promise<string> { return await readFile(table, 'utf8'); }
export async function train(table: string): Promise<unknown> {
  await writeFile('model.bin', 'model of ' + (await readFile(table, 'utf8')));
  return { model: 'model.bin', score: 1 };
}
export async function change(values: number[]): Promise<number> { values.push(9); return values.length; }
`,
);
writeFileSync(
  join(folder, 'orders.ts'),
  `import { checked } from '@tiphys/pipeline';

const schema = { '~standard': { version: 1, vendor: 'test', validate: (value) => ({ value: value + 1 }) } };
export const take = checked(schema, (order: number): number => order);
`,
);
writeFileSync(join(folder, 'helper.ts'), 'export const helper = (x: number): number => x * x;\n');

function define<TInputs, TResult>(
  name: string,
  inputs: readonly (string | Partial<ComponentInput>)[] = [],
  changes: Partial<Omit<ComponentDescriptor, 'output'>> & { readonly output?: Partial<ComponentOutput> } = {},
): Component<TInputs, TResult> {
  return component({
    name,
    source: {
      module: pathToFileURL(join(folder, 'components.generated.ts')).href,
      file: './components.ts',
      export: name,
      line: 1,
    },
    style: 'positional',
    inputs: inputs.map((input) => ({
      name: 'x',
      optional: false,
      route: 'value',
      schema: {},
      ...(typeof input === 'string' ? { name: input } : input),
    })),
    ...changes,
    output: { route: 'value', schema: {}, list: false, ...changes.output },
  });
}

const file = { route: 'file' } as const;
const square = define<{ x: number }, number>('square', ['x']);
const take = define<{ order: number }, number>('take', ['order'], {
  source: {
    module: pathToFileURL(join(folder, 'orders.generated.ts')).href,
    file: './orders.ts',
    export: 'take',
    line: 4,
  },
});
const count = define<Record<never, never>, number>('count');
const label = define<{ value: number; unit?: string }, string>(
  'label',
  ['value', { name: 'unit', optional: true }],
  {
    style: 'object',
  },
);
const variables = define<Record<never, never>, string>('variables');
const fail = define<{ x: number }, number>('fail', ['x']);
const leave = define<{ code: number }, number>('leave', ['code']);
const marked = define<{ code: number }, number>('marked', ['code']);
const give = define<{ value: string }, number>('give', ['value']);
const page = define<{ n: number }, OutputFile>('page', ['n'], { output: file });
const temporary = define<{ n: number }, OutputFile>('temporary', ['n'], { output: file });
const read = define<{ table: InputFile }, string>('read', [{ name: 'table', ...file }]);
const change = define<{ values: number[] }, number>('change', ['values']);
const fields = {
  model: { ...file, schema: {}, list: false, optional: false },
  score: { route: 'value', schema: {}, list: false, optional: false },
} as const;
const train = define<{ table: InputFile }, { model: OutputFile; score: number }>(
  'train',
  [{ name: 'table', ...file }],
  { output: { route: 'fields', fields } },
);

describe('a component without a mock', () => {
  test('runs its function with all that it imports', async () => {
    const simple = pipeline('simple', {}, () => ({ a: square({ x: 3 }), b: label({ value: 2 }) }));
    await using run = await runPipeline(simple);
    expect(run.outputs).toEqual({ a: 9, b: '2m' });
    expect(run.calls(label)).toMatchObject([{ inputs: { value: 2 }, result: '2m' }]);
  });

  // The folder has no packages, so this also shows that `checked` is bundled without the rest of its package.
  test('runs a function with a schema', async () => {
    const taking = pipeline('taking', {}, () => ({ order: take({ order: 3 }) }));
    await using run = await runPipeline(taking);
    expect(run.outputs).toEqual({ order: 4 });
  });

  test('loads its modules anew for each task', async () => {
    const counting = pipeline('counting', {}, () => ({ all: forEach([1, 2, 3] as never, () => count()) }));
    await using run = await runPipeline(counting);
    expect(run.outputs).toEqual({ all: [1, 1, 1] });
  });

  test('has the variables of its task, and no others', async () => {
    const regional = pipeline('regional', {}, () => ({
      seen: variables({}, { env: { REGION: 'eu $(HOME)' } }),
    }));
    await using run = await runPipeline(regional);
    expect(run.outputs).toEqual({ seen: 'eu $(HOME),eu $(HOME),,false' });
  });

  test('cannot change what the test sees of its inputs', async () => {
    const changing = pipeline('changing', {}, () => ({ n: change({ values: [1] }) }));
    await using run = await runPipeline(changing);
    expect(run.calls(change)).toMatchObject([{ inputs: { values: [1] }, result: 2 }]);
  });

  test('can have a breakdown', async () => {
    const retried = pipeline('retried', {}, () => ({ a: square({ x: 2 }, { retry: 1 }) }));
    await using run = await runPipeline(retried, { mocks: [breakDown(square, { times: 1 })] });
    expect(run.outputs).toEqual({ a: 4 });
    expect(run.calls(square)).toMatchObject([{ attempts: 2 }]);
  });

  test.for([
    {
      title: 'an exception, with the line in its source',
      call: () => fail({ x: 5 }),
      of: fail,
      exitCode: 1,
      error:
        /^PIPELINE_FUNCTION_FAILED: fail failed at components\.ts:16\.\nRangeError: too large: 5\n +at fail \(components\.ts:16\)$/,
    },
    {
      title: 'an exit code',
      call: () => leave({ code: 3 }),
      of: leave,
      exitCode: 3,
      error: /^leave called process\.exit\(3\)\.$/,
    },
    {
      title: 'an exit without a result',
      call: () => leave({ code: 0 }),
      of: leave,
      exitCode: 1,
      error: /^PIPELINE_TASK_UNFINISHED: leave ended without a result: it exited the process\.$/,
    },
    {
      title: 'process.exitCode',
      call: () => marked({ code: 4 }),
      of: marked,
      exitCode: 4,
      error: /undefined/,
    },
    {
      title: 'NaN',
      call: () => give({ value: 'nan' }),
      of: give,
      exitCode: 1,
      error: /^PIPELINE_OUTPUT_NOT_JSON: /,
    },
    {
      title: 'a bigint',
      call: () => give({ value: 'bigint' }),
      of: give,
      exitCode: 1,
      error: /^PIPELINE_OUTPUT_NOT_JSON: /,
    },
    {
      title: 'undefined',
      call: () => give({ value: 'nothing' }),
      of: give,
      exitCode: 1,
      error: /^PIPELINE_OUTPUT_NOT_JSON: /,
    },
    {
      title: 'a date',
      call: () => give({ value: 'date' }),
      of: give,
      exitCode: 1,
      error: /^PIPELINE_OUTPUT_NOT_JSON: /,
    },
  ])('fails with $title as in a task', async ({ call, of, exitCode, error }) => {
    const failing = pipeline('failing', {}, () => ({ a: call() }));
    await using run = await runPipeline(failing);
    expect(run.status).toBe('Failed');
    expect(run.failures.at(-1)?.message).toBe(`main: Error (exit code ${exitCode})`);
    const [record] = run.calls<never, unknown>(of as never);
    expect(record?.status).toBe('Failed');
    expect(String(record?.error)).toMatch(error);
  });

  test('has files of its own, even with relative paths and in /tmp', async () => {
    const before = readdirSync('.');
    const pages = pipeline('pages', {}, () => {
      const a = page({ n: 1 });
      const b = page({ n: 2 });
      const c = temporary({ n: 3 });
      return { a: read({ table: a }), b: read({ table: b }), c: read({ table: c }), file: a };
    });
    const run = await runPipeline(pages);
    expect(run.outputs).toMatchObject({ a: 'page 1', b: 'page 2', c: 'page 3' });
    expect(readFileSync(run.outputs.file, 'utf8')).toBe('page 1');
    const texts = run.calls(read).map(({ inputs, result }) => [readFileSync(inputs.table, 'utf8'), result]);
    expect(texts.every(([given, result]) => given === result)).toBe(true);
    expect(readFileSync(run.calls(page)[1]?.result ?? '', 'utf8')).toBe('page 2');
    expect(readdirSync('.')).toEqual(before);
    expect(['/tmp/tiphys-folder', '/tmp/tiphys-b.txt'].filter((path) => existsSync(path))).toEqual([]);
    await run[Symbol.asyncDispose]();
    expect(existsSync(run.calls(page)[0]?.result ?? '')).toBe(false);
  });

  test('passes several outputs on', async () => {
    const training = pipeline('training', {}, () => {
      const { model, score } = train({ table: page({ n: 1 }) });
      return { model: read({ table: model as never }), score };
    });
    await using run = await runPipeline(training);
    expect(run.outputs).toEqual({ model: 'model of page 1', score: 1 });
    expect(run.calls(train)).toMatchObject([{ result: { model: expect.any(String), score: 1 } }]);
  });

  test('that is not in its source is refused', async () => {
    const gone = define<{ x: number }, number>('gone', ['x']);
    const wrong = pipeline('wrong', {}, () => ({ a: gone({ x: 1 }) }));
    await expect(runPipeline(wrong)).rejects.toMatchObject({
      code: 'PIPELINE_BUNDLE_FAILED',
      message: `${folder}/components.ts does not export gone, but the component gone was generated from it. Run \`tiphys generate components.ts\`.`,
    });
  });
});

describe('a mock of a function with files', () => {
  const reading = pipeline('reading', {}, () => {
    const { model, score } = train({ table: page({ n: 1 }) });
    return { text: read({ table: model as never }), score, model };
  });

  test('returns contents or paths, and reads paths', async () => {
    const path = join(folder, 'given.txt');
    writeFileSync(path, 'given');
    await using run = await runPipeline(reading, {
      mocks: [
        mock(page, () => path),
        mock(train, ({ table }) => ({ model: { content: `of ${readFileSync(table, 'utf8')}` }, score: 2 })),
        mock(read, ({ table }) => readFileSync(table, 'utf8')),
      ],
    });
    expect(run.outputs).toEqual({ text: 'of given', score: 2, model: expect.any(String) });
    expect(readFileSync(run.outputs.model, 'utf8')).toBe('of given');
    expect(run.calls(page)[0]?.inputs).toEqual({ n: 1 });
  });

  test.for([
    {
      title: 'a missing file',
      mocked: mock(page, () => '/nowhere/a.txt'),
      of: page,
      error:
        'PIPELINE_OUTPUT_FILE_MISSING: What page returned is "/nowhere/a.txt", but there is no such file.',
    },
    {
      title: 'no file',
      mocked: mock(page, () => 1 as never),
      of: page,
      error: 'PIPELINE_OUTPUT_FILE_MISSING: What page returned is 1, but there is no such file.',
    },
  ])('fails as its task with $title', async ({ mocked, of, error }) => {
    await using run = await runPipeline(reading, {
      mocks: [mocked, mock(train, () => ({ model: '', score: 1 })), mock(read, () => '')],
    });
    expect(run.calls(of)).toMatchObject([{ status: 'Failed', error }]);
  });

  test.for([
    { title: 'a missing field', result: { score: 1 }, error: 'What train returned has no field "model".' },
    {
      title: 'another field',
      result: { model: { content: '' }, score: 1, loss: 2 },
      error: 'What train returned has the field "loss", which its type does not have.',
    },
    {
      title: 'no object',
      result: 5,
      error: 'What train returned must be an object with its outputs, but is 5.',
    },
  ])('fails as its task with $title', async ({ result, error }) => {
    await using run = await runPipeline(reading, {
      mocks: [
        mock(page, () => ({ content: new Uint8Array([97]) })),
        mock(train, () => result as never),
        mock(read, () => ''),
      ],
    });
    expect(run.calls(train)).toMatchObject([{ error: `PIPELINE_OUTPUT_FIELDS: ${error}` }]);
  });
});

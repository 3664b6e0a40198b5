import { describe, expect, test } from 'vitest';
import { compileTemplates, compileYaml, tasksOf } from '../../../test/compile.ts';
import { compileSources, pipelineSource } from '../../../test/compile-sources.ts';
import { notify, square } from '../../../test/components.ts';
import {
  expectRefusal,
  type OptionCase,
  refusalOf,
  type Untyped,
  unknown,
} from '../../../test/expect-refusal.ts';
import {
  component,
  input,
  inputFile,
  output,
  outputFile,
  pipeline,
  secret,
  stdout,
  when,
} from '../../index.ts';

const number = { schema: { type: 'number' } };
const text = { schema: { type: 'string' } };

const grep = component.container('grep', {
  image: 'alpine:3.22',
  inputs: { pattern: input<string>(text), table: inputFile(), limit: 10 },
  outputs: {
    lines: output<number>('/tmp/lines', number),
    found: outputFile<'csv'>('/tmp/found', {
      archive: 'tar',
      key: 'found.csv',
      keep: 'with-workflow',
      optional: true,
    }),
    word: output('/tmp/word', { ...text, default: 'none' }),
    printed: stdout<{ n: number }>({ schema: { type: 'object' } }),
  },
  command: ['sh', '-c', 'grep -m "$3" "$1" "$2" > "$4"; wc -l < "$4" > "$5"', '--'],
  args: ({ inputs, outputs }) => [inputs.pattern, inputs.table, inputs.limit, outputs.found, outputs.lines],
  retry: 2,
  timeout: '10m',
  env: { TOKEN: secret('api', ['token']).token },
  resources: { limits: { memory: '1Gi' } },
  pod: { nodeSelector: { gpu: 'l4' } },
  container: { workingDir: '/work' },
});
const make = component.container('make', {
  image: 'alpine:3.22',
  outputs: { table: outputFile('/tmp/table') },
  args: ({ outputs }) => [outputs.table],
});

test('a container gets its inputs from variables, and leaves its outputs in files', async () => {
  const given = pipeline('languages', {}, () => {
    const { lines, word, printed } = grep({ pattern: '{{x}}', table: make().table });
    when(
      [lines],
      (n) => n > 3,
      () => notify({ text: word }),
    );
    return { lines, n: printed.n };
  });
  await expect(await compileYaml(given, ['main', 'grep'])).toMatchFileSnapshot(
    '../../../test/golden/container.yaml',
  );
});

test('a script gets its inputs and the paths of its files from variables', async () => {
  const count = component.script('count', {
    image: 'bash:5',
    command: ['bash', '-e'],
    inputs: { table: inputFile(), rest: { a: 1 }, mark: input<string>() },
    outputs: { lines: output<number>('/tmp/lines', number) },
    source: 'wc -l < "$IN_table" > "$OUT_lines"',
  });
  const given = pipeline('p', {}, () => ({ n: count({ table: make().table, mark: '$' }).lines }));
  expect((await compileTemplates(given)).count).toMatchObject({
    script: {
      image: 'bash:5',
      command: ['bash', '-e'],
      source: 'wc -l < "$IN_table" > "$OUT_lines"',
      env: [
        { name: 'BRACE', value: '{' },
        { name: 'IN_rest', value: "{{=replace(inputs.parameters.rest, '$', '$$')}}" },
        { name: 'IN_mark', value: expect.stringContaining('startsWith') },
        { name: 'IN_table', value: '{{inputs.artifacts.table.path}}' },
        { name: 'OUT_lines', value: '{{outputs.parameters.lines.path}}' },
      ],
    },
  });
});

describe('texts in commands', () => {
  const word = async (make: (inputs: { readonly x: string }) => string): Promise<unknown> => {
    const one = component.container('one', {
      image: 'a',
      inputs: { x: 1 },
      args: ({ inputs }) => [make(inputs)],
    });
    const { one: template } = await compileTemplates(pipeline('p', {}, () => void one()));
    return template?.container?.args?.[0];
  };

  test.for<{
    readonly title: string;
    readonly make: (inputs: { readonly x: string }) => string;
    readonly want: string;
  }>([
    { title: 'an input', make: ({ x }) => x, want: '$(IN_x)' },
    { title: 'an input inside a text', make: ({ x }) => `--x=${x}, ${x}`, want: '--x=$(IN_x), $(IN_x)' },
    { title: 'a dollar sign before an input', make: ({ x }) => `$${x}`, want: '$$$(IN_x)' },
    { title: 'an escaped dollar sign before an input', make: ({ x }) => `$$${x}`, want: '$$$(IN_x)' },
    { title: 'a variable of Kubernetes', make: () => '$(TOKEN)', want: '$(TOKEN)' },
    { title: 'two braces', make: () => '{{workflow.name}}', want: '$(BRACE)$(BRACE)workflow.name}}' },
    { title: 'three braces', make: () => '{{{', want: '$(BRACE)$(BRACE){' },
    { title: 'a dollar sign before braces', make: () => '${{x', want: '$$$(BRACE)$(BRACE)x' },
    { title: 'JSON', make: ({ x }) => JSON.stringify({ x }), want: '{"x":"$(IN_x)"}' },
  ])('$title', async ({ make, want }) => {
    expect(await word(make)).toBe(want);
  });
});

test('a daemon is ready before the tasks after it start', async () => {
  const redis = component.container('redis', {
    image: 'redis:8',
    inputs: { size: 1 },
    container: { readinessProbe: { tcpSocket: { port: 6379 } } },
  });
  const given = pipeline('daemons', {}, () => {
    const db = redis.daemon({ size: 5 }, { retry: 1 });
    notify({ text: db.ip }, { after: [db] });
    square({ x: 1 }, { after: [db] });
    redis.with({ name: 'plain' })();
  });
  const templates = await compileTemplates(given);
  expect(tasksOf(templates.main)).toMatchObject({
    redis: 'redis(size=5)',
    notify: expect.stringMatching(/toJson\(tasks\.redis\.ip\).* after redis\.Daemoned$/),
    square: 'square(x=1) after redis.Daemoned',
    plain: 'plain()',
  });
  expect(templates.redis).toMatchObject({ daemon: true, retryStrategy: { limit: '1' } });
  expect(templates.plain).not.toHaveProperty('daemon');
});

const from = component.container as unknown as (name: unknown, definition: unknown) => () => undefined;
const script = component.script as unknown as typeof from;

describe('mistakes in definitions', () => {
  test.for<OptionCase>([
    {
      options: undefined,
      code: 'PIPELINE_INVALID_ARGUMENT',
      says: 'component.container takes a name and an object, but got "c" and undefined.',
    },
    { options: {}, says: 'The component c needs "image", which is missing.' },
    {
      options: { image: 'a', cmd: [] },
      code: unknown,
      says: 'The component c has no option "cmd".',
    },
    {
      options: { image: 'a', retries: 3 },
      code: unknown,
      says: 'has no option "retries". Did you mean "retry"?',
    },
    {
      options: { image: 'a', command: 'sh' },
      says: '"command" of the component c must be a list of strings, or a function that returns one, not "sh".',
    },
    {
      options: { image: 'a', args: () => [5] },
      says: '"args" of the component c must be a list of strings, not a list.',
    },
    { options: { image: 'a', inputs: [] }, says: '"inputs" of the component c must be an object' },
    {
      options: { image: 'a', inputs: { 'a-b': 1 } },
      code: 'PIPELINE_INVALID_NAME',
      says: '"a-b" is not a valid name for an input of c.',
    },
    {
      options: { image: 'a', inputs: { a: () => 1 } },
      code: 'PIPELINE_UNSUPPORTED_VALUE',
      says: 'a function',
    },
    {
      options: { image: 'a', args: ({ inputs }: { inputs: Untyped }) => [inputs.nme] },
      code: unknown,
      says: 'There is no input "nme". The inputs are none.',
    },
    {
      options: { image: 'a', outputs: { n: outputFile('/tmp/report.html', { archive: 'zip' }) } },
      says: `Argo cannot zip the output "n" of c: its path must end with its name, as in outputFile('/tmp/n', ...), not with "report.html". Or use archive: 'tar'.`,
    },
    {
      options: { image: 'a', outputs: { n: '/tmp/n' } },
      says: 'The output "n" of c must be one of output<T>(path), outputFile(path), stdout<T>(), not "/tmp/n".',
    },
    {
      options: { image: 'a', outputs: { n: output('/tmp/n') } },
      code: 'PIPELINE_OUTPUT_TYPE_UNKNOWN',
      says: 'The output "n" of c has a type that is not known here',
    },
    {
      options: { image: 'a', outputs: { n: output('/tmp/n', { schema: { type: ['string', 'number'] } }) } },
      code: 'PIPELINE_OUTPUT_TYPE_UNKNOWN',
      says: 'may be a string or something else',
    },
    {
      options: { image: 'a', outputs: { n: output<unknown>('/tmp/n', { ...number, default: 'x' }) } },
      says: 'default must be a number, not "x".',
    },
    {
      options: { image: 'a', outputs: { n: output('/tmp/n', { ...text, default: '{{x}}' }) } },
      code: 'PIPELINE_TAG_IN_TEXT',
      says: 'has a default with "{{"',
    },
  ])('$says', async (given) => {
    expectRefusal(
      await refusalOf(() => pipeline('p', {}, from('c', given.options))),
      import.meta.filename,
      given,
    );
  });

  test.for<OptionCase>([
    {
      options: { image: 'a', source: '' },
      says: 'The options of the component c need "command", which is missing.',
    },
    {
      options: { image: 'a', command: ['sh'], source: 'a\n{{inputs.parameters.x}}' },
      code: 'PIPELINE_TAG_IN_TEXT',
      says: 'Line 2 of the script of c contains "{{", which Argo would replace.',
    },
  ])('$says', async (given) => {
    expectRefusal(
      await refusalOf(() => pipeline('p', {}, script('c', given.options))),
      import.meta.filename,
      given,
    );
  });

  test.for<{
    readonly title: string;
    readonly build: () => unknown;
    readonly code: string;
    readonly says: string;
  }>([
    {
      title: 'a wrong literal',
      build: () => grep({ pattern: 5 as never, table: make().table }),
      code: 'PIPELINE_ARGUMENT_MISMATCH',
      says: 'Argument of grep: pattern must be a string, not 5.',
    },
    {
      title: 'a path for a file',
      build: () => grep({ pattern: 'a', table: '/etc/passwd' as never }),
      code: 'PIPELINE_FILE_AS_VALUE',
      says: 'a local path does not exist in the cluster',
    },
    {
      title: 'a file for a value',
      build: () => grep({ pattern: make().table as never, table: make().table }),
      code: 'PIPELINE_FILE_AS_VALUE',
      says: 'Declare the input as inputFile().',
    },
    {
      title: 'a value for a file',
      build: () => grep({ pattern: 'a', table: square({ x: 1 }) as never }),
      code: 'PIPELINE_FILE_AS_VALUE',
      says: 'is a file, but got a value',
    },
    {
      title: 'a missing argument',
      build: () => grep({} as never),
      code: 'PIPELINE_MISSING_ARGUMENT',
      says: 'grep needs the argument "pattern"',
    },
    {
      title: 'an input in two variables',
      build: () => grep({ pattern: 'a', table: make().table }, { env: { IN_limit: 'x' } }),
      code: 'PIPELINE_INVALID_OPTION',
      says: '"env" of grep sets "IN_limit", which holds an input.',
    },
    {
      title: 'a result that does not exist',
      build: () => notify({ text: component.container('none', { image: 'a' })() as never }),
      code: 'PIPELINE_NO_RESULT',
      says: 'the component none declares no outputs',
    },
    {
      title: 'a too large argument',
      build: () => grep({ pattern: 'x'.repeat(200_000), table: make().table }),
      code: 'PIPELINE_VALUE_TOO_LARGE',
      says: 'An argument is too large.',
    },
  ])('$title', async ({ build, code, says }) => {
    const error = await refusalOf(() => pipeline('p', {}, () => void build()));
    expectRefusal(error, import.meta.filename, { options: {}, code, says });
  });
});

test('the loader hands the types of outputs over', async () => {
  const [one, two, three] = await compileSources([
    pipelineSource(
      'const o = c(); return { a: o.a, b: o.b, d: o.d, e: o.e, f: o.f };',
      `
      import { component, output, stdout } from '@tiphys/pipeline';
      interface Row { id: number; next?: Row }
      const c = component.container('c', { image: 'a', outputs: { a: output('/a'), b: output<number>('/b'), d: output<Row[]>('/d', {}), e: output<'x' | 'y'>('/e'), f: stdout<Record<string, string>>() } });`,
    ),
    pipelineSource(
      'return { a: c().a };',
      `import { component, output } from '@tiphys/pipeline'; import type { Stats } from './x.ts';
      const c = component.container('c', { image: 'a', outputs: { a: output<Stats>('/a') } });`,
    ),
    pipelineSource(
      'return { a: c().a };',
      `import * as t from '@tiphys/pipeline'; const c = t.component.container('c', { image: 'a', outputs: { a: t.output<string | number>('/a') } });`,
    ),
  ]);
  expect(one).toHaveProperty('values');
  expect(two).toMatchObject({ code: 'PIPELINE_OUTPUT_TYPE_UNKNOWN', place: 'case-1.ts:3:27' });
  expect(three).toMatchObject({
    code: 'PIPELINE_OUTPUT_TYPE_UNKNOWN',
    message: expect.stringContaining('a string or something else'),
  });
});

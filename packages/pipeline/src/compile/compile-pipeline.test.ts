import { describe, expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { add, choose, describeNumbers, draw, notify, scale, square } from '../../test/components.ts';
import { expr, forEach, gt, input, pipeline, when } from '../index.ts';

const body = (): ReturnType<typeof square> => square({ x: 1 });

describe('kinds of objects', () => {
  test('a Workflow has no service account and no namespace by default', async () => {
    const { manifest } = await compile(pipeline('p', {}, body));
    expect(manifest).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { generateName: 'p-' },
    });
    expect(Object.keys(manifest.spec)).toEqual(['entrypoint', 'templates']);
    expect(Object.keys(manifest.metadata)).toEqual(['generateName']);
  });

  test('the options are applied', async () => {
    const options = {
      namespace: 'n',
      labels: { a: 'b' },
      description: 'What for.',
      deadline: '90500ms' as const,
      spec: { serviceAccountName: 's', parallelism: 2, podGC: { strategy: 'OnPodSuccess' as const } },
    };
    const { manifest } = await compile(pipeline('p', {}, body, options));
    expect(manifest).toMatchObject({
      metadata: {
        namespace: 'n',
        labels: { a: 'b' },
        annotations: { 'workflows.argoproj.io/description': 'What for.' },
      },
      spec: {
        serviceAccountName: 's',
        parallelism: 2,
        podGC: { strategy: 'OnPodSuccess' },
        activeDeadlineSeconds: 91,
      },
    });
  });

  test('a WorkflowTemplate has a name', async () => {
    const { manifest } = await compile(pipeline('p', {}, body, { kind: 'WorkflowTemplate' }));
    expect(manifest).toMatchObject({
      kind: 'WorkflowTemplate',
      metadata: { name: 'p' },
      spec: { entrypoint: 'main' },
    });
  });

  test('schedules make a CronWorkflow', async () => {
    const { manifest } = await compile(
      pipeline('p', {}, body, {
        schedule: {
          at: ['0 3 * * *'],
          timezone: 'Europe/Berlin',
          overlap: 'Forbid',
          cron: { startingDeadlineSeconds: 600 },
        },
      }),
    );
    expect(manifest).toMatchObject({
      kind: 'CronWorkflow',
      metadata: { name: 'p' },
      spec: {
        schedules: ['0 3 * * *'],
        timezone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
        startingDeadlineSeconds: 600,
        workflowSpec: { entrypoint: 'main' },
      },
    });
  });

  test.for([
    {
      title: 'a CronWorkflow without schedule',
      given: pipeline('p', {}, body, { kind: 'CronWorkflow' }),
      code: 'PIPELINE_NO_SCHEDULE',
    },
    {
      title: 'a CronWorkflow with a required input',
      given: pipeline('p', { n: input<number>() }, ({ n }) => square({ x: n }), {
        schedule: { at: ['@daily'] },
      }),
      code: 'PIPELINE_INPUT_REQUIRED',
    },
    {
      title: 'an input of unknown type',
      given: pipeline('p', { n: input<number>() }, ({ n }) => notify({ text: expr([n], (x) => `${x}`) })),
      code: 'PIPELINE_INPUT_TYPE_UNKNOWN',
    },
    {
      title: 'a condition that is not a boolean',
      given: pipeline('p', { n: 1 }, ({ n }) => {
        const condition = ((value: number) => value) as unknown as (value: number) => boolean;
        when([n], condition, () => square({ x: 1 }));
      }),
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
    },
    {
      title: 'an expression larger than Argo allows',
      given: pipeline('p', {}, () => {
        let sum = expr([square({ x: 1 })], (n) => n + 1);
        for (let round = 0; round < 14; round += 1) sum = expr([sum], (n) => n * n);
        scale({ x: sum, by: 1 });
      }),
      code: 'PIPELINE_LARGE_EXPRESSION',
    },
    {
      title: 'a default that Argo would replace',
      given: pipeline('p', { text: '{{x}}' }, ({ text }) => notify({ text })),
      code: 'PIPELINE_TAG_IN_TEXT',
    },
    {
      title: 'a default over 128 KiB for the variable of a task',
      given: pipeline('p', { text: 'x'.repeat(131_072) }, ({ text }) => notify({ text })),
      code: 'PIPELINE_VALUE_TOO_LARGE',
    },
    {
      title: 'an invalid schema of an input',
      given: pipeline('p', { n: input<number>({ schema: { type: 'numbre' } }) }, ({ n }) => square({ x: n })),
      code: 'PIPELINE_INPUT_SCHEMA',
    },
    {
      title: 'an item of a loop over 128 KiB for the variable of a task',
      given: pipeline('p', {}, () => {
        forEach(['x'.repeat(131_072)], (text) => {
          notify({ text });
        });
      }),
      code: 'PIPELINE_VALUE_TOO_LARGE',
    },
    {
      title: 'an exit handler without tasks',
      given: pipeline('p', {}, body, { onExit: () => {} }),
      code: 'PIPELINE_EMPTY_BODY',
    },
    {
      title: 'an async exit handler',
      given: pipeline('p', {}, body, { onExit: async () => {} }),
      code: 'PIPELINE_ASYNC_BODY',
    },
  ])('$title is refused', async ({ given, code }) => {
    await expect(compile(given)).rejects.toThrow(
      expect.objectContaining({ code, location: expect.objectContaining({ file: import.meta.filename }) }),
    );
  });
});

describe('inputs', () => {
  test('take their schema from the types, the default, or their consumers', async () => {
    const given = pipeline(
      'p',
      { a: 5, b: input<number>(), c: input<string>(), d: input<'min'>() },
      ({ a, b, c, d }) => {
        scale({ x: a, by: b });
        notify({ text: c });
        choose({ mode: d });
      },
    );
    const { inputs } = await compile(given, { inputSchemas: { a: { type: 'integer' } } });
    const inVariable = true;
    expect(inputs).toEqual([
      { name: 'a', schema: { type: 'integer' }, form: 'json', required: false, default: 5, inVariable },
      { name: 'b', schema: { type: 'number' }, form: 'json', required: true, inVariable },
      { name: 'c', schema: { type: 'string' }, form: 'text', required: true, inVariable },
      { name: 'd', schema: { enum: ['min', 'max'] }, form: 'text', required: true, inVariable },
    ]);
  });
});

describe('places in the source', () => {
  const { stack = '' } = new Error('here');
  const here = Number(/compile-pipeline\.test\.ts:(\d+)/.exec(stack)?.[1]);
  const located = pipeline('places', { n: 1 }, ({ n }) => {
    const configured = square.with({ image: 'node:24' });
    const one = configured({ x: n });
    const sum = expr([one], (x) => x + 1);
    add({ a: 1, b: sum });
    forEach([1, 2], (x) => square({ x }, { retry: 1 }));
    when(gt(one, 1), () => {
      square({ x: 5 });
      notify({ text: 'a' });
    });
    when(gt(one, 2), () => square({ x: 6 })).otherwise(() => square({ x: 7 }));
  });

  test.for([
    { part: 'the object', path: ['metadata', 'labels'], line: 2 },
    { part: 'a parameter of the workflow', path: ['spec', 'arguments', 'parameters', 0], line: 2 },
    { part: 'the entrypoint', path: ['spec', 'templates', 'main'], line: 2 },
    { part: 'a task', path: ['spec', 'templates', 'main', 'dag', 'tasks', 'square', 'depends'], line: 4 },
    {
      part: 'an argument',
      path: ['spec', 'templates', 'main', 'dag', 'tasks', 'add', 'arguments', 'parameters', 0],
      line: 6,
    },
    {
      part: 'an argument that is an expression',
      path: ['spec', 'templates', 'main', 'dag', 'tasks', 'add', 'arguments', 'parameters', 1, 'value'],
      line: 5,
    },
    { part: 'a loop', path: ['spec', 'templates', 'main', 'dag', 'tasks', 'each-square'], line: 7 },
    { part: 'the template of a loop', path: ['spec', 'templates', 'each-square', 'inputs'], line: 7 },
    {
      part: 'the body of a loop',
      path: ['spec', 'templates', 'each-square', 'dag', 'tasks', 'square'],
      line: 7,
    },
    { part: 'a branch', path: ['spec', 'templates', 'main', 'dag', 'tasks', 'when', 'when'], line: 8 },
    { part: 'a task in a branch', path: ['spec', 'templates', 'when', 'dag', 'tasks', 'square-2'], line: 9 },
    {
      part: 'the other side of a branch',
      path: ['spec', 'templates', 'when-2', 'dag', 'tasks', 'otherwise'],
      line: 12,
    },
    {
      part: 'the template of a configured component',
      path: ['spec', 'templates', 'square', 'script', 'image'],
      line: 3,
    },
    {
      part: 'the template of a call with options',
      path: ['spec', 'templates', 'square-2', 'retryStrategy'],
      line: 7,
    },
  ])('$part comes from line $line', async ({ path, line }) => {
    for (const target of ['v3.5', 'v4.1'] as const) {
      const { manifest, locate } = await compile(located, { target });
      expect(locate(indexed(manifest, path))).toMatchObject({
        file: import.meta.filename,
        line: here + line,
      });
    }
  });

  /** Replaces names of templates and tasks by their positions. */
  function indexed(manifest: object, path: readonly (string | number)[]): readonly (string | number)[] {
    let part: unknown = manifest;
    return path.map((key) => {
      const found = Array.isArray(part) ? part.findIndex(({ name }) => name === key) : -1;
      const step = found === -1 ? key : found;
      part = (part as Readonly<Record<string | number, unknown>> | undefined)?.[step];
      return step;
    });
  }
});

describe('outputs', () => {
  test.for([
    { name: 'plain', text: '5', want: 5 },
    { name: 'list', text: '[1,[2]]', want: [1, [2]] },
    { name: 'objects', text: '[{"a":1,"b":"x"}]', want: [{ a: 1, b: 'x' }] },
    { name: 'field', text: '"\\u007b\\u007b"', want: '{{' },
    { name: 'either', text: '2', want: 2 },
  ])('$name is decoded', async ({ name, text, want }) => {
    const { outputs } = await compile(
      pipeline('p', {}, () => {
        const plain = square({ x: 1 });
        const list = forEach(draw({ count: 2 }), (x) => square({ x }));
        const objects = forEach([1], (x) => ({ a: square({ x }), b: choose({ mode: 'min' }) }));
        const either = when(
          [plain],
          (n) => n > 1,
          () => square({ x: 2 }),
        ).otherwise(() => square({ x: 3 }));
        return { plain, list, objects, field: describeNumbers({ values: [] }).label, either };
      }),
    );
    expect(outputs.find((output) => output.name === name)?.decode(text)).toEqual(want);
  });
});

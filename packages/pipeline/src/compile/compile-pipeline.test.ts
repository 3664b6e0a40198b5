import { describe, expect, test } from 'vitest';
import { compile } from '../../test/compile.ts';
import { choose, describeNumbers, draw, notify, scale, square } from '../../test/components.ts';
import { expr, forEach, input, pipeline, when } from '../index.ts';

const body = (): ReturnType<typeof square> => square({ x: 1 });

describe('kinds of objects', () => {
  test('a Workflow asks for no service account and no namespace', async () => {
    const { manifest } = await compile(pipeline('p', {}, body));
    expect(manifest).toMatchObject({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { generateName: 'p-' },
    });
    expect(Object.keys(manifest.spec)).toEqual(['entrypoint', 'templates']);
    expect(Object.keys(manifest.metadata)).toEqual(['generateName']);
  });

  test('what the options ask for is there', async () => {
    const options = {
      namespace: 'n',
      serviceAccountName: 's',
      labels: { a: 'b' },
      description: 'What for.',
      parallelism: 2,
      activeDeadlineSeconds: 60,
    };
    const { manifest } = await compile(pipeline('p', {}, body, options));
    expect(manifest).toMatchObject({
      metadata: {
        namespace: 'n',
        labels: { a: 'b' },
        annotations: { 'workflows.argoproj.io/description': 'What for.' },
      },
      spec: { serviceAccountName: 's', parallelism: 2, activeDeadlineSeconds: 60 },
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
        schedules: ['0 3 * * *'],
        timezone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
      }),
    );
    expect(manifest).toMatchObject({
      kind: 'CronWorkflow',
      metadata: { name: 'p' },
      spec: {
        schedules: ['0 3 * * *'],
        timezone: 'Europe/Berlin',
        concurrencyPolicy: 'Forbid',
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
      given: pipeline('p', { n: input<number>() }, ({ n }) => square({ x: n }), { schedules: ['@daily'] }),
      code: 'PIPELINE_INPUT_REQUIRED',
    },
    {
      title: 'an input of a type that nothing tells',
      given: pipeline('p', { n: input<number>() }, ({ n }) => notify({ text: expr([n], (x) => `${x}`) })),
      code: 'PIPELINE_INPUT_TYPE_UNKNOWN',
    },
    {
      title: 'a default that Argo would replace',
      given: pipeline('p', { text: '{{x}}' }, ({ text }) => notify({ text })),
      code: 'PIPELINE_TAG_IN_DEFAULT',
    },
    {
      title: 'an exit handler that runs nothing',
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
    expect(inputs).toEqual([
      { name: 'a', schema: { type: 'integer' }, form: 'json', required: false, default: 5 },
      { name: 'b', schema: { type: 'number' }, form: 'json', required: true },
      { name: 'c', schema: { type: 'string' }, form: 'text', required: true },
      { name: 'd', schema: { enum: ['min', 'max'] }, form: 'text', required: true },
    ]);
  });
});

describe('outputs', () => {
  test.for([
    { name: 'plain', text: '5', want: 5 },
    { name: 'list', text: '[{"output":"1"},{"output":"[2]"}]', want: [1, [2]] },
    { name: 'objects', text: '[{"a":"1","b":"\\"x\\""}]', want: [{ a: 1, b: 'x' }] },
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

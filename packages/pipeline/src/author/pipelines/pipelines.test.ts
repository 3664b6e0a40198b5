import { describe, expect, test } from 'vitest';
import { compile, compileTemplates } from '../../../test/compile.ts';
import { notify, square } from '../../../test/components.ts';
import { refusalOf } from '../../../test/expect-refusal.ts';
import { event, expr, input, inputFile, pipeline, trigger } from '../../index.ts';

type Untyped = (...all: readonly unknown[]) => never;

const part = pipeline('part', { x: input<number>(), by: 2 }, ({ x }) => ({ y: square({ x }) }));
const build = pipeline(
  'build',
  { sha: input<string>({ schema: { type: 'string' } }), n: 2 },
  ({ sha, n }) => ({ y: square({ x: n }), text: expr([sha], (s) => `${s}!`) }),
  {
    kind: 'WorkflowTemplate',
  },
);
const exits = pipeline('exits', {}, () => ({ y: square({ x: 1 }) }), {
  onExit: () => notify({ text: 'end' }),
});

describe('a call of a pipeline', () => {
  const refused: readonly { readonly title: string; readonly call: () => unknown; readonly want: object }[] =
    [
      {
        title: 'without an input',
        call: () => (part as unknown as Untyped)({}),
        want: {
          code: 'PIPELINE_MISSING_ARGUMENT',
          message: 'part needs the argument "x", which is missing.',
        },
      },
      {
        title: 'with an unknown input',
        call: () => (part as unknown as Untyped)({ x: 1, bye: 2 }),
        want: {
          code: 'PIPELINE_UNKNOWN_ARGUMENT',
          message: 'part has no argument "bye". Did you mean "by"?',
        },
      },
      {
        title: 'with a value of another type',
        call: () => (part as unknown as Untyped)({ x: 1, by: 'two' }),
        want: { code: 'PIPELINE_ARGUMENT_MISMATCH' },
      },
      {
        title: 'with a timeout',
        call: () => part({ x: 1 }, { timeout: '5m' } as never),
        want: {
          code: 'PIPELINE_INVALID_OPTION',
          message:
            '"timeout" of the call of part is not possible: Argo has no timeout for groups. Give one to its tasks, or a deadline to the pipeline.',
        },
      },
      {
        title: 'by reference with an option of a part',
        call: () => build.ref({ sha: 'a' }, { retry: 2 } as never),
        want: { code: 'PIPELINE_UNKNOWN_OPTION' },
      },
      {
        title: 'by reference without a WorkflowTemplate',
        call: () => part.ref({ x: 1 }),
        want: {
          code: 'PIPELINE_NOT_A_TEMPLATE',
          message:
            "The pipeline part has no WorkflowTemplate in the cluster, because its kind is Workflow. Set kind: 'WorkflowTemplate', or call part(...) to make it a part of this pipeline.",
        },
      },
      {
        title: 'with an exit handler',
        call: () => exits(),
        want: {
          code: 'PIPELINE_WHOLE_RUN_OPTION',
          message:
            'The pipeline exits sets "onExit", which is for a whole run, so it cannot be a part of another pipeline. Set it in the call or in the calling pipeline, or start a run of its own with exits.submit(...).',
        },
      },
    ];

  test.for(refused)('$title is refused at its place', async ({ call, want }) => {
    const error = await refusalOf(() =>
      pipeline('p', {}, () => {
        call();
      }),
    );
    expect(error).toMatchObject(want);
    expect((error as { location?: { file: string } }).location?.file).toBe(import.meta.filename);
  });

  test('that needs a file cannot be a workflow', async () => {
    const needs = pipeline('needs', { table: inputFile() }, () => ({ y: square({ x: 1 }) }));
    expect(await refusalOf(() => needs)).toMatchObject({
      code: 'PIPELINE_INPUT_REQUIRED',
      message:
        'The input "table" of the pipeline needs is a file, and a workflow is submitted with values only. Give it a default: inputFile({ default: file.http(...) }).',
    });
  });

  test('that calls itself is refused', async () => {
    const loop: { call?: () => unknown } = {};
    const one = pipeline('one', {}, () => {
      square({ x: 1 });
      loop.call?.();
    });
    loop.call = () => one();
    expect(
      await refusalOf(() =>
        pipeline('p', {}, () => {
          one();
        }),
      ),
    ).toMatchObject({ code: 'PIPELINE_RECURSION' });
  });

  test('outside of a body is refused', () => {
    expect(() => part({ x: 1 })).toThrow(expect.objectContaining({ code: 'PIPELINE_OUTSIDE_BODY' }) as Error);
  });

  test('uses outputs of the body around it only as arguments', async () => {
    const outer = pipeline('outer', {}, () => {
      const y = square({ x: 1 });
      const inner = pipeline('inner', {}, () => ({ z: square({ x: y }) }));
      return { z: inner().z };
    });
    expect(await refusalOf(() => outer)).toMatchObject({ code: 'PIPELINE_OUT_OF_SCOPE' });
  });

  test('writes one template for all calls', async () => {
    const templates = await compileTemplates(
      pipeline('p', {}, () => {
        part({ x: 1 });
        part({ x: 2, by: 3 });
      }),
    );
    expect(Object.keys(templates)).toEqual(['main', 'part', 'square']);
    expect(templates.part?.inputs?.parameters).toEqual([{ name: 'x' }, { name: 'by', default: '2' }]);
  });
});

describe('a WorkflowTemplate', () => {
  test('has a template that other workflows can call', async () => {
    const templates = await compileTemplates(build);
    expect(JSON.stringify(templates.build)).not.toContain('workflow.parameters');
    expect(templates.main?.dag?.tasks).toMatchObject([{ name: 'build', template: 'build' }]);
  });

  test('is called by reference and submitted', async () => {
    const { manifest, references } = await compile(
      pipeline('p', { sha: 'a' }, ({ sha }) => {
        const { text } = build.ref({ sha });
        const { name } = build.submit({ sha: text });
        notify({ text: name });
      }),
    );
    expect(references).toEqual([build]);
    const text = JSON.stringify(manifest);
    expect(text).toContain('"templateRef":{"name":"build","template":"build"}');
    expect(text).toContain('"jsonPath":"{.metadata.name}"');
  });

  test('is run by a Workflow', () => {
    expect(build.workflow({ sha: 'abc', n: 3 }, { entrypoint: 'build' })).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata: { generateName: 'build-' },
      spec: {
        workflowTemplateRef: { name: 'build' },
        entrypoint: 'build',
        arguments: {
          parameters: [
            { name: 'sha', value: 'abc' },
            { name: 'n', value: '3' },
          ],
        },
      },
    });
  });

  test('takes strings of events as JSON where other values are possible', () => {
    const notes = pipeline(
      'notes',
      {
        note: input<string | null>({ schema: { type: ['string', 'null'] } }),
        n: input<number>({ schema: { type: 'number' } }),
      },
      ({ n }) => ({ y: square({ x: n }) }),
      { kind: 'WorkflowTemplate' },
    );
    const on = trigger(notes, {
      name: 'noted',
      selector: 'true',
      inputs: { note: event<string | null>('payload.note'), n: event<number>('payload.n') },
    });
    expect(on.spec.submit?.arguments?.parameters).toEqual([
      { name: 'note', valueFrom: { event: 'toJSON(payload.note)' } },
      { name: 'n', valueFrom: { event: 'payload.n' } },
    ]);
  });

  test('is started by events', () => {
    const onPush = trigger(build, {
      name: 'on-push',
      selector: 'payload.ref == "refs/heads/main"',
      inputs: { sha: event('payload.head_commit.id'), n: 4 },
    });
    expect(onPush).toEqual({
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'WorkflowEventBinding',
      metadata: { name: 'on-push' },
      spec: {
        event: { selector: 'payload.ref == "refs/heads/main"' },
        submit: {
          workflowTemplateRef: { name: 'build' },
          arguments: {
            parameters: [
              { name: 'sha', valueFrom: { event: 'payload.head_commit.id' } },
              { name: 'n', value: '4' },
            ],
          },
        },
      },
    });
  });

  const mistakes: readonly { readonly title: string; readonly make: () => unknown; readonly want: object }[] =
    [
      {
        title: 'a run without an input',
        make: () => (build.workflow as unknown as Untyped)({}),
        want: {
          code: 'PIPELINE_MISSING_ARGUMENT',
          message: 'The pipeline build needs the input "sha", which is missing.',
        },
      },
      {
        title: 'a run with an unknown input',
        make: () => (build.workflow as unknown as Untyped)({ sha: 'a', shas: 'b' }),
        want: {
          code: 'PIPELINE_UNKNOWN_ARGUMENT',
          message: 'The pipeline build has no input "shas". Did you mean "sha"?',
        },
      },
      {
        title: 'a run with a tag in a text',
        make: () => build.workflow({ sha: '{{x}}' }),
        want: { code: 'PIPELINE_TAG_IN_TEXT' },
      },
      {
        title: 'a run of a Workflow',
        make: () => part.workflow({ x: 1 }),
        want: { code: 'PIPELINE_NOT_A_TEMPLATE' },
      },
      {
        title: 'a trigger without a selector',
        make: () => (trigger as unknown as Untyped)(build, { name: 'x' }),
        want: {
          code: 'PIPELINE_INVALID_ARGUMENT',
          message: `trigger(...) needs a selector. Write trigger(build, { name: 'on-push', selector: 'payload.ref == "refs/heads/main"' }).`,
        },
      },
    ];

  test.for(mistakes)('$title is refused', ({ make, want }) => {
    expect(make).toThrow(expect.objectContaining(want) as Error);
  });
});

import { describe, expect, test } from 'vitest';
import { compile, compileTemplates, tasksOf } from '../../test/compile.ts';
import { describeComponent, draw, notify, square } from '../../test/components.ts';
import {
  type Component,
  component,
  expr,
  type FileRef,
  forEach,
  type InputFile,
  type Large,
  type Output,
  type OutputFile,
  PipelineError,
  pipeline,
  type TemplateFile,
  when,
} from '../index.ts';

const text = { type: 'string' };
const remoteObject = (fields: readonly string[]): object => ({
  type: 'object',
  properties: Object.fromEntries(fields.map((field) => [field, text])),
  required: fields,
});

/** A template with a parameter and files; its artifact `count` is taken and given under other names. */
const sort: Component<
  { count?: string; countFile?: TemplateFile; data: TemplateFile },
  { readonly count: string; readonly sorted: OutputFile; readonly countFile: OutputFile }
> = component(
  describeComponent('sort', {}, remoteObject(['count', 'sorted', 'countFile']) as typeof text, {
    style: 'object',
    remote: {
      name: 'files',
      template: 'sort-it',
      outputs: ['count'],
      files: { sorted: 'sorted', countFile: 'count' },
      inputFiles: { countFile: 'count' },
    },
    inputs: [
      { name: 'count', optional: true, route: 'value', schema: text },
      { name: 'countFile', optional: true, route: 'file', schema: {} },
      { name: 'data', optional: false, route: 'file', schema: {} },
    ],
  }),
);
const greet: Component<{ who: string }, { readonly text: string }> = component(
  describeComponent('greet', { who: text }, remoteObject(['text']) as typeof text, {
    style: 'object',
    remote: { name: 'greetings', template: 'greet', outputs: ['text'] },
  }),
);
const write: Component<Record<never, never>, OutputFile> = component(
  describeComponent('write', {}, text, { output: { route: 'file', schema: text, list: false } }),
);
const big: Component<Record<never, never>, Large<number[]>> = component(
  describeComponent('big', {}, text, {
    output: { route: 'large', schema: { type: 'array' }, list: true },
  }),
);
const read: Component<{ file: InputFile }, string> = component(
  describeComponent('read', {}, text, {
    inputs: [{ name: 'file', optional: false, route: 'file', schema: text }],
  }),
);
/** Makes a file, or none. */
const check: Component<{ before?: TemplateFile }, { readonly report: OutputFile | undefined }> = component(
  describeComponent('check', {}, remoteObject(['report']) as typeof text, {
    style: 'object',
    inputs: [{ name: 'before', optional: true, route: 'file', schema: {} }],
    remote: {
      name: 'files',
      template: 'check',
      outputs: [],
      files: { report: 'report' },
      optionalFiles: ['report'],
    },
  }),
);
const readIfThere: Component<{ file?: InputFile }, string> = component(
  describeComponent('readIfThere', {}, text, {
    inputs: [{ name: 'file', optional: true, route: 'file', schema: text }],
  }),
);
const sorted = (): ReturnType<typeof sort> => sort({ data: write() });

describe('files of templates in other objects', () => {
  test('go to their input artifacts and to functions, under the names of the template', async () => {
    const { main } = await compileTemplates(
      pipeline('files', {}, () => {
        const first = sorted();
        sort({ data: first.sorted, countFile: first.countFile, count: first.count });
        sort({ data: big() });
        read({ file: first.countFile });
      }),
    );
    expect(tasksOf(main)).toMatchObject({
      sort: 'undefined(data<{{tasks.write.outputs.artifacts.output-file}}) after write.Succeeded',
      'sort-2':
        'undefined(count={{=tasks.sort.outputs.parameters.count}}, count<{{tasks.sort.outputs.artifacts.count}}, data<{{tasks.sort.outputs.artifacts.sorted}}) after sort.Succeeded',
      'sort-3': 'undefined(data<{{tasks.big.outputs.artifacts.output-file}}) after big.Succeeded',
      read: 'read(file<{{tasks.sort.outputs.artifacts.count}}) after sort.Succeeded',
    });
  });

  test('are outputs of the pipeline as artifacts', async () => {
    const { manifest, outputs } = await compile(pipeline('files', {}, () => ({ table: sorted().sorted })));
    expect(outputs).toMatchObject([{ name: 'table', kind: 'artifact' }]);
    expect(manifest.spec).toMatchObject({
      templates: [
        {
          name: 'main',
          outputs: { artifacts: [{ name: 'table', from: '{{tasks.sort.outputs.artifacts.sorted}}' }] },
        },
        {},
      ],
    });
  });

  test('cross the borders of loops and branches', async () => {
    const templates = await compileTemplates(
      pipeline('files', {}, () => {
        const file = sorted().sorted;
        forEach([1, 2], () => read({ file }));
        when(
          [square({ x: 1 })],
          (x) => x > 0,
          () => {
            notify({ text: 'a' });
            read({ file });
          },
        );
      }),
    );
    const from = '{{tasks.sort.outputs.artifacts.sorted}}';
    expect(templates.main?.dag?.tasks).toMatchObject([
      {},
      {},
      { name: 'each-read', arguments: { artifacts: [{ name: 'sort-sorted', from }] } },
      {},
      { name: 'when', arguments: { artifacts: [{ name: 'sort-sorted', from }] } },
    ]);
    expect(templates['each-read']).toMatchObject({
      inputs: { artifacts: [{ name: 'sort-sorted' }] },
      dag: { tasks: [{ arguments: { artifacts: [{ from: '{{inputs.artifacts.sort-sorted}}' }] } }] },
    });
  });

  test('that may be missing are optional wherever they are used', async () => {
    const templates = await compileTemplates(
      pipeline('missing', {}, () => {
        const { report } = check();
        readIfThere({ file: report });
        check({ before: report });
        forEach([1], () => readIfThere({ file: report }));
        return { report };
      }),
    );
    const given = (name: string, from: string): object => ({ artifacts: [{ name, from, optional: true }] });
    const from = '{{tasks.check.outputs.artifacts.report}}';
    expect(templates.main).toMatchObject({
      outputs: given('report', from),
      dag: {
        tasks: [
          { name: 'check' },
          { name: 'read-if-there', arguments: given('file', from) },
          { name: 'check-2', arguments: given('before', from) },
          { name: 'each-read-if-there', arguments: given('check-report', from) },
        ],
      },
    });
    expect(templates['each-read-if-there']).toMatchObject({
      inputs: { artifacts: [{ name: 'check-report', optional: true }] },
      dag: { tasks: [{ arguments: given('file', '{{inputs.artifacts.check-report}}') }] },
    });
    expect(templates['read-if-there']).toMatchObject({
      inputs: { artifacts: [{ name: 'file', optional: true }] },
    });
  });

  test.for<{ title: string; given: () => unknown; code: string; want: RegExp }>([
    {
      title: 'needed, and one that may be missing given',
      given: () => read({ file: check().report as Output<FileRef> }),
      code: 'PIPELINE_FILE_MAY_BE_MISSING',
      want: /"file" of read needs a file, .*"report".*file\?: InputFile/,
    },
    {
      title: 'needed by a template, and one that may be missing given',
      given: () => sort({ data: check().report as Output<FileRef> }),
      code: 'PIPELINE_FILE_MAY_BE_MISSING',
      want: /"data" of sort needs a file.*optional there too/,
    },
    {
      title: 'passed to a parameter of a template',
      given: () => sort({ data: write(), count: sorted().sorted as unknown as Output<string> }),
      code: 'PIPELINE_FILE_AS_VALUE',
      want: /"count" of sort is a value.*artifact of the template/,
    },
    {
      title: 'returned from a loop',
      given: () => forEach([1], () => sorted().sorted),
      code: 'PIPELINE_LARGE_RESULT',
      want: /"sorted" of "sort".*is written by a template/,
    },
    {
      title: 'returned from a loop with all outputs',
      given: () => forEach([1], () => sorted()),
      code: 'PIPELINE_LARGE_RESULT',
      want: /"sorted" of "sort".*is inside an object/,
    },
    {
      title: 'returned from a branch that does not create it',
      given: () => {
        const file = sorted();
        when(
          [file.count],
          (count) => count === '1',
          () => ({ file: sorted().sorted }),
        ).otherwise(() => ({
          file: file.sorted,
        }));
      },
      code: 'PIPELINE_LARGE_RESULT',
      want: /The field "sorted" of the output of "sort" is passed as a file and was created outside the body/,
    },
    {
      title: 'computed with',
      given: () => notify({ text: expr([sorted().sorted], (file) => `${file}!`) }),
      code: 'PIPELINE_LARGE_IN_EXPRESSION',
      want: /"sorted" of "sort" is a file/,
    },
    {
      title: 'tested in a condition',
      given: () =>
        when(
          [sorted().sorted],
          (file) => String(file) === '',
          () => notify({ text: 'x' }),
        ),
      code: 'PIPELINE_LARGE_IN_EXPRESSION',
      want: /"sorted" of "sort" is a file/,
    },
    {
      title: 'passed to an input that is a value',
      given: () => notify({ text: sorted().sorted as unknown as Output<string> }),
      code: 'PIPELINE_FILE_AS_VALUE',
      want: /"sorted" returns a file/,
    },
    {
      title: 'passed with all outputs as one value',
      given: () => notify({ text: sorted() as unknown as Output<string> }),
      code: 'PIPELINE_FILE_AS_VALUE',
      want: /outputs of "sort" are used as one value, but "sorted" is a file/,
    },
    {
      title: 'asked for, and a value given',
      given: () => sort({ data: sorted().count as unknown as Output<FileRef> }),
      code: 'PIPELINE_FILE_AS_VALUE',
      want: /"data" of sort is a file/,
    },
    {
      title: 'asked for, and a path given',
      given: () => sort({ data: '/tmp/x' as unknown as Output<FileRef> }),
      code: 'PIPELINE_FILE_AS_VALUE',
      want: /a local path/,
    },
  ])('are refused where Argo does not support them: $title', async ({ given, code, want }) => {
    const compiled = compile(
      pipeline('refused', {}, () => {
        given();
      }),
    );
    const error = await compiled.catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(PipelineError);
    expect(error).toMatchObject({
      code,
      message: expect.stringMatching(want) as string,
      location: { file: import.meta.filename },
    });
  });

  test('are refused in a pipeline result that is one value', async () => {
    await expect(compile(pipeline('refused', {}, () => ({ all: sorted() })))).rejects.toMatchObject({
      code: 'PIPELINE_FILE_AS_VALUE',
    });
  });
});

const encoding = (path: string): string => `replace(toJson(${path}), '\\x7b\\x7b', '\\\\u007b\\\\u007b')`;
const encoded = (path: string): string => `{{=${encoding(path)}}}`;

describe('texts of templates in other objects', () => {
  test('are encoded for functions, also on their way into loops and branches', async () => {
    const templates = await compileTemplates(
      pipeline('texts', {}, () => {
        const hello = greet({ who: 'Ann' });
        notify({ text: hello.text });
        forEach(draw({ count: 2 }), () => {
          notify({ text: hello.text });
          notify({ text: expr([hello.text], (one) => `${one}!`) });
        });
      }),
    );
    const path = 'tasks.greet.outputs.parameters.text';
    expect(tasksOf(templates.main).notify).toBe(`notify(text=${encoded(path)}) after greet.Succeeded`);
    // A tag inserts it again in the template of the loop, so that what Go would quote is escaped, too.
    expect(tasksOf(templates.main).each).toContain(`replace(replace(toJson(${path})`);
    expect(tasksOf(templates['each-body'])).toMatchObject({
      notify: "notify(text={{=inputs.parameters['greet-text']}})",
      'notify-2': `notify(text=${encoded("fromJSON(inputs.parameters['greet-text']) + '!'")})`,
    });
  });

  test('are encoded between the parts of a body that is too large for one template', async () => {
    const templates = await compileTemplates(
      pipeline('texts', {}, () => {
        const first = greet({ who: 'Ann' });
        let last = first;
        for (let count = 0; count < 400; count += 1) last = greet({ who: last.text });
        notify({ text: first.text });
        notify({ text: last.text });
      }),
    );
    const calls = (templates.main?.dag?.tasks ?? []).flatMap((task) => task.arguments?.parameters ?? []);
    expect(calls.length).toBeGreaterThan(0);
    for (const { value } of calls)
      expect(value).toMatch(
        /replace\(replace\(toJson\(tasks\['main-\d'\]\.outputs\.parameters\['greet-?\d*-text'\]\)/,
      );
  });

  test('go on as plain text to other such templates', async () => {
    const { main } = await compileTemplates(
      pipeline('texts', {}, () => {
        greet({ who: greet({ who: 'Ann' }).text });
      }),
    );
    expect(tasksOf(main)['greet-2']).toContain('who={{=tasks.greet.outputs.parameters.text}}');
  });

  test('are results of loops and branches under the names of the template', async () => {
    const templates = await compileTemplates(
      pipeline('results', {}, () => {
        const each = forEach(['a', 'b'], (who) => greet({ who }));
        const one = when(
          [square({ x: 1 })],
          (x) => x > 0,
          () => greet({ who: 'c' }),
        ).otherwise(() => greet({ who: 'd' }));
        return { each, text: one.text };
      }),
    );
    const output = {
      parameters: [{ name: 'output', valueFrom: { expression: expect.stringContaining('text') as string } }],
    };
    expect(templates['each-greet-body']).toMatchObject({ outputs: output });
    expect(templates['when-then']).toMatchObject({ outputs: output });
    expect(templates['when-otherwise']).toMatchObject({ outputs: output });
  });

  test('with "{{" are refused as literals, because Argo would substitute them', async () => {
    const compiled = compile(
      pipeline('tags', {}, () => {
        greet({ who: 'Ann of {{workflow.name}}' });
      }),
    );
    await expect(compiled).rejects.toMatchObject({
      code: 'PIPELINE_TAG_IN_TEXT',
      message: expect.stringMatching(/"who" of greet.*"greet" of "greetings"/) as string,
      location: { file: import.meta.filename },
    });
  });
});

import { readFileSync } from 'node:fs';
import { artifact, container, literalTemplate, parameter, steps, templateRef } from '@tiphys/workflow';
import { describe, expect, test } from 'vitest';
import { notify } from '../../test/components.ts';
import { component, input, inputFile, output, outputFile, pipeline, stdout } from '../index.ts';
import { fromTemplate } from '../templates.ts';
import { breakDown, mock, runPipeline } from '../testing.ts';

const silent = mock(notify, () => undefined);

const cloneTemplate = container(
  'clone',
  {
    inputs: { url: parameter(), depth: parameter({ default: '1' }) },
    outputs: { branch: parameter({ valueFrom: { path: '/branch' } }), archive: artifact({ path: '/a.tgz' }) },
  },
  ({ inputs }) => ({ image: 'alpine/git', command: ['git', 'clone', inputs.url] }),
);
const clone = fromTemplate(cloneTemplate);

const countTemplate = container('count', { inputs: { archive: artifact({ path: '/in.tgz' }) } }, () => ({
  image: 'alpine',
  command: ['wc'],
}));
const countFiles = fromTemplate(templateRef({ name: 'tools' }, countTemplate));

const building = pipeline('building', { url: 'https://example.org' }, ({ url }) => {
  const { branch, archive, result } = clone({ url });
  notify({ text: branch });
  return { head: result, lines: countFiles({ archive }).result };
});

const both = [
  mock(clone, ({ url }) => ({
    branch: 'main',
    archive: { content: `archive of ${url}` },
    result: 'abc {{workflow.name}}',
  })),
  mock(countFiles, ({ archive }) => ({ result: `"${readFileSync(archive, 'utf8')}"` })),
];

describe('a mock of a template', () => {
  test('gets plain text and files, and gives plain text and files', async () => {
    await using run = await runPipeline(building, { mocks: [...both, silent] });
    expect(run.outputs).toEqual({ head: 'abc {{workflow.name}}', lines: '"archive of https://example.org"' });
    expect(run.calls(clone)).toMatchObject([
      { name: 'clone', inputs: { url: 'https://example.org', depth: '1' }, result: { branch: 'main' } },
    ]);
    expect(run.calls(notify)[0]?.inputs).toEqual({ text: 'main' });
  });

  test('replaces the template of an object that is given', async () => {
    const tools = {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'WorkflowTemplate',
      metadata: { name: 'tools' },
      spec: { templates: [{ ...countTemplate.template, name: 'count', retryStrategy: { limit: '2' } }] },
    };
    await using run = await runPipeline(building, {
      mocks: [...both, silent, breakDown(countFiles, { times: 2 })],
      objects: [tools],
    });
    expect(run.status).toBe('Succeeded');
    expect(run.calls(countFiles)).toMatchObject([{ attempts: 3 }]);
  });

  test('fails like a task if a result is no text, or is missing', async () => {
    await using run = await runPipeline(building, {
      mocks: [
        silent,
        breakDown(countFiles),
        mock(clone, () => ({ branch: 1, archive: { content: '' } }) as never),
      ],
    });
    expect(run.calls(clone)).toMatchObject([
      {
        status: 'Failed',
        error: 'PIPELINE_OUTPUT_FIELDS: "branch" of what clone returned is 1, but it must be a string.',
      },
    ]);
  });

  test('is needed, because tests run no containers', async () => {
    await expect(runPipeline(building, { mocks: [silent] })).rejects.toMatchObject({
      code: 'PIPELINE_TEST_MOCK_REQUIRED',
      message:
        'clone and count are containers or other templates, which tests do not run. Add to "mocks": mock(clone, (inputs) => ...), mock(count, (inputs) => ...).',
    });
  });

  test('is not needed for a template that only waits', async () => {
    const wait = literalTemplate({ name: 'wait', suspend: { duration: '5' } });
    const twice = fromTemplate(
      steps('twice', {}, (s) => {
        s.step('a', wait);
        s.step('b', wait);
      }),
    );
    const waiting = pipeline('waiting', {}, () => {
      notify({ text: 'a' }, { after: [twice()] });
    });
    await using run = await runPipeline(waiting, { mocks: [silent] });
    expect(run.status).toBe('Succeeded');
  });

  test('can answer a question', async () => {
    const ask = fromTemplate(
      literalTemplate(
        { name: 'ask', suspend: {}, outputs: { parameters: [{ name: 'how', valueFrom: { supplied: {} } }] } },
        { outputs: { how: parameter() } },
      ),
    );
    const asking = pipeline('asking', {}, () => ({ how: ask().how }));
    await using run = await runPipeline(asking, { mocks: [mock(ask, () => ({ how: 'all' }))] });
    expect(run.outputs).toEqual({ how: 'all' });
  });
});

describe('a mock of a container', () => {
  const resize = component.container('resize', {
    image: 'imagemagick',
    inputs: { size: input<number>({ schema: { type: 'number' } }), label: 'none', picture: inputFile() },
    outputs: {
      small: outputFile('/tmp/small.png'),
      width: output<number>('/tmp/width', { schema: { type: 'number' } }),
      name: output('/tmp/name', { schema: { type: 'string' } }),
    },
    command: ['convert'],
  });
  const say = component.script('say', {
    image: 'alpine',
    inputs: { value: input<string[]>({ schema: { type: 'array', items: { type: 'string' } } }) },
    outputs: { said: stdout({ schema: { type: 'string' } }) },
    command: ['sh'],
    source: 'echo "$value"',
  });
  const resizing = pipeline('resizing', {}, () => {
    const { small, width, name } = resize({ size: 3, picture: clone({ url: 'u' }).archive }, { retry: 1 });
    const { said } = say({ value: [name, '{{=1+1}}'] });
    return { width, said, small };
  });
  const picture = mock(clone, () => ({ branch: '', archive: { content: 'png' }, result: '' }));

  test('gets and gives values of its types', async () => {
    await using run = await runPipeline(resizing, {
      mocks: [
        picture,
        mock(resize, ({ size, label, picture: file }) => ({
          small: { content: `${readFileSync(file, 'utf8')} ${label}` },
          width: size * 2,
          name: '{{workflow.name}} $(A)',
        })),
        mock(say, ({ value }) => ({ said: value.join() })),
        breakDown(resize, { times: 1 }),
      ],
    });
    expect(run.outputs).toMatchObject({ width: 6, said: '{{workflow.name}} $(A),{{=1+1}}' });
    expect(readFileSync(run.outputs.small, 'utf8')).toBe('png none');
    expect(run.calls(resize)).toMatchObject([{ inputs: { size: 3, label: 'none' }, attempts: 2 }]);
  });

  test('is needed', async () => {
    await expect(runPipeline(resizing, { mocks: [picture] })).rejects.toMatchObject({
      code: 'PIPELINE_TEST_MOCK_REQUIRED',
      message: expect.stringMatching(/^resize and say are containers/),
    });
  });
});

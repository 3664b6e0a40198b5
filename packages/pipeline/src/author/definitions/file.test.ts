import { describe, expect, test } from 'vitest';
import { compileTemplates, tasksOf } from '../../../test/compile.ts';
import { notify } from '../../../test/components.ts';
import { expectRefusal, refusalOf, unknown } from '../../../test/expect-refusal.ts';
import { component, expr, file, forEach, inputFile, outputFile, pipeline, secret } from '../../index.ts';

const read = component.container('read', { image: 'a', inputs: { f: inputFile() } });
const make = component.container('make', {
  image: 'a',
  outputs: { f: outputFile('/tmp/f'), g: outputFile('/tmp/g') },
});
const git = secret('git', ['key', 'user', 'password']);

const none = { archive: { none: {} } };

test.for([
  {
    title: 'http',
    given: () => file.http('https://example.org/a'),
    want: { ...none, http: { url: 'https://example.org/a' } },
  },
  {
    title: 'http with headers and a password',
    given: () =>
      file.http('https://example.org/a', {
        headers: { accept: 'text/csv' },
        auth: { user: git.user, password: git.password },
      }),
    want: {
      ...none,
      http: {
        url: 'https://example.org/a',
        headers: [{ name: 'accept', value: 'text/csv' }],
        auth: {
          basicAuth: {
            usernameSecret: { name: 'git', key: 'user' },
            passwordSecret: { name: 'git', key: 'password' },
          },
        },
      },
    },
  },
  {
    title: 'git',
    given: () => file.git({ repo: 'https://example.org/a.git', revision: 'main', depth: 1, sshKey: git.key }),
    want: {
      git: {
        repo: 'https://example.org/a.git',
        revision: 'main',
        depth: 1,
        sshPrivateKeySecret: { name: 'git', key: 'key' },
      },
    },
  },
  {
    title: 's3',
    given: () => file.s3({ key: 'a/b.csv', bucket: 'data' }),
    want: { ...none, s3: { key: 'a/b.csv', bucket: 'data' } },
  },
  { title: 'gcs', given: () => file.gcs({ key: 'a' }), want: { ...none, gcs: { key: 'a' } } },
  {
    title: 'azure',
    given: () => file.azure({ blob: 'a', container: 'c' }),
    want: { ...none, azure: { blob: 'a', container: 'c' } },
  },
  { title: 'text', given: () => file.text('x\ny'), want: { ...none, raw: { data: 'x\ny' } } },
  {
    title: 'text with dollar signs, which Kubernetes joins',
    given: () => file.text('$x $$ $(y)'),
    want: { ...none, raw: { data: '$$x $$$$ $$(y)' } },
  },
  { title: 'an empty text', given: () => file.text(''), want: { ...none, raw: { data: '' } } },
  { title: 'any other', given: () => file.of({ hdfs: { path: '/a' } }), want: { hdfs: { path: '/a' } } },
])('a file from $title', async ({ given, want }) => {
  const { main } = await compileTemplates(pipeline('p', {}, () => void read({ f: given() })));
  expect(main?.dag?.tasks?.[0]?.arguments).toEqual({ artifacts: [{ name: 'f', ...want }] });
});

test('locations may be outputs, also of outer bodies and inputs without a type', async () => {
  const find = component.container('find', { image: 'a', outputs: { f: outputFile('/f') } });
  const given = pipeline('p', { key: 'a', list: ['b'] }, ({ key, list }) => {
    find();
    read({ f: file.s3({ key }) });
    forEach(list, (name) => {
      read({ f: file.http(name) });
      read({ f: file.gcs({ key }) });
    });
  });
  const { main, ...others } = await compileTemplates(given);
  const [, first] = main?.dag?.tasks ?? [];
  expect(first?.arguments?.artifacts).toEqual([
    {
      name: 'f',
      ...none,
      s3: {
        key: expect.stringMatching(
          /^\{\{=workflow\.parameters\.key contains .* : replace\(workflow\.parameters\.key, '\$', '\$\$'\)\}\}$/,
        ),
      },
    },
  ]);
  const inner = Object.values(others)
    .flatMap(({ dag }) => dag?.tasks ?? [])
    .find(({ template }) => template === 'read');
  expect(inner?.arguments?.artifacts).toEqual([
    {
      name: 'f',
      ...none,
      http: { url: expect.stringMatching(/^\{\{=replace\(.*inputs\.parameters.*%7B%7B'\)\}\}$/) },
    },
  ]);
});

test('tasks wait for the outputs in a location', async () => {
  const url = component.container('url', { image: 'a', outputs: { f: outputFile('/f') } });
  const given = pipeline('p', {}, () => {
    const text = component.script('text', { image: 'a', command: ['sh'], source: '' });
    text();
    read({ f: url().f });
  });
  expect(tasksOf((await compileTemplates(given)).main).read).toBe(
    'read(f<{{tasks.url.outputs.artifacts.f}}) after url.Succeeded',
  );
});

describe('mistakes', () => {
  test.for<{
    readonly title: string;
    readonly build: () => unknown;
    readonly says: string;
    readonly code?: string;
  }>([
    {
      title: 'a URL that is no string',
      build: () => file.http(5 as never),
      says: '"url" of file.http must be a string, or an output that is one, not 5.',
    },
    {
      title: 'a tag in a URL',
      build: () => file.http('https://x/{{workflow.name}}'),
      code: 'PIPELINE_TAG_IN_TEXT',
      says: '"url" of file.http contains "{{"',
    },
    {
      title: 'a tag in a text',
      build: () => file.text('{{x}}'),
      code: 'PIPELINE_TAG_IN_TEXT',
      says: 'file.text contains "{{"',
    },
    {
      title: 'an unknown option',
      build: () => file.s3({ key: 'a', buckets: 'b' } as never),
      code: unknown,
      says: 'no option "buckets". Did you mean "bucket"?',
    },
    { title: 'a missing key', build: () => file.s3({} as never), says: 'need "key", which is missing' },
    {
      title: 'a key that is no Secret',
      build: () => file.git({ repo: 'x', sshKey: 'y' as never }),
      says: '"sshKey" of file.git must be a key of a Secret',
    },
    {
      title: 'no location',
      build: () => file.of({} as never),
      says: 'file.of takes the location of an artifact',
    },
    {
      title: 'a file for a value',
      build: () => notify({ text: file.text('a') as never }),
      code: 'PIPELINE_FILE_AS_VALUE',
      says: 'is a value',
    },
    {
      title: 'a file in an expression',
      build: () => notify({ text: expr([file.text('a')], (f) => String(f)) }),
      code: 'PIPELINE_LARGE_IN_EXPRESSION',
      says: 'A file from elsewhere is passed as a file',
    },
  ])('$title', async ({ build, code = 'PIPELINE_INVALID_OPTION', says }) => {
    const error = await refusalOf(() => pipeline('p', {}, () => void build()));
    expectRefusal(error, import.meta.filename, { options: {}, code, says });
  });

  test('a file as the result of a body', async () => {
    const error = await refusalOf(() => pipeline('p', {}, () => ({ a: make().f, b: file.text('x') })));
    expectRefusal(error, import.meta.filename, {
      options: {},
      code: 'PIPELINE_INVALID_RESULT',
      says: 'The body returned a file from elsewhere',
    });
  });
});

import { describe, expect, test } from 'vitest';
import { compileSpec, compileTemplates, tasksOf } from '../../../test/compile.ts';
import { notify } from '../../../test/components.ts';
import { expectRefusal, refusalOf } from '../../../test/expect-refusal.ts';
import {
  component,
  expr,
  file,
  forEach,
  group,
  outputFile,
  pipeline,
  repository,
  secret,
  uriOf,
} from '../../index.ts';

const make = component.container('make', {
  image: 'a',
  outputs: { f: outputFile('/tmp/report.html'), g: outputFile('/tmp/g', { archive: 'zip' }) },
});
const one = component.container('one', {
  image: 'a',
  outputs: { f: outputFile('/tmp/f', { archive: 'tar' }) },
});
const keyed = component.container('keyed', {
  image: 'a',
  outputs: { f: outputFile('/tmp/f', { key: 'today.zip', archive: 'zip' }) },
});
const s3 = repository.s3({ bucket: 'runs' });
const RUN = '{{workflow.name}}/{{pod.name}}';

test.for([
  { title: 's3', repository: s3, want: `s3://runs/${RUN}/report.html` },
  {
    title: 'a key of its own',
    repository: repository.s3({ bucket: 'runs', key: (run) => `a/${run.namespace}/${run.pod}` }),
    want: 's3://runs/a/{{workflow.namespace}}/{{pod.name}}/report.html',
  },
  {
    title: 'gcs',
    repository: repository.gcs({ bucket: 'b', credentials: secret('g', ['k']).k }),
    want: `gs://b/${RUN}/report.html`,
  },
  {
    title: 'oss',
    repository: repository.oss({ bucket: 'b', endpoint: 'https://oss.example.org' }),
    want: `oss://b/${RUN}/report.html`,
  },
  {
    title: 'azure',
    repository: repository.azure({ endpoint: 'https://a.blob.example.org/', container: 'c' }),
    want: `https://a.blob.example.org/c/${RUN}/report.html`,
  },
])('the address in a repository of $title', async ({ repository: found, want }) => {
  const given = pipeline('p', {}, () => void notify({ text: uriOf(make().f) }), {
    artifacts: { repository: found },
  });
  const { make: template, main } = await compileTemplates(given);
  expect(template?.outputs?.parameters).toEqual([{ name: 'f-uri', value: want }]);
  expect(tasksOf(main).notify).toBe(
    "notify(text={{=replace(toJson(tasks.make.outputs.parameters['f-uri']), '\\x7b\\x7b', '\\\\u007b\\\\u007b')}}) after make.Succeeded",
  );
});

test.for([
  { title: 'tar', build: () => uriOf(one().f), want: `s3://runs/${RUN}/f.tgz` },
  { title: 'zip', build: () => uriOf(make().g), want: `s3://runs/${RUN}/g.zip` },
  { title: 'a key', build: () => uriOf(keyed().f), want: 's3://runs/today.zip' },
])('the address of a file with $title', async ({ build, want }) => {
  const { templates = [] } = await compileSpec(
    pipeline('p', {}, () => void notify({ text: build() }), { artifacts: { repository: s3 } }),
  );
  const values = templates.flatMap(({ outputs }) => outputs?.parameters ?? []).map(({ value }) => value);
  expect(values).toEqual([want]);
});

test('addresses pass into bodies, and into expressions', async () => {
  const given = pipeline(
    'p',
    { list: [1] },
    ({ list }) => {
      const uri = uriOf(make().f);
      forEach(list, () => void notify({ text: uri }));
      return { text: expr([uri], (u) => `at ${u}`), uri };
    },
    { artifacts: { repository: s3 } },
  );
  const { main } = await compileTemplates(given);
  const tasks = main?.dag?.tasks ?? [];
  expect(tasks.find(({ template }) => template !== 'make')?.arguments?.parameters).toContainEqual({
    name: 'make-f-uri',
    value: expect.stringContaining("tasks.make.outputs.parameters['f-uri']"),
  });
});

test('a file whose address nobody uses has no output for it', async () => {
  const { make: template } = await compileTemplates(
    pipeline('p', {}, () => void make(), { artifacts: { repository: s3 } }),
  );
  expect(template?.outputs?.parameters).toBeUndefined();
});

describe('mistakes', () => {
  test.for<{ readonly title: string; readonly build: () => unknown; readonly says: string }>([
    {
      title: 'a value',
      build: () => notify({ text: uriOf(expr([], () => 1) as never) }),
      says: 'is not a file',
    },
    {
      title: 'a file from elsewhere',
      build: () => notify({ text: uriOf(file.text('a')) }),
      says: 'A file from elsewhere has no address here',
    },
    {
      title: 'a file of a group',
      build: () => notify({ text: uriOf(group('part', () => make().f)) }),
      says: 'The output of "part" has no address here',
    },
  ])('$title', async ({ build, says }) => {
    const error = await refusalOf(() =>
      pipeline('p', {}, () => void build(), { artifacts: { repository: s3 } }),
    );
    expectRefusal(error, import.meta.filename, { options: {}, code: 'PIPELINE_NO_URI', says });
  });

  test.for([
    { title: 'no repository', options: {} },
    { title: 'a repository of the cluster', options: { artifacts: { repository: repository.ref('a') } } },
  ])('$title', async ({ options }) => {
    const error = await refusalOf(() =>
      pipeline('p', {}, () => void notify({ text: uriOf(make().f) }), options),
    );
    expectRefusal(error, import.meta.filename, {
      options: {},
      code: 'PIPELINE_NO_URI',
      says: 'only if the pipeline describes its artifact repository',
    });
  });
});

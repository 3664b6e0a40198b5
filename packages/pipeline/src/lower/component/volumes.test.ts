import { describe, expect, test } from 'vitest';
import { compile, compileSpec, compileTemplates, compileYaml, tasksOf } from '../../../test/compile.ts';
import { describeComponent, hello, square } from '../../../test/components.ts';
import {
  type Component,
  component,
  config,
  fromConfig,
  type Output,
  pipeline,
  type SecretText,
  secret,
  volume,
} from '../../index.ts';

const api = secret('api', ['token']);
const site = config('site', ['region', 'limit']);

const publishDescriptor = describeComponent('publish', { report: { type: 'string' } }, { type: 'string' });
const publish: Component<{ report: string; token: SecretText; backup?: SecretText }, string> = component({
  ...publishDescriptor,
  inputs: [
    ...publishDescriptor.inputs,
    { name: 'token', optional: false, route: 'secret', schema: { type: 'string' } },
    { name: 'backup', optional: true, route: 'secret', schema: { type: 'string' } },
  ],
});

test('volumes of a run are in the workflow, all others in the templates', async () => {
  const scratch = volume.perRun({ size: '10Gi' });
  const given = pipeline(
    'volumes',
    { region: fromConfig(site.region) },
    ({ region }) => {
      publish(
        { report: region, token: api.token },
        {
          mounts: {
            '/scratch': scratch,
            '/etc/api': api,
            '/etc/site': site,
            '/models': volume.claim('models').readOnly(),
            '/fast': volume.memory({ limit: '1Gi' }),
            '/nfs': volume.of({ nfs: { server: 'files', path: '/' } }),
          },
        },
      );
      return { greeting: hello({}, { mounts: { '/data/scratch': scratch, '/tmp/more': volume.scratch() } }) };
    },
    { workspace: { size: '5Gi', storageClass: 'fast' } },
  );
  await expect(await compileYaml(given)).toMatchFileSnapshot('../../../test/golden/volumes.yaml');
});

describe('keys of Secrets as arguments', () => {
  test('are variables of the template, and nothing else', async () => {
    const given = pipeline('p', {}, () => ({
      one: publish({ report: 'x', token: api.token }),
      same: publish({ report: 'y', token: api.token }),
      other: publish({ report: 'z', token: secret('b', ['t']).t, backup: api.token }),
    }));
    const templates = await compileTemplates(given);
    expect(Object.keys(templates)).toEqual(['main', 'publish', 'publish-2']);
    expect(tasksOf(templates.main).publish).toBe('publish(report="x")');
    expect(templates.publish?.inputs?.parameters).toEqual([
      { name: 'report' },
      {
        name: 'tiphys-forms',
        default: '{"report":{"kind":"value"},"token":{"kind":"text"},"backup":{"kind":"absent"}}',
      },
    ]);
    expect(templates.publish?.script?.env).toContainEqual({
      name: 'TIPHYS_INPUT_1',
      valueFrom: { secretKeyRef: { name: 'api', key: 'token' } },
    });
    expect(templates['publish-2']?.script?.env).toContainEqual({
      name: 'TIPHYS_INPUT_2',
      valueFrom: { secretKeyRef: { name: 'api', key: 'token' } },
    });
  });

  test.for<{
    readonly title: string;
    readonly build: (text: Output<string>) => unknown;
    readonly says: string;
  }>([
    {
      title: 'a text',
      build: () => publish({ report: 'x', token: 'hush' as never }),
      says: "Input \"token\" of publish takes a key of a Secret, but got a value, which everybody can read in the manifest. Write secret('api', ['token']).token.",
    },
    {
      title: 'an output',
      build: (text) => publish({ report: 'x', token: text as never }),
      says: 'but got an output, which everybody can read in the status of the workflow.',
    },
    {
      title: 'a whole Secret',
      build: () => publish({ report: 'x', token: api as never }),
      says: 'but got a whole Secret or ConfigMap.',
    },
    {
      title: 'a key of a ConfigMap',
      build: () => publish({ report: 'x', token: site.region as never }),
      says: 'but got something else of the cluster.',
    },
    {
      title: 'nothing',
      build: () => publish({ report: 'x' } as never),
      says: 'token',
    },
    {
      title: 'a key of a Secret for a plain string',
      build: () => publish({ report: api.token as never, token: api.token }),
      says: 'Declare the parameter as SecretText, or pass the key in "env".',
    },
    {
      title: 'a key of a ConfigMap for a plain string',
      build: () => publish({ report: site.region as never, token: api.token }),
      says: 'Declare an input of the pipeline with fromConfig(...), or pass the key in "env".',
    },
  ])('$title is refused', async ({ build, says }) => {
    const given = pipeline('p', { text: 'x' }, ({ text }) => {
      build(text);
    });
    await expect(compile(given)).rejects.toMatchObject({
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });
});

describe('inputs from a ConfigMap', () => {
  test('are read when the workflow starts, also on a schedule', async () => {
    const given = pipeline(
      'p',
      { region: fromConfig(site.region, { description: 'Where' }), limit: fromConfig<number>(site.limit) },
      ({ region, limit }) => {
        hello({}, { image: region });
        square({ x: limit });
      },
      { schedule: { at: ['@daily'] } },
    );
    const { inputs } = await compile(given);
    expect(inputs).toMatchObject([
      { name: 'region', required: false, form: 'text' },
      { name: 'limit', required: false, form: 'json' },
    ]);
    expect((await compileSpec(given)).arguments?.parameters).toEqual([
      {
        name: 'region',
        description: 'Where',
        valueFrom: { configMapKeyRef: { name: 'site', key: 'region' } },
      },
      { name: 'limit', valueFrom: { configMapKeyRef: { name: 'site', key: 'limit' } } },
    ]);
  });
});

describe('settings from outputs', () => {
  test('are inputs of the template, so that calls share it', async () => {
    const given = pipeline(
      'p',
      { image: 'node:24', memory: '1Gi', claim: 'models' },
      ({ image, memory, claim }) => {
        const options = {
          image,
          resources: { requests: { cpu: 1 }, limits: { memory, 'nvidia.com/gpu': memory } },
          mounts: { '/models': volume.claim(claim).readOnly() },
        };
        square({ x: 1 }, options);
        square({ x: 2 }, { ...options, image: hello() });
      },
    );
    await expect(await compileYaml(given)).toMatchFileSnapshot('../../../test/golden/dynamic-settings.yaml');
  });

  test.for<{
    readonly title: string;
    readonly build: (n: Output<number>, text: Output<string>) => unknown;
    readonly says: string;
  }>([
    {
      title: 'a number as image',
      build: (n) => square({ x: 1 }, { image: n as never }),
      says: '"image" of the call of square must be a string, but the output is a number.',
    },
    {
      title: 'an output in `with`',
      build: (_, text) => square.with({ image: text as never }),
      says: 'Only a call takes outputs',
    },
    {
      title: 'a claim that is an output in `with`',
      build: (_, text) => square.with({ mounts: { '/data': volume.claim(text) } }),
      says: 'The claim at "/data" in "mounts" of the component square is an output.',
    },
    {
      title: 'an output as timeout',
      build: (_, text) => square({ x: 1 }, { timeout: text as never }),
      says: 'Options are fixed when the pipeline is compiled.',
    },
    {
      title: 'resources that are outputs, and a patch of the pod',
      build: (_, text) =>
        square({ x: 1 }, { resources: { limits: { memory: text } }, pod: { podSpecPatch: '{}' } }),
      says: 'but "pod.podSpecPatch" is set, too',
    },
  ])('$title: an error', async ({ build, says }) => {
    const given = pipeline('p', { n: 1, text: 'x' }, ({ n, text }) => {
      build(n, text);
      square({ x: 1 });
    });
    await expect(compile(given)).rejects.toMatchObject({
      code: 'PIPELINE_INVALID_OPTION',
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });
});

describe('mounts', () => {
  test.for<{ readonly build: () => unknown; readonly says: string; readonly code?: string }>([
    { build: () => volume.perRun({} as never), says: 'volume.perRun needs "size", which is missing.' },
    { build: () => volume.perRun({ size: '10GB' as never }), says: 'Write "10Gi".' },
    {
      build: () => volume.perRun({ size: '1Gi', acessMode: 'ReadWriteMany' } as never),
      says: 'Did you mean "accessMode"?',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    {
      build: () => volume.perRun({ size: '1Gi', accessMode: 'ReadOnlyMany' as never }),
      says: 'must be one of ReadWriteOnce, ReadWriteMany',
    },
    { build: () => volume.claim('My Claim'), says: 'not "My Claim".' },
    {
      build: () => volume.memory({ size: '1Gi' } as never),
      says: 'The options are limit.',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    {
      build: () => volume.of({ nfss: {} } as never),
      says: 'Did you mean "nfs"?',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    { build: () => volume.of({}), says: 'volume.of takes one kind of volume' },
    {
      build: () => volume.of({ name: 'x' } as never),
      says: 'Tiphys chooses the name.',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    { build: () => volume.of({ nfs: { server: 'a' } as never }), says: 'needs "path", which is missing' },
    { build: () => square.with({ mounts: { data: api } as never }), says: 'Write "/data".' },
    { build: () => square.with({ mounts: { '/': api } }), says: 'has the key "/"' },
    { build: () => square.with({ mounts: { '/a/../b': api } }), says: 'without ":" and ".."' },
    { build: () => square.with({ mounts: { '/var/run/argo': api } }), says: 'and not one of /var/run/argo' },
    {
      build: () => square.with({ mounts: { '/data': 'models' as never } }),
      says: "Write volume.claim('models').",
    },
    {
      build: () => square.with({ mounts: { '/data': api.token as never } }),
      says: 'A single key can be a variable in "env".',
    },
    {
      build: () => square.with({ mounts: { '/a': api, '/a/': api } }),
      says: '"mounts" of the component square has two mounts at "/a". Remove one.',
    },
    {
      build: () => square({ x: 1 }, { mounts: { '/workspace/': volume.memory() } }),
      says: 'which is the workspace of the pipeline',
    },
    {
      build: () => square({ x: 1 }, { mounts: { '/a': volume.perRun({ size: 1, keep: 'on-failure' }) } }),
      says: 'the same "keep"',
    },
    {
      build: () => square.with({ resources: { requests: { cpu: 4 } } })({ x: 1 }),
      says: 'requests more cpu (4) than the limit (2)',
    },
    {
      build: () => square({ x: 1 }, { container: { readinessProbe: { exec: { command: ['true'] } } } }),
      says: '"container.readinessProbe" of the call of square can have only one of "exec" and "tcpSocket".',
    },
  ])('are refused: $says', async ({ build, says, code = 'PIPELINE_INVALID_OPTION' }) => {
    const given = pipeline(
      'p',
      {},
      () => {
        build();
        square({ x: 1 });
      },
      {
        workspace: { size: '1Gi' },
        defaults: {
          resources: { limits: { cpu: 2 } },
          container: { readinessProbe: { tcpSocket: { port: 1 } } },
        },
      },
    );
    await expect(compile(given)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });
});

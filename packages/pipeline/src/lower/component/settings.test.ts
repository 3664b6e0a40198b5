import { describe, expect, test } from 'vitest';
import { compile, compileTemplates, compileYaml } from '../../../test/compile.ts';
import { square } from '../../../test/components.ts';
import { config, defineSettings, pipeline, podField, type Settings, secret } from '../../index.ts';

const api = secret('api', ['token', 'log.level']);
const site = config('site', ['region']);

test('every setting is in the template', async () => {
  const settings: Settings = {
    image: 'node:24',
    env: { A: 'x', N: 5, B: true, T: api.token, R: site.region, NODE: podField('spec.nodeName') },
    envFrom: [api, site],
    resources: { requests: { cpu: '500m' }, limits: { memory: '1Gi' } },
    retry: { limit: 5, policy: 'Always', backoff: { duration: 10, factor: 2, cap: '5m' }, elsewhere: true },
    timeout: '1h30m',
    pod: { nodeSelector: { gpu: 'l4' }, tolerations: [{ key: 'gpu', operator: 'Exists' }] },
    container: { imagePullPolicy: 'Always', readinessProbe: { tcpSocket: { port: 80 } } },
  };
  const given = pipeline('settings', {}, () => ({ y: square({ x: 1 }, settings) }));
  await expect(await compileYaml(given)).toMatchFileSnapshot('../../../test/golden/settings.yaml');
});

test.for([
  { pause: 'before', want: 'ARGO_DEBUG_PAUSE_BEFORE' },
  { pause: 'after', want: 'ARGO_DEBUG_PAUSE_AFTER' },
] as const)('the pod of a call stops $pause the function', async ({ pause, want }) => {
  const given = pipeline('p', {}, () => {
    square({ x: 1 }, { pause, env: { A: 'x' } });
    square({ x: 2 });
  });
  const { square: one, 'square-2': other } = await compileTemplates(given);
  const names = [one, other].map((template) => template?.script?.env?.map(({ name }) => name));
  expect(names.filter((all) => all?.includes(want))).toEqual([
    expect.arrayContaining(['A', want]) as unknown,
  ]);
});

test.for([
  {
    options: { pause: 'later' },
    says: '"pause" of the call of square must be one of before, after, not "later".',
  },
  { options: { pause: true }, says: 'must be one of before, after, not true.' },
])('$options is refused', async ({ options, says }) => {
  await expect(
    compile(pipeline('p', {}, () => ({ y: square({ x: 1 }, options as never) }))),
  ).rejects.toMatchObject({
    code: 'PIPELINE_INVALID_OPTION',
    message: expect.stringContaining(says) as string,
  });
});

interface LayerCase {
  readonly title: string;
  readonly layers: readonly [Settings, Settings, Settings, Settings];
  readonly want: object;
}

describe('layers: project, pipeline, component, call', () => {
  test.for<LayerCase>([
    {
      title: 'single values are replaced',
      layers: [{ image: 'a:1' }, { image: 'b:1', timeout: 5 }, { image: 'c:1' }, { image: 'd:1' }],
      want: { timeout: '5s', script: { image: 'd:1' } },
    },
    {
      title: 'an undefined value is not given',
      layers: [{ timeout: 5 }, {}, { timeout: '1m' }, { timeout: undefined as never }],
      want: { timeout: '1m' },
    },
    {
      title: 'maps are merged by key',
      layers: [
        { env: { A: '1', B: '1' } },
        { env: { B: api.token } },
        { env: { B: '3', C: api.token } },
        { env: { C: site.region } },
      ],
      want: {
        script: {
          env: expect.arrayContaining([
            { name: 'A', value: '1' },
            { name: 'B', value: '3' },
            { name: 'C', valueFrom: { configMapKeyRef: { name: 'site', key: 'region' } } },
          ]),
        },
      },
    },
    {
      title: 'maps inside of maps are merged, and lists are replaced',
      layers: [
        { pod: { nodeSelector: { a: '1' }, tolerations: [{ key: 'x' }], metadata: { labels: { l: '1' } } } },
        { pod: { nodeSelector: { b: '2' } } },
        { pod: { metadata: { labels: { m: '2' } } } },
        { pod: { tolerations: [{ key: 'y' }] } },
      ],
      want: {
        nodeSelector: { a: '1', b: '2' },
        tolerations: [{ key: 'y' }],
        metadata: { labels: { l: '1', m: '2' } },
      },
    },
    {
      title: 'requests and limits are merged',
      layers: [
        { resources: { limits: { cpu: 1 } } },
        { resources: { limits: { memory: '1Gi' } } },
        { resources: { requests: { cpu: '100m' } } },
        { resources: { limits: { cpu: 2 } } },
      ],
      want: { script: { resources: { requests: { cpu: '100m' }, limits: { cpu: 2, memory: '1Gi' } } } },
    },
    {
      title: 'a retry object is merged',
      layers: [{ retry: { limit: 2, policy: 'OnError' } }, {}, {}, { retry: { limit: 5 } }],
      want: { retryStrategy: { limit: '5', retryPolicy: 'OnError' } },
    },
    {
      title: 'a number of retries replaces a retry object',
      layers: [{ retry: { limit: 2, policy: 'OnError' } }, {}, { retry: 3 }, {}],
      want: { retryStrategy: { limit: '3' } },
    },
  ])('$title', async ({ layers: [project, defaults, component, call], want }) => {
    const given = pipeline('p', {}, () => ({ y: square.with(component)({ x: 1 }, call) }), {
      defaults: defineSettings(project, defaults),
    });
    expect((await compileTemplates(given)).square).toMatchObject(want);
  });

  test('calls with the same settings share a template, in whatever layer and order', async () => {
    const both: Settings = { env: { A: '1', B: '2' }, envFrom: [api], retry: 2 };
    const given = pipeline(
      'p',
      {},
      () => {
        square({ x: 1 });
        square({ x: 2 }, { env: { B: '2', A: '1' } });
        square.with(both)({ x: 3 });
        square({ x: 4 }, { retry: { limit: 2 } });
      },
      { defaults: both },
    );
    expect(Object.keys(await compileTemplates(given))).toEqual(['main', 'square']);
  });

  test.for<{ readonly one: Settings; readonly other: Settings }>([
    { one: { envFrom: [api] }, other: { envFrom: [site] } },
    { one: { envFrom: [secret('a', [])] }, other: { envFrom: [config('a', [])] } },
    { one: { env: { A: api.token } }, other: { env: { A: api['log.level'] } } },
    { one: { env: { A: '1' } }, other: { env: { A: true } } },
    { one: { pod: { schedulerName: 'a' } }, other: { container: { workingDir: '/a' } } },
    { one: { retry: 1 }, other: {} },
  ])('calls with other settings have other templates: $one, $other', async ({ one, other }) => {
    const given = pipeline('p', {}, () => {
      square({ x: 1 }, one);
      square({ x: 2 }, other);
    });
    expect(Object.keys(await compileTemplates(given))).toEqual(['main', 'square', 'square-2']);
  });

  test('what an older target lacks is an error', async () => {
    const given = pipeline('p', {}, () => ({
      y: square({ x: 1 }, { retry: { limit: 1, backoff: { duration: '1s', cap: '1m' } } }),
    }));
    await expect(compile(given, { target: 'v3.5' })).rejects.toMatchObject({ code: 'PIPELINE_TARGET' });
  });
});

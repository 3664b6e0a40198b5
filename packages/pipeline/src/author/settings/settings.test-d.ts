import { describe, expectTypeOf, test } from 'vitest';
import { hello, square } from '../../../test/components.ts';
import {
  config,
  defineSettings,
  fromConfig,
  metric,
  mutex,
  type Output,
  oneOf,
  pipeline,
  podField,
  repository,
  type Settings,
  secret,
  semaphore,
  volume,
} from '../../index.ts';

declare const text: Output<string>;
declare const count: Output<number>;
const body = () => ({ y: square({ x: 1 }) });
const api = secret('api', ['token']);
const site = config('site', ['region']);

describe('settings', () => {
  test('of all levels have one type', () => {
    const house = defineSettings({ image: 'node:24', retry: { limit: 2, policy: 'OnError' } });
    square.with(house)({ x: 1 }, { ...house, timeout: '1h30m', env: { A: api.token, B: site.region, C: 5 } });
    pipeline('p', {}, body, { defaults: house });
    expectTypeOf(house).toEqualTypeOf<Settings>();
  });

  test('of calls take outputs', () => {
    square({ x: 1 }, { image: text, resources: { limits: { memory: text, cpu: 1 } } });
    hello({}, { mounts: { '/data': volume.claim(text).readOnly() } });
  });

  test('know the inputs and the result of their component', () => {
    square.with({
      cache: { maxAge: '24h', key: ({ x }) => `square-${x.toFixed(1)}` },
      lock: [mutex('a'), semaphore({ database: 'b' })],
      metrics: {
        a: metric.counter({ help: 'x', labels: { big: (task) => (task.inputs.x > 9 ? 'yes' : 'no') } }),
        b: metric.histogram({ help: 'x', buckets: [1, 10], value: (task) => task.result * 2 }),
      },
    });
  });

  test('are the same for pipelines of any inputs', () => {
    pipeline('p', { n: 1 }, body, {
      deadline: '2h',
      schedule: { at: ['@daily'], if: (cron) => cron.failed < 3 },
    });
    pipeline(
      'p',
      { mode: oneOf(['a', 'b'], { default: 'b' }), region: fromConfig(site.region) },
      ({ mode, region }, run) => {
        expectTypeOf(mode).toExtend<Output<'a' | 'b'>>();
        expectTypeOf(region).toExtend<Output<string>>();
        expectTypeOf(run.scheduledAt).toExtend<Output<string | null>>();
        return body();
      },
    );
  });
});

test('mistakes do not compile', () => {
  const mistakes = (): void => {
    // @ts-expect-error 'retires' does not exist in type
    square.with({ retires: 3 });
    // @ts-expect-error 'retires' does not exist in type
    square({ x: 1 }, { retires: 3 });
    // @ts-expect-error 'retires' does not exist in type
    defineSettings({ retires: 3 });
    // @ts-expect-error 'retires' does not exist in type
    pipeline('p', {}, body, { defaults: { retires: 3 } });
    // @ts-expect-error Type 'number' is not assignable to type 'string'
    square.with({ image: 5 });
    // @ts-expect-error an output can only be the image of a call
    square.with({ image: text });
    // @ts-expect-error the output is a number
    square({ x: 1 }, { image: count });
    // @ts-expect-error Type '"10 minutes"' is not assignable to type 'Duration'
    square.with({ timeout: '10 minutes' });
    // @ts-expect-error Type '"2d"' is not assignable to type 'Duration'
    square.with({ timeout: '2d' });
    // @ts-expect-error Type 'boolean' is not assignable to type 'Duration'
    square.with({ timeout: true });
    // @ts-expect-error Type 'string' is not assignable to type 'number | Retry'
    square.with({ retry: '3' });
    // @ts-expect-error Property 'limit' is missing
    square.with({ retry: {} });
    // @ts-expect-error Type '"Sometimes"' is not assignable
    square.with({ retry: { limit: 1, policy: 'Sometimes' } });
    // @ts-expect-error 'expression' does not exist in type 'Retry'
    square.with({ retry: { limit: 1, expression: 'true' } });
    // @ts-expect-error Property 'exitcode' does not exist on type 'LastTry'. Did you mean 'exitCode'?
    square.with({ retry: { limit: 1, if: (last) => last.exitcode !== 2 } });
    // @ts-expect-error Type 'number' is not assignable to type 'boolean'
    square.with({ retry: { limit: 1, if: (last) => last.exitCode } });
    // @ts-expect-error This comparison appears to be unintentional
    square.with({ retry: { limit: 1, if: (last) => last.status === 'Succeeded' } });
    // @ts-expect-error Property 'duration' is missing
    square.with({ retry: { limit: 1, backoff: { factor: 2 } } });
    // @ts-expect-error Type '"soon"' is not assignable to type 'Duration'
    square.with({ retry: { limit: 1, backoff: { duration: 'soon' } } });
    // @ts-expect-error Type 'null' is not assignable to type 'EnvValue'
    square.with({ env: { A: null } });
    // @ts-expect-error Property 'kind' is missing
    square.with({ env: { A: { secret: 'api', key: 'token' } } });
    // @ts-expect-error a whole Secret is not a value
    square.with({ env: { A: api } });
    // @ts-expect-error Property 'tokn' does not exist
    square.with({ env: { A: api.tokn } });
    // @ts-expect-error a single key is not a whole Secret
    square.with({ envFrom: [api.token] });
    // @ts-expect-error Type 'string' is not assignable to type 'Entries'
    square.with({ envFrom: ['api'] });
    // @ts-expect-error a path starts with a slash
    square.with({ mounts: { data: volume.claim('a') } });
    // @ts-expect-error Type 'string' is not assignable to type 'Volume | Entries'
    square.with({ mounts: { '/data': 'claim' } });
    // @ts-expect-error a key of a Secret cannot be mounted
    square.with({ mounts: { '/data': api.token } });
    // @ts-expect-error Property 'size' is missing
    volume.perRun({});
    // @ts-expect-error Type '"10GB"' is not assignable to type 'Quantity'
    volume.perRun({ size: '10GB' });
    // @ts-expect-error Type '"ReadOnlyMany"' is not assignable
    volume.perRun({ size: '1Gi', accessMode: 'ReadOnlyMany' });
    // @ts-expect-error Argument of type 'number' is not assignable
    volume.claim(5);
    // @ts-expect-error 'name' does not exist in type
    volume.of({ name: 'x', emptyDir: {} });
    // @ts-expect-error 'limit' does not exist. Did you mean 'limits'?
    square.with({ resources: { limit: {} } });
    // @ts-expect-error Type '"lots"' is not assignable to type 'Quantity'
    square.with({ resources: { limits: { memory: 'lots' } } });
    // @ts-expect-error the output is a number
    square({ x: 1 }, { resources: { limits: { memory: count } } });
    // @ts-expect-error 'nodeSelectors' does not exist. Did you mean 'nodeSelector'?
    square.with({ pod: { nodeSelectors: {} } });
    // @ts-expect-error Type 'number' is not assignable to type 'string'
    square.with({ pod: { nodeSelector: { gpu: 1 } } });
    // @ts-expect-error 'oprator' does not exist in type 'Toleration'
    square.with({ pod: { tolerations: [{ oprator: 'Exists' }] } });
    // @ts-expect-error 'container' does not exist in type 'PodFields'
    square.with({ pod: { container: {} } });
    // @ts-expect-error 'image' does not exist in type 'ContainerFields'
    square.with({ container: { image: 'node' } });
    // @ts-expect-error Did you mean '"Always"'?
    square.with({ container: { imagePullPolicy: 'always' } });
    // @ts-expect-error Property 'port' is missing
    square.with({ container: { readinessProbe: { tcpSocket: {} } } });
    // @ts-expect-error 'pause' does not exist in type
    square.with({ pause: 'after' });
    // @ts-expect-error Type '"forever"' is not assignable
    square.with({ cache: 'forever' });
    // @ts-expect-error Property 'y' does not exist on type '{ x: number; }'
    square.with({ cache: { key: ({ y }) => y } });
    // @ts-expect-error Type 'number' is not assignable to type 'string'
    square.with({ cache: { key: ({ x }) => x } });
    // @ts-expect-error Type 'string' is not assignable to type 'Lock | readonly Lock[]'
    square.with({ lock: 'database' });
    // @ts-expect-error Property 'key' is missing
    semaphore({ configMap: 'limits' });
    // @ts-expect-error Property 'help' is missing
    square.with({ metrics: { a: metric.counter({}) } });
    // @ts-expect-error Property 'value' is missing
    square.with({ metrics: { a: metric.gauge({ help: 'x' }) } });
    // @ts-expect-error Type 'string' is not assignable to type 'number'
    square.with({ metrics: { a: metric.gauge({ help: 'x', value: (task) => task.status }) } });
    // @ts-expect-error Property 'y' does not exist
    square.with({ metrics: { a: metric.counter({ help: 'x', labels: { n: (task) => task.inputs.y } }) } });
    // @ts-expect-error Property 'length' does not exist on type 'number'
    square.with({ metrics: { a: metric.gauge({ help: 'x', value: (task) => task.result.length }) } });
    // @ts-expect-error 'after' is an option of calls
    square.with({ after: [] });
    // @ts-expect-error Argument of type '"spec.nodename"' is not assignable
    podField('spec.nodename');
    // @ts-expect-error Argument of type 'string' is not assignable to parameter of type 'readonly string[]'
    secret('api', 'token');
    // @ts-expect-error a key of a Secret is not a key of a ConfigMap
    fromConfig(api.token);
    // @ts-expect-error oneOf takes a list
    oneOf('a', 'b');
    // @ts-expect-error Type '"c"' is not assignable to type '"a" | "b"'
    oneOf(['a', 'b'], { default: 'c' });
    // @ts-expect-error 'schedules' does not exist. Did you mean 'schedule'?
    pipeline('p', {}, body, { schedules: ['0 3 * * *'] });
    // @ts-expect-error Type 'string' is not assignable to type 'Schedule'
    pipeline('p', {}, body, { schedule: '0 3 * * *' });
    // @ts-expect-error Property 'at' is missing
    pipeline('p', {}, body, { schedule: { timezone: 'UTC' } });
    // @ts-expect-error Did you mean '"Forbid"'?
    pipeline('p', {}, body, { schedule: { at: ['@daily'], overlap: 'forbid' } });
    // @ts-expect-error Type 'number' is not assignable to type 'boolean'
    pipeline('p', {}, body, { schedule: { at: ['@daily'], stopWhen: (cron) => cron.failed } });
    // @ts-expect-error 'schedules' does not exist in type
    pipeline('p', {}, body, { schedule: { at: ['@daily'], cron: { schedules: [] } } });
    // @ts-expect-error Type '"1d"' is not assignable to type 'Duration'
    pipeline('p', {}, body, { deadline: '1d' });
    // @ts-expect-error 'entrypoint' does not exist in type 'SpecFields'
    pipeline('p', {}, body, { spec: { entrypoint: 'main' } });
    // @ts-expect-error Type '"Never"' is not assignable
    pipeline('p', {}, body, { spec: { podGC: { strategy: 'Never' } } });
    // @ts-expect-error 'activeDeadlineSeconds' does not exist in type 'SpecFields'
    pipeline('p', {}, body, { spec: { activeDeadlineSeconds: 5 } });
    // @ts-expect-error Property 'size' is missing
    pipeline('p', {}, body, { workspace: { path: '/a' } });
    // @ts-expect-error Type '"sometimes"' is not assignable
    pipeline('p', {}, body, { artifacts: { keep: 'sometimes' } });
    // @ts-expect-error Type 'string' is not assignable to type 'Repository'
    pipeline('p', {}, body, { artifacts: { repository: 's3://runs' } });
    // @ts-expect-error a label is a string
    pipeline('p', { n: 1 }, body, { labels: ({ n }) => ({ n }) });
    // @ts-expect-error Type 'void' is not assignable to type 'Workflow'
    pipeline('p', {}, body, { transform: () => {} });
    // @ts-expect-error the name of a run is a string
    pipeline('p', {}, (_, run) => ({ y: square({ x: run.name }) }));
    // @ts-expect-error Property 'attempt' does not exist on type 'Run'
    pipeline('p', {}, (_, run) => ({ y: square({ x: run.attempt }) }));
    // @ts-expect-error Type '"key"' is not assignable
    repository.s3({ bucket: 'a', credentials: 'key' });
    // @ts-expect-error Property 'bucket' is missing
    repository.gcs({});
    // @ts-expect-error Property 'container' is missing
    repository.azure({ endpoint: 'x' });
    // @ts-expect-error Property 'endpoint' is missing
    repository.oss({ bucket: 'a' });
  };
  expectTypeOf(mistakes).toBeFunction();
  void repository;
  void podField;
});

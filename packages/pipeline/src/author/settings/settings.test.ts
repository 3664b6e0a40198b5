import { describe, expect, test } from 'vitest';
import { square } from '../../../test/components.ts';
import {
  expectRefusal,
  type OptionCase,
  refusalOf,
  type Untyped,
  unknown,
} from '../../../test/expect-refusal.ts';
import { type AnyPipeline, config, metric, mutex, pipeline, secret } from '../../index.ts';

const containerCases: readonly OptionCase[] = [
  { options: { retires: 3 }, code: unknown, says: 'has no option "retires". Did you mean "retry"?' },
  { options: { timeOut: 3 }, code: unknown, says: 'Did you mean "timeout"?' },
  { options: { gpu: 3 }, code: unknown, says: 'The options are name, ' },
  { options: 5, says: 'must be an object, not 5' },
  { options: [], says: 'must be an object, not an empty list' },
  { options: null, says: 'must be an object, not null' },
  { options: { image: 5 }, says: '"image" of' },
  { options: { image: '' }, says: 'must be an image reference such as "node:24-slim", not "".' },
  { options: { image: ' node:24 ' }, says: 'Write "node:24".' },
  { options: { image: 'Node:24' }, says: 'Write "node:24".' },
  { options: { image: 'node:' }, says: 'not "node:"' },
  { options: { image: 'node@sha256:12' }, says: 'not "node@sha256:12"' },
  { options: { image: 'https://registry.example/a' }, says: 'not "https://registry.example/a"' },
  { options: { timeout: 0 }, says: 'or a duration such as "90s" or "1h30m", not 0.' },
  { options: { timeout: -5 }, says: 'not -5.' },
  { options: { timeout: 1.5 }, says: 'not 1.5.' },
  { options: { timeout: '90' }, says: 'Write "90s".' },
  { options: { timeout: '2d' }, says: 'Write "48h".' },
  { options: { timeout: '5 min' }, says: 'Write "5m".' },
  { options: { timeout: 'soon' }, says: 'not "soon".' },
  { options: { timeout: '0s' }, says: 'not "0s".' },
  { options: { retry: '3' }, says: 'Write 3 without quotes.' },
  { options: { retry: -1 }, says: '"retry" of' },
  { options: { retry: 1.5 }, says: 'must be an integer of at least 0, not 1.5.' },
  { options: { retry: Number.NaN }, says: 'not NaN.' },
  { options: { retry: 3e9 }, says: 'The maximum is 2147483647.' },
  { options: { retry: {} }, says: 'needs "limit", which is missing' },
  { options: { retry: { limit: -1 } }, says: '"retry.limit" of' },
  { options: { retry: { limits: 1 } }, code: unknown, says: 'has no option "limits". Did you mean "limit"?' },
  { options: { retry: { limit: 1, policy: 'Allways' } }, says: 'Did you mean "Always"?' },
  { options: { retry: { limit: 1, backoff: {} } }, says: '"retry.backoff" of' },
  {
    options: { retry: { limit: 1, backoff: { duration: 1.5 } } },
    says: 'must be a duration such as "10s" or "2m", not 1.5.',
  },
  { options: { retry: { limit: 1, backoff: { duration: '1 hour' } } }, says: 'Write "1h".' },
  {
    options: { retry: { limit: 1, backoff: { duration: '1s', factor: 1.5 } } },
    says: '"retry.backoff.factor" of',
  },
  { options: { retry: { limit: 1, backoff: { duration: '1s', factor: 0 } } }, says: 'at least 1, not 0.' },
  { options: { retry: { limit: 1, backoff: { duration: '1s', maxDuration: '0' } } }, says: 'not "0".' },
  {
    options: { retry: { limit: 1, expression: 'true' } },
    code: unknown,
    says: 'has no option "expression". Write if: (last) => last.exitCode !== 2.',
  },
  {
    options: { retry: { limit: 1, if: 'true' } },
    says: 'must be a function such as (last) => last.exitCode',
  },
  { options: { retry: { limit: 1, elsewhere: 1 } }, says: 'must be true or false, not 1.' },
  {
    options: { retry: { limit: 1, backoff: { duration: '1s', cap: '0s' } } },
    says: 'must be a positive duration',
  },
  { options: { cache: '1d' }, says: '"cache" of' },
  { options: { cache: 0 }, says: 'must be a positive integer number of seconds' },
  { options: { cache: { maxage: '1h' } }, code: unknown, says: 'Did you mean "maxAge"?' },
  { options: { cache: { key: 'x' } }, says: 'must be a function such as ({ name }) => name' },
  { options: { cache: { configMap: 'My Map' } }, says: 'not "My Map"' },
  { options: { lock: 'database' }, says: "Write mutex('database')." },
  { options: { lock: [mutex('a'), mutex('a')] }, says: 'has the same lock twice' },
  { options: { metrics: [] }, says: 'must be an object such as { squares: metric.counter' },
  { options: { metrics: { 'a b': metric.counter({ help: 'x' }) } }, says: 'has the key "a b"' },
  { options: { metrics: { a: { help: 'x' } } }, says: '"metrics.a" of' },
  { options: { title: '' }, says: 'must be a string that is not empty' },
  { options: { env: 'A=B' }, says: 'must be an object such as { LEVEL: "debug" }, not "A=B".' },
  { options: { env: new Map([['A', 'B']]) }, says: 'not an instance of Map.' },
  { options: { env: { PORT: Number.NaN } }, says: 'must be a string, a number, a boolean, a key' },
  { options: { env: { '1A': 'x' } }, says: 'has the key "1A"' },
  { options: { env: { 'A B': 'x' } }, says: 'has the key "A B"' },
  { options: { env: { TIPHYS_FORMS: 'x' } }, says: 'must not start with a digit, TIPHYS_' },
  { options: { env: { A: '{{workflow.name}}' } }, says: 'contains "{{"' },
  { options: { env: { A: 'x'.repeat(131_070) } }, says: '131073 bytes' },
  { options: { env: { A: null } }, says: 'not null' },
  {
    options: { env: { A: { secret: 'api', key: 'token' } } },
    says: "Write secret('api', ['token']).token.",
  },
  {
    options: { env: { A: { configMap: 'c', key: 'log.level' } } },
    says: "Write config('c', ['log.level'])['log.level'].",
  },
  { options: { env: { A: secret('api', ['token']) } }, says: "as in secret('api', ['token']).token" },
  { options: { env: { A: { b: 'c' } } }, says: 'must be a string, a number, a boolean, a key' },
  { options: { envFrom: secret('api', []) }, says: '"envFrom" of' },
  { options: { envFrom: [secret('api', ['token']).token] }, says: 'A single key goes into "env".' },
  { options: { envFrom: ['api'] }, says: '"envFrom[0]" of' },
  { options: { serviceAccountName: 'runner' }, code: unknown, says: 'Write pod: { serviceAccountName' },
  { options: { pod: 'gpu' }, says: 'must be an object, not "gpu"' },
  {
    options: { pod: { nodeSelectors: {} } },
    code: unknown,
    says: 'has no field "nodeSelectors". Did you mean "nodeSelector"?',
  },
  { options: { pod: { timeout: '5m' } }, code: unknown, says: 'It is the setting "timeout".' },
  { options: { pod: { container: {} } }, code: unknown, says: 'The fields are affinity, annotations' },
  { options: { pod: { nodeSelector: { arch: 5 } } }, says: "must be a string, not 5. Write '5'." },
  {
    options: { pod: { tolerations: [{ key: 'gpu', oprator: 'Exists' }] } },
    code: unknown,
    says: 'has no field "oprator". Did you mean "operator"?',
  },
  { options: { pod: { tolerations: { key: 'gpu' } } }, says: 'must be a list, not an object' },
  { options: { pod: { hostAliases: [{ hostnames: ['a'] }] } }, says: '"pod.hostAliases[0]" of' },
  { options: { pod: { sidecars: [{ image: 'envoy' }] } }, says: 'needs "name", which is missing' },
  { options: { pod: { automountServiceAccountToken: 'true' } }, says: 'Write true without quotes.' },
  { options: { container: { image: 'node' } }, code: unknown, says: 'It is the setting "image".' },
  { options: { container: { command: ['node'] } }, code: unknown, says: 'Tiphys sets it.' },
  { options: { container: { imagePullPolicy: 'always' } }, says: 'Did you mean "Always"?' },
  {
    options: { container: { readinessProbe: { tcpSocket: { port: [80] } } } },
    says: 'must be an integer or a string, not a list',
  },
  { options: { container: { livenessProbe: { periodSeconds: '10' } } }, says: 'Write 10 without quotes.' },
  {
    options: { container: { ports: [{ containerPort: 80, protcol: 'TCP' }] } },
    code: unknown,
    says: 'Did you mean "protocol"?',
  },
  { options: { resources: { limit: {} } }, code: unknown, says: 'Did you mean "limits"?' },
  { options: { resources: { limits: { mem: '1Gi' } } }, says: 'has the key "mem"' },
  { options: { resources: { limits: { Memory: '1Gi' } } }, says: 'Did you mean "memory"?' },
  { options: { resources: { limits: { memory: '1GB' } } }, says: 'Write "1Gi".' },
  { options: { resources: { limits: { memory: 'lots' } } }, says: 'must be a quantity' },
  { options: { resources: { limits: { memory: '500m' } } }, says: '"m" means thousandths' },
  { options: { resources: { limits: { cpu: -1 } } }, says: 'not -1.' },
  {
    options: { resources: { requests: { cpu: 2 }, limits: { cpu: '500m' } } },
    says: 'requests more cpu (2)',
  },
];

describe('options of a component', () => {
  test.for(containerCases)('with($options) is refused', async (wanted) => {
    const build = (): AnyPipeline =>
      pipeline('p', {}, () => square.with(wanted.options as Untyped)({ x: 1 }));
    expectRefusal(await refusalOf(build), import.meta.filename, wanted);
  });

  test.for([
    ...containerCases,
    { options: { after: 'draw' }, says: 'must be what a component, forEach or when returned,' },
    { options: { name: 5 }, says: '"name" of the call of square must be a string, not 5.' },
  ])('a call with $options is refused', async (wanted) => {
    const build = (): AnyPipeline =>
      pipeline('p', {}, () => {
        square({ x: 1 }, wanted.options as Untyped);
      });
    expectRefusal(await refusalOf(build), import.meta.filename, wanted);
  });

  test('an output cannot be an option', async () => {
    const error = await refusalOf(() =>
      pipeline('p', { level: 'debug' }, ({ level }) => square({ x: 1 }, { env: { LEVEL: level as never } })),
    );
    expectRefusal(error, import.meta.filename, {
      options: {},
      says: 'Options are fixed when the pipeline is compiled.',
    });
  });

  test.for<{ readonly options: object }>([
    { options: {} },
    { options: { image: undefined, retry: undefined } },
    { options: { image: 'registry.example:5000/a-b/c__d:v1.2_3' } },
    { options: { image: `node@sha256:${'a'.repeat(64)}` } },
    { options: { image: `node:24@sha256:${'a'.repeat(64)}` } },
    { options: { image: '{{workflow.parameters.image}}' } },
    { options: { timeout: 90 } },
    { options: { timeout: '1h30m' } },
    { options: { timeout: '1.5h' } },
    { options: { retry: 0 } },
    {
      options: {
        retry: {
          limit: 2,
          policy: 'Always',
          backoff: { duration: '10', factor: 2, maxDuration: '5m' },
          if: (last: { exitCode: number }, tries: number) => last.exitCode !== 2 && tries < 5,
        },
      },
    },
    {
      options: {
        env: { A: '', _B: 'x', C: secret('a.b-c', ['.env'])['.env'], D: config('c', ['k']).k },
      },
    },
    { options: { env: { A: 'x'.repeat(131_069) } } },
    {
      options: {
        resources: {
          requests: { cpu: '100m', memory: '1Gi' },
          limits: {
            cpu: 0.5,
            memory: 2e9,
            'nvidia.com/gpu': 1,
            'ephemeral-storage': '1e3',
            'hugepages-2Mi': '4Mi',
          },
        },
      },
    },
  ])('a call with $options compiles', async ({ options }) => {
    const build = (): AnyPipeline => pipeline('p', {}, () => ({ y: square({ x: 1 }, options as Untyped) }));
    expect(await refusalOf(build)).toBeUndefined();
  });
});

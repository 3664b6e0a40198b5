import { describe, expect, test } from 'vitest';
import { compile } from '../../../test/compile.ts';
import { draw, square } from '../../../test/components.ts';
import { forEach, gt, input, oneOf, type Pipeline, pipeline, when } from '../../index.ts';

/** Options as JavaScript passes them, where no compiler has looked. */
type Untyped = Record<string, never>;

interface OptionCase {
  readonly options: unknown;
  readonly says: string;
  /** @default 'PIPELINE_INVALID_OPTION' */
  readonly code?: string;
}

const unknown = 'PIPELINE_UNKNOWN_OPTION';

async function refusalOf(build: () => Pipeline): Promise<unknown> {
  try {
    await compile(build());
  } catch (error) {
    return error;
  }
  return undefined;
}

function expectRefusal(error: unknown, { code = 'PIPELINE_INVALID_OPTION', says }: OptionCase): void {
  expect(error).toMatchObject({
    code,
    message: expect.stringContaining(says),
    location: { file: import.meta.filename, line: expect.any(Number), column: expect.any(Number) },
  });
}

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
  { options: { retry: { limit: 1, backoff: { duration: 5 } } }, says: 'Write "5s".' },
  { options: { retry: { limit: 1, backoff: { duration: '1 hour' } } }, says: 'Write "1h".' },
  {
    options: { retry: { limit: 1, backoff: { duration: '1s', factor: 1.5 } } },
    says: '"retry.backoff.factor" of',
  },
  { options: { retry: { limit: 1, backoff: { duration: '1s', factor: 0 } } }, says: 'at least 1, not 0.' },
  { options: { retry: { limit: 1, backoff: { duration: '1s', maxDuration: '0' } } }, says: 'not "0".' },
  { options: { retry: { limit: 1, expression: '' } }, says: 'must be a condition' },
  { options: { retry: { limit: 1, expression: 'lastRetry.exitCode != ' } }, says: 'It is invalid' },
  {
    options: { retry: { limit: 1, expression: 'lastretry.status == "Error"' } },
    says: 'Did you mean "lastRetry"?',
  },
  {
    options: { retry: { limit: 1, expression: 'lastRetry.exitcode == "1"' } },
    says: 'Did you mean "exitCode"?',
  },
  {
    options: { retry: { limit: 1, expression: 'lastRetry.exitCode != 2' } },
    says: 'Write asInt(lastRetry.exitCode).',
  },
  { options: { retry: { limit: 1, expression: 'retries < 2' } }, says: 'Write asInt(retries).' },
  {
    options: { retry: { limit: 1, expression: 'lastRetry.exitCode' } },
    says: 'is a value, not a condition',
  },
  { options: { env: 'A=B' }, says: 'must be an object such as { LEVEL: "debug" }, not "A=B".' },
  { options: { env: { PORT: 80 } }, says: "Write '80'." },
  { options: { env: { '1A': 'x' } }, says: 'has the key "1A"' },
  { options: { env: { 'A B': 'x' } }, says: 'has the key "A B"' },
  { options: { env: { TIPHYS_FORMS: 'x' } }, says: 'must not start with a digit, TIPHYS_' },
  { options: { env: { A: '{{workflow.name}}' } }, says: 'contains "{{"' },
  { options: { env: { A: 'x'.repeat(131_070) } }, says: '131073 bytes' },
  { options: { env: { A: null } }, says: 'not null' },
  { options: { env: { A: { secret: 'api' } } }, says: 'needs "key", which is missing' },
  { options: { env: { A: { secret: '', key: 'token' } } }, says: '"env.A.secret" of' },
  { options: { env: { A: { secret: 'My_Secret', key: 'token' } } }, says: 'not "My_Secret"' },
  { options: { env: { A: { secret: 'api', key: '' } } }, says: '"env.A.key" of' },
  { options: { env: { A: { secret: 'api', key: '..' } } }, says: 'not ".."' },
  { options: { env: { A: { configMap: 'c', keys: 'k' } } }, code: unknown, says: 'Did you mean "key"?' },
  { options: { env: { A: { secret: 'a', configMap: 'c', key: 'k' } } }, code: unknown, says: '"secret"' },
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
    const build = (): Pipeline => pipeline('p', {}, () => square.with(wanted.options as Untyped)({ x: 1 }));
    expectRefusal(await refusalOf(build), wanted);
  });

  test.for([
    ...containerCases,
    { options: { after: 'draw' }, says: 'must be a list such as [first, second], not "draw".' },
    { options: { name: 5 }, says: '"name" of the call of square must be a string, not 5.' },
  ])('a call with $options is refused', async (wanted) => {
    const build = (): Pipeline =>
      pipeline('p', {}, () => {
        square({ x: 1 }, wanted.options as Untyped);
      });
    expectRefusal(await refusalOf(build), wanted);
  });

  test('an output cannot be an option', async () => {
    const error = await refusalOf(() =>
      pipeline('p', { image: 'node:24' }, ({ image }) => square({ x: 1 }, { image: image as never })),
    );
    expectRefusal(error, { options: {}, says: 'Options are fixed when the pipeline is compiled.' });
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
          expression: 'asInt(lastRetry.exitCode) != 2 && asInt(retries) < 5',
        },
      },
    },
    { options: { retry: { limit: 2, expression: 'let x = 1; x > 0 && lastRetry.status in ["Error"]' } } },
    { options: { retry: { limit: 2, expression: 'lastRetry.message matches "{{workflow.name}}"' } } },
    {
      options: {
        env: { A: '', _B: 'x', C: { secret: 'a.b-c', key: '.env' }, D: { configMap: 'c', key: 'k' } },
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
    const build = (): Pipeline => pipeline('p', {}, () => ({ y: square({ x: 1 }, options as Untyped) }));
    expect(await refusalOf(build)).toBeUndefined();
  });
});

describe('options of loops, branches and inputs', () => {
  const loop = (options: unknown) => () =>
    pipeline('p', {}, () => forEach(draw({ count: 1 }), (x) => square({ x }), options as Untyped));
  const branch = (options: unknown) => () =>
    pipeline('p', {}, () => {
      when(gt(square({ x: 1 }), 1), () => square({ x: 2 }), options as Untyped);
    });
  const declared = (options: unknown) => () =>
    pipeline('p', { n: input<number>(options as Untyped) }, ({ n }) => square({ x: n }));
  const chosen =
    (...choices: readonly unknown[]) =>
    () =>
      pipeline('p', { n: (oneOf as (...all: readonly unknown[]) => never)(...choices) }, () =>
        square({ x: 1 }),
      );

  test.for([
    {
      title: 'loop',
      build: loop,
      options: { paralellism: 2 },
      code: unknown,
      says: 'Did you mean "parallelism"?',
    },
    {
      title: 'loop',
      build: loop,
      options: { parallelism: 0 },
      says: 'must be an integer of at least 1, not 0.',
    },
    { title: 'loop', build: loop, options: { parallelism: '4' }, says: 'Write 4 without quotes.' },
    { title: 'loop', build: loop, options: 4, says: 'must be an object, not 4' },
    { title: 'branch', build: branch, options: { nam: 'x' }, code: unknown, says: 'Did you mean "name"?' },
    { title: 'branch', build: branch, options: { after: 5 }, says: 'not 5' },
    { title: 'input', build: declared, options: { descripton: 'x' }, code: unknown, says: '"description"?' },
    { title: 'input', build: declared, options: { schema: 'string' }, says: 'must be a JSON Schema' },
    { title: 'choice', build: chosen, options: [], says: 'takes strings' },
  ])('a $title with $options is refused', async ({ build, ...wanted }) => {
    expectRefusal(await refusalOf(build(wanted.options)), wanted);
  });

  test.for([
    { choices: [], says: 'needs at least one value' },
    { choices: ['a', 'a'], says: 'lists a value twice' },
    { choices: [1, Number.NaN], says: 'takes strings, finite numbers and booleans only' },
  ])('oneOf($choices) is refused', async ({ choices, says }) => {
    expectRefusal(await refusalOf(chosen(...choices)), { options: {}, says });
  });
});

describe('options of a pipeline', () => {
  const build = (options: unknown) => () =>
    pipeline('nightly', {}, () => ({ y: square({ x: 1 }) }), options as Untyped);

  test.for<OptionCase>([
    { options: { scedules: ['0 3 * * *'] }, code: unknown, says: 'Did you mean "schedules"?' },
    { options: 'cron', says: 'must be an object, not "cron"' },
    { options: { kind: 'Workflows' }, says: 'Did you mean "Workflow"?' },
    { options: { kind: 'ClusterWorkflowTemplate' }, says: 'must be one of' },
    { options: { schedules: '0 3 * * *' }, says: 'must be a list of schedules' },
    { options: { schedules: [''] }, says: '"schedules[0]" of the pipeline nightly' },
    { options: { schedules: ['0 25 * * *'] }, says: '25 is above 23 in the hour field' },
    { options: { schedules: ['0 3 * *'] }, says: 'it has 4 fields instead of 5' },
    { options: { schedules: [] }, code: 'PIPELINE_NO_SCHEDULE', says: 'without a schedule' },
    { options: { kind: 'CronWorkflow' }, code: 'PIPELINE_NO_SCHEDULE', says: 'without a schedule' },
    { options: { kind: 'Workflow', schedules: ['0 3 * * *'] }, says: 'requires a CronWorkflow' },
    { options: { kind: 'WorkflowTemplate', schedules: ['0 3 * * *'] }, says: 'requires a CronWorkflow' },
    { options: { timezone: 'Europe/Berlin' }, says: '"timezone" of the pipeline nightly has no effect' },
    { options: { concurrencyPolicy: 'Forbid' }, says: 'has no effect without schedules' },
    { options: { schedules: ['0 3 * * *'], timezone: 'Europe/Berlim' }, says: 'is not a time zone' },
    { options: { schedules: ['0 3 * * *'], timezone: 'europe/berlin' }, says: 'is not a time zone' },
    {
      options: { schedules: ['TZ=UTC 0 3 * * *'], timezone: 'Europe/Berlin' },
      says: 'has a time zone, but "timezone" is also set',
    },
    { options: { schedules: ['0 3 * * *'], concurrencyPolicy: 'forbid' }, says: 'Did you mean "Forbid"?' },
    { options: { namespace: 'My_Team' }, says: '"namespace" of the pipeline nightly' },
    { options: { namespace: 'a.b' }, says: 'not "a.b"' },
    { options: { serviceAccountName: 'Runner' }, says: 'not "Runner"' },
    { options: { serviceAccountName: '' }, says: 'not ""' },
    { options: { labels: { team: 5 } }, says: "Write '5'." },
    { options: { labels: { team: 'data platform' } }, says: '"labels.team" of' },
    { options: { labels: { team: 'x'.repeat(64) } }, says: 'at most 63' },
    { options: { labels: { 'a b': 'x' } }, says: 'has the key "a b"' },
    { options: { labels: { 'Example.com/a': 'x' } }, says: 'has the key "Example.com/a"' },
    { options: { labels: ['team=x'] }, says: 'not a list' },
    { options: { annotations: { '': 'x' } }, says: 'has the key ""' },
    { options: { annotations: { a: true } }, says: "Write 'true'." },
    { options: { annotations: { a: 'x'.repeat(262_144) } }, says: '262145 bytes' },
    { options: { description: 5 }, says: '"description" of' },
    { options: { parallelism: 0 }, says: 'must be an integer of at least 1, not 0.' },
    { options: { parallelism: 2.5 }, says: 'not 2.5.' },
    { options: { activeDeadlineSeconds: -1 }, says: '"activeDeadlineSeconds" of' },
    { options: { activeDeadlineSeconds: 0 }, says: 'at least 1, not 0.' },
    { options: { activeDeadlineSeconds: '1h' }, says: 'not "1h"' },
    { options: { onExit: {} }, says: 'must be a function, not an object' },
  ])('$options is refused', async (wanted) => {
    expectRefusal(await refusalOf(build(wanted.options)), wanted);
  });

  test.for([
    { options: { labels: { team: '', 'example.com/a': 'a_b.c' }, annotations: { a: 'any {{ text' } } },
    { options: { namespace: 'argo-1', serviceAccountName: 'runner.v2', parallelism: 1 } },
    { options: { serviceAccountName: '{{workflow.parameters.account}}' } },
    { options: { schedules: ['@daily', 'TZ=UTC 0 3 * * mon-fri'], concurrencyPolicy: 'Forbid' } },
    { options: { kind: 'CronWorkflow', schedules: ['0 3 * * *'], timezone: 'America/New_York' } },
  ])('$options compiles', async ({ options }) => {
    expect(await refusalOf(build(options))).toBeUndefined();
  });

  test.for([
    {
      title: 'no inputs',
      call: ['p', () => square({ x: 1 })],
      says: 'The object of inputs of the pipeline is a function',
    },
    { title: 'no name', call: [{}, () => square({ x: 1 })], says: 'The name of the pipeline is an object' },
    { title: 'no body', call: ['p', {}], says: 'The body of the pipeline is undefined' },
  ])('a call with $title is refused', async ({ call, says }) => {
    const untyped = pipeline as unknown as (...all: readonly unknown[]) => Pipeline;
    expectRefusal(await refusalOf(() => untyped(...call)), {
      options: {},
      code: 'PIPELINE_INVALID_ARGUMENT',
      says,
    });
  });
});

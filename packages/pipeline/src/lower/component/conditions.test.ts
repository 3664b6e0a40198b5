import { describe, expect, test } from 'vitest';
import { compile, compileSpec, compileTemplates, compileYaml } from '../../../test/compile.ts';
import { choose, describeComponent, hello, notify, scale, square, total } from '../../../test/components.ts';
import {
  type Component,
  component,
  forEach,
  type InputFile,
  type LastTry,
  metric,
  mutex,
  pipeline,
  type Settings,
  semaphore,
  using,
} from '../../index.ts';

const countDescriptor = describeComponent('countLines', { table: { type: 'string' } }, { type: 'number' });
const countLines: Component<{ table: InputFile }, number> = component({
  ...countDescriptor,
  inputs: [{ name: 'table', optional: false, route: 'file', schema: { type: 'string' } }],
});
const save: Component<Record<never, never>, InputFile> = component(
  describeComponent('save', {}, {}, { output: { route: 'file', schema: {}, list: false } }),
);

/** Returns the template of a call of square with settings. */
async function templateWith(settings: Settings<{ x: number }, number>): Promise<unknown> {
  return (await compileTemplates(pipeline('p', {}, () => ({ y: square({ x: 1 }, settings) })))).square;
}

describe('conditions of retries', () => {
  test.for<{ readonly given: (last: LastTry, tries: number) => boolean; readonly want: string }>([
    {
      given: (last) => last.exitCode !== 2 && !last.message.includes('out of memory'),
      want: "asInt(lastRetry.exitCode) != 2 && !(lastRetry.message contains 'out of memory')",
    },
    { given: ({ status }) => status === 'Error', want: "lastRetry.status == 'Error'" },
    { given: (_, tries) => tries < 3, want: 'asInt(retries) < 3' },
    { given: (last) => last.seconds < 1.5, want: 'asFloat(lastRetry.duration) < 1.5' },
    {
      given: using({ fatal: [2, 137] }, ({ fatal }, last: LastTry) => !fatal.includes(last.exitCode)),
      want: '!(asInt(lastRetry.exitCode) in [2, 137])',
    },
  ])('$want', async ({ given, want }) => {
    expect(await templateWith({ retry: { limit: 2, if: given } })).toMatchObject({
      retryStrategy: { limit: '2', expression: want },
    });
  });

  test('a condition that is no boolean is an error at the call', async () => {
    const given = pipeline('p', {}, () => {
      square({ x: 1 }, { retry: { limit: 2, if: ((last: LastTry) => last.exitCode) as never } });
    });
    await expect(compile(given)).rejects.toMatchObject({
      code: 'PIPELINE_UNSUPPORTED_SYNTAX',
      message: expect.stringContaining('retry.if must be a boolean, but this is a number.') as string,
      location: { file: import.meta.filename },
    });
  });

  test('calls with the same function share a template, and those with other constants do not', async () => {
    const only = (code: number): Settings => ({
      retry: { limit: 1, if: using({ code }, ({ code }, last: LastTry) => last.exitCode === code) },
    });
    const given = pipeline('p', {}, () => {
      square({ x: 1 }, only(1));
      square({ x: 2 }, only(1));
      square({ x: 3 }, only(2));
    });
    expect(Object.keys(await compileTemplates(given))).toEqual(['main', 'square', 'square-2']);
  });
});

describe('locks', () => {
  test('of tasks and of the run', async () => {
    const given = pipeline(
      'p',
      {},
      () => ({
        y: square(
          { x: 1 },
          {
            lock: [
              mutex('database'),
              semaphore({ configMap: 'limits', key: 'gpu' }),
              semaphore({ database: 'db' }),
            ],
          },
        ),
      }),
      { lock: mutex('nightly') },
    );
    expect((await compileTemplates(given)).square).toMatchObject({
      synchronization: {
        mutexes: [{ name: 'database' }],
        semaphores: [{ configMapKeyRef: { name: 'limits', key: 'gpu' } }, { database: { key: 'db' } }],
      },
    });
    expect(await compileSpec(given)).toMatchObject({ synchronization: { mutexes: [{ name: 'nightly' }] } });
  });

  test.for([
    { build: () => mutex(''), says: 'mutex(...) takes a name, not "".' },
    { build: () => semaphore('gpu' as never), says: 'semaphore(...) takes an object, not "gpu".' },
    {
      build: () => semaphore({ configMap: 'limits' } as never),
      says: 'either configMap and key, or database',
    },
    {
      build: () => semaphore({ configMap: 'limits', key: 'a', database: 'b' } as never),
      says: 'either configMap and key, or database',
    },
  ])('are refused: $says', ({ build, says }) => {
    expect(build).toThrow(
      expect.objectContaining({ code: 'PIPELINE_INVALID_OPTION', message: expect.stringContaining(says) }),
    );
  });
});

describe('kept results', () => {
  test('are found by code, image, environment and inputs', async () => {
    const key = async (settings: Settings): Promise<string> =>
      ((await templateWith({ cache: true, ...settings })) as { memoize: { key: string } }).memoize.key;
    const plain = await key({});
    expect(plain).toMatch(
      /^\{\{=sprig\.sha256sum\(toJson\(\['[0-9a-f]{16}', inputs\.parameters\.x, inputs\.parameters\['tiphys-forms'\]\]\)\)\}\}$/,
    );
    const others = [{ image: 'node:22' }, { env: { A: '1' } }, { env: { A: '2' } }];
    const keys = await Promise.all(others.map(key));
    expect(new Set([plain, ...keys]).size).toBe(4);
    expect(await key({ timeout: '5m' })).toBe(plain);
  });

  test('a duration is their age, and a key of your own replaces the inputs', async () => {
    expect(await templateWith({ cache: '168h' })).toMatchObject({
      memoize: { maxAge: '168h', cache: { configMap: { name: 'p-cache' } } },
    });
    expect(
      await templateWith({ cache: { maxAge: 60, configMap: 'results', key: ({ x }) => `square-${x}` } }),
    ).toMatchObject({
      memoize: {
        maxAge: '60s',
        key: "{{=sprig.sha256sum(toJson(['square', 'square-' + toJson(fromJSON(inputs.parameters.x) + 0)]))}}",
        cache: { configMap: { name: 'results' } },
      },
    });
    expect(await templateWith({ cache: false })).not.toHaveProperty('memoize');
  });

  test('a call can turn off what its component keeps', async () => {
    const kept = square.with({ cache: '1h' });
    const given = pipeline('p', {}, () => {
      kept({ x: 1 });
      kept({ x: 2 }, { cache: false });
    });
    const templates = await compileTemplates(given);
    expect(templates.square).toHaveProperty('memoize');
    expect(templates['square-2']).not.toHaveProperty('memoize');
  });

  test('with retries, a template around the other keeps them', async () => {
    const given = pipeline('cached', {}, () => ({
      y: scale({ x: 2 }, { cache: '24h', retry: 2 }),
    }));
    await expect(await compileYaml(given)).toMatchFileSnapshot('../../../test/golden/cached.yaml');
  });

  test('files need a key', async () => {
    const given = (settings: Settings<{ table: InputFile }, number>) =>
      pipeline('p', {}, () => ({ n: countLines({ table: save() as never }, settings) }));
    await expect(compile(given({ cache: true }))).rejects.toMatchObject({
      message:
        '"cache" of countLines needs a key, because the input "table" is passed as a file, and Argo does not know its content. Write cache: { key: (inputs) => ... }.',
      location: { file: import.meta.filename },
    });
    await expect(compile(given({ cache: { key: () => 'one' } }))).resolves.toBeDefined();
  });

  test('an image that is an output is part of the key', async () => {
    const given = pipeline('p', { image: 'node:24' }, ({ image }) => {
      square({ x: 1 }, { image, cache: true });
    });
    expect((await compileTemplates(given)).square?.memoize?.key).toContain(
      "inputs.parameters['tiphys-image']",
    );
  });
});

describe('metrics', () => {
  test('read the task that has ended', async () => {
    const metrics: Settings<{ x: number }, number>['metrics'] = {
      squares: metric.counter({
        help: 'Squares',
        labels: {
          status: (task) => task.status,
          team: 'data',
          size: ({ inputs }) => (inputs.x > 9 ? 'big' : 'small'),
        },
        if: (task) => task.status !== 'Error',
      }),
      running: metric.gauge({ help: 'Running', value: (task) => task.seconds, realtime: true }),
      last: metric.gauge({ help: 'Last', value: (task) => task.result }),
      sizes: metric.histogram({ help: 'Sizes', buckets: [1, 10, 100], value: (task) => task.result * 2 }),
    };
    const given = pipeline('metrics', {}, () => ({ y: square({ x: 2 }, { metrics }) }));
    await expect(await compileYaml(given)).toMatchFileSnapshot('../../../test/golden/metrics.yaml');
  });

  test.for<{ readonly build: () => unknown; readonly says: string; readonly code?: string }>([
    { build: () => metric.counter({} as never), says: 'metric.counter needs "help", which is missing.' },
    {
      build: () => metric.counter({ help: 'x', value: -1 }),
      says: '"value" of metric.counter must be a number of at least 0',
    },
    { build: () => metric.gauge({ help: 'x' } as never), says: 'metric.gauge needs "value"' },
    {
      build: () => metric.gauge({ help: 'x', value: 5 as never }),
      says: 'must be a function such as (task) => task.seconds, not 5.',
    },
    {
      build: () => metric.histogram({ help: 'x', value: () => 1, buckets: [10, 1] }),
      says: 'must be a list of numbers in ascending order',
    },
    {
      build: () => metric.counter({ help: 'x', labels: { 'a-b': 'x' } }),
      says: 'has the key "a-b"',
    },
    {
      build: () => metric.counter({ help: 'x', lables: {} } as never),
      says: 'Did you mean "labels"?',
      code: 'PIPELINE_UNKNOWN_OPTION',
    },
    {
      build: () =>
        square(
          { x: 1 },
          { metrics: { r: metric.gauge({ help: 'x', value: (task) => task.result, realtime: true }) } },
        ),
      says: 'The metric "r" changes in real time, so its value can only be (task) => task.seconds.',
    },
  ])('are refused: $says', async ({ build, says, code = 'PIPELINE_INVALID_OPTION' }) => {
    const given = pipeline('p', {}, () => {
      build();
      square({ x: 1 });
    });
    await expect(compile(given)).rejects.toMatchObject({
      code,
      message: expect.stringContaining(says) as string,
      location: { file: import.meta.filename },
    });
  });
});

test('a title is an annotation of the template', async () => {
  expect(await templateWith({ title: 'The square', pod: { annotations: { a: 'b' } } })).toMatchObject({
    annotations: { 'workflows.argoproj.io/title': 'The square', a: 'b' },
  });
});

describe('defaults of pipelines', () => {
  const part = pipeline('part', { x: 1 }, ({ x }) => ({ y: square({ x }) }), {
    defaults: { image: 'part:1' },
  });

  test('apply to their tasks where they are a part of others, above the defaults of those', async () => {
    const given = pipeline('whole', {}, () => ({ a: part({ x: 2 }).y, b: square({ x: 3 }) }), {
      defaults: { image: 'whole:1', timeout: '5m' },
    });
    const { templates = [] } = await compileSpec(given);
    const squares = templates.filter(({ script }) => script !== undefined);
    expect(squares.map(({ script, timeout }) => [script?.image, timeout]).sort()).toEqual([
      ['part:1', '5m'],
      ['whole:1', '5m'],
    ]);
  });
});

test('components without settings are as before', async () => {
  const given = pipeline('p', {}, () => {
    notify({ text: choose({ mode: 'min' }) });
    forEach([1, 2], (x) => square({ x }));
    return { a: hello(), b: total({ values: [1] }) };
  });
  expect(
    Object.values(await compileTemplates(given)).flatMap(({ script }) => script?.image ?? []),
  ).toHaveLength(5);
});

import { describe, expect, test } from 'vitest';
import { notify } from '../../test/components.ts';
import { component, file, input, jsonPath, pipeline, sleep, volume } from '../index.ts';
import { mock, runPipeline } from '../testing.ts';

const ping = component.http('ping', {
  request: () => ({ url: 'https://example.org' }),
  returns: input<{ ok: boolean }>({ schema: { type: 'object', properties: { ok: { type: 'boolean' } } } }),
});
const claim = component.resource('claim', {
  action: 'create',
  manifest: () => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { generateName: 'x-' } }),
  outputs: { uid: jsonPath<string>('{.metadata.uid}', { schema: { type: 'string' } }) },
});
const keys = component.data('keys', {
  list: file.s3({ bucket: 'b', key: 'logs/' }),
  transform: (found) => found,
});
const slack = component.plugin('slack', {
  inputs: { text: input<string>({ schema: { type: 'string' } }) },
  call: ({ inputs }) => ({ slack: { text: inputs.text } }),
});
const count = component.containerSet('count', {
  mounts: { '/workspace': volume.scratch() },
  containers: { main: { image: 'alpine', command: ['true'] } },
});
const redis = component.container('redis', {
  image: 'redis:8',
  container: { readinessProbe: { tcpSocket: { port: 6379 } } },
});

const all = pipeline('all', {}, () => {
  const { ok } = ping();
  const { uid } = claim();
  const found = keys();
  const counted = count();
  slack({ text: uid }, { after: counted });
  const db = redis.daemon();
  notify({ text: 'end' }, { after: [db, ok, found] });
  return { ok, uid, found, ip: db.ip };
});

const mocks = [
  mock(ping, () => ({ ok: true })),
  mock(claim, () => ({ uid: 'u' })),
  mock(keys, () => ['a.log']),
  mock(count, () => undefined),
  mock(slack, () => undefined),
  mock(notify, () => undefined),
];

/** A daemon, and a time that passes while it runs. */
const paused = pipeline('paused', {}, () => {
  const db = redis.daemon();
  const later = sleep('1h', { after: db });
  notify({ text: db.ip }, { after: later });
});

describe('templates of other kinds than functions', () => {
  test('run with mocks, and reach nothing outside the test', async () => {
    await using run = await runPipeline(all, { mocks });
    expect(run.failures).toEqual([]);
    expect(run.outputs).toEqual({ ok: true, uid: 'u', found: ['a.log'], ip: '127.0.0.1' });
    expect(run.calls(slack)).toMatchObject([{ inputs: { text: 'u' } }]);
  });

  test('are daemons that are ready at once, and run until the end of the body', async () => {
    await using run = await runPipeline(paused, { mocks: mocks.slice(-1) });
    expect(run.status).toBe('Succeeded');
    expect(run.calls(notify)).toMatchObject([{ inputs: { text: '127.0.0.1' } }]);
  });

  test('are refused without a mock', async () => {
    await expect(runPipeline(all, { mocks: mocks.slice(-1) })).rejects.toMatchObject({
      code: 'PIPELINE_TEST_MOCK_REQUIRED',
      message: expect.stringMatching(/ping.*claim.*keys.*count.*slack are .*tests do not run/s),
    });
  });
});

import { afterAll, beforeAll, expect, test } from 'vitest';
import { openArgoServer } from '../../src/index.ts';
import { type ReplayServer, startReplayServer } from '../replay/replay-server.ts';

let server: ReplayServer;
beforeAll(async () => {
  server = await startReplayServer();
});
afterAll(() => server[Symbol.asyncDispose]());

const MISSING = "raw output parameter 'share' has not been set and does not have a default value";

const node = {
  id: 'r-1',
  name: 'r.how',
  displayName: 'how',
  type: 'Suspend',
  phase: 'Running',
  outputs: { parameters: [{ name: 'share', valueFrom: { supplied: {} } }] },
};
const run = { metadata: { name: 'r', namespace: 'ci' }, spec: {}, status: { nodes: { 'r-1': node } } };

test.for([
  [
    'the server',
    `timed out waiting for the condition: ${MISSING}`,
    {},
    'RUNS_ANSWER',
    'how waits for a value of "share"',
  ],
  ['a node', MISSING, { nodeFieldSelector: 'displayName=how' }, 'RUNS_ANSWER', 'Pass it with -p share=VALUE'],
  [
    'two answers at once',
    "cannot set output parameter 'share' because it does not use valueFrom.raw or it was already set",
    { parameters: { share: '5' } },
    'RUNS_ANSWER',
    'r already has another answer for share, from somebody else. This one was not used.',
  ],
  ['another failure', 'etcd is gone', {}, 'CLIENT_SERVER', 'etcd is gone'],
] as const)('resume that the server refuses: %s', async ([, message, options, code, shown]) => {
  const headers = { 'content-type': 'application/json' };
  const request = { method: '-', path: '-', headers: {} };
  server.begin({ name: '-', request, response: { status: 200, headers, body: run } }, ({ method }) =>
    method === 'PUT'
      ? { status: 500, headers, body: { code: 2, message } }
      : { status: 200, headers, body: run },
  );
  const { runs, close } = openArgoServer({ server: server.url, namespace: 'ci' });
  await expect(runs.resume('r', options)).rejects.toMatchObject({
    code,
    message: expect.stringContaining(shown),
  });
  await close();
});

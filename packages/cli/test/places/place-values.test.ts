import { startLoopback } from '@tiphys/tools-cluster';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BothClusters, type Mode, startBothClusters } from './both-clusters.ts';

let both: BothClusters;
beforeAll(async () => {
  both = await startBothClusters({});
});
afterAll(() => both[Symbol.asyncDispose]());

test.for<readonly [line: string, message: string]>([
  // After the space at the end is an empty word.
  ['list --server ', '--server needs a value, but it is empty'],
  ['list --argo-server ', '--argo-server needs a value'],
  ['list --context ', '--context needs a value'],
  ['list --kubeconfig ', '--kubeconfig needs a value'],
  ['list --kube --token ', '--token needs a value'],
  ['list --store ', '--store needs a value'],
  ['delete --kube --all -n ', '--namespace needs a value'],
  ['delete --kube -l ', '--selector needs a value'],
  ['delete --prefix ', '--prefix needs a value'],
  ['stop x --node-field-selector ', '--node-field-selector needs a value'],
  ['list --server http://', 'The address in --server is not a URL'],
  ['list --server http://a:1 --secure', '--secure is true, but --server is http://a:1'],
  [
    'list --server http://a:1/x --argo-base-href /y',
    '--argo-base-href is /y, but the path of --server is /x',
  ],
  ['list --server http://a:1 -n A', '--namespace must be the name of a namespace, such as team-a, not "A"'],
  ['list --kube --instanceid a,b', 'The instance id "a,b" must be the value of a label'],
  ['list --server http://a:1 --instanceid a,b', 'The instance id "a,b" must be the value of a label'],
  ['list --kube --context tset', 'has no context "tset". Its contexts: test.'],
  ['list --kubeconfig .', 'it is a folder'],
])('%s', async ([line, message]) => {
  const { code, out, err } = await both.tiphys('local', line, { env: { TIPHYS_PLACE: '' } });
  expect(err).toContain(message);
  expect({ code, out }).toEqual({ code: 2, out: '' });
});

test.for<readonly [mode: Mode, option: string, variable: string, sent: string]>([
  ['server', 'abc', '', 'Bearer abc'],
  ['server', '', 'abc', 'Bearer abc'],
  ['server', 'Basic abc', '', 'Basic abc'],
  ['server', '', 'Basic abc', 'Basic abc'],
  ['server', 'bearer abc', 'other', 'bearer abc'],
  ['kube', 'abc', '', 'Bearer abc'],
  ['kube', 'Bearer abc', '', 'Bearer abc'],
])('%s: --token %j and ARGO_TOKEN %j are sent as %j', async ([mode, option, variable, sent]) => {
  const { requests } = both.servers[mode];
  const before = requests.length;
  const words = ['list', ...(option === '' ? [] : ['--token', option])];
  expect(await both.tiphys(mode, words, { env: { ARGO_TOKEN: variable } })).toMatchObject({ code: 0 });
  expect(requests.slice(before).map(({ headers }) => headers.authorization)).toEqual([sent]);
});

test.for<readonly [mode: Mode, token: string]>([
  ['kube', 'Basic marker-a'],
  ['kube', 'marker-a marker-b'],
  ['server', 'marker-a marker-b'],
])('%s refuses the token %j, and does not show it', async ([mode, token]) => {
  const { code, err } = await both.tiphys(mode, ['list', '--token', token]);
  expect(code).toBe(2);
  expect(err).toContain('--token');
  expect(err).not.toContain('marker-');
});

test('what a server warns of is shown once', async () => {
  const server = await startLoopback(async (_, reply) => {
    const warning = '299 - "unknown field \\"spec.entripoint\\""';
    reply.json(200, { kind: 'WorkflowList', metadata: {}, items: [] }, { warning });
  });
  try {
    const { err } = await both.tiphys('local', `delete x y --server ${server.url}`);
    expect(err.match(/^warning: The server warns: unknown field "spec\.entripoint"$/gm)).toHaveLength(1);
  } finally {
    await server.close();
  }
});

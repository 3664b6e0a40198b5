import { type ArgoServer, startArgoServer } from '@tiphys/tools-cluster';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runHere } from '../run-here.ts';
import { type CommandResult, runLine } from '../run-tiphys.ts';
import { type TemporaryFolder, temporaryFolder } from '../temporary-folder.ts';

const approvals = (name: string): string => `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: ${name} }
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{ name: approve, template: approve }, { name: how, template: how }]]
    - name: approve
      suspend: {}
    - name: how
      suspend: {}
      outputs: { parameters: [{ name: strategy, valueFrom: { supplied: {}, default: canary } }] }
`;

const files = {
  'release.yaml': approvals('release'),
  'waiting.yaml': approvals('waiting'),
  'orders.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: orders }
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - { name: zero, template: say, arguments: { parameters: [{ name: text, value: zero }] } }
          - name: price
            depends: zero
            template: say
            withItems: ['"order-1"', '"order-2"']
            arguments: { parameters: [{ name: text, value: '{{item}}' }] }
          - { name: absent, depends: price, template: say, when: 'false', arguments: { parameters: [{ name: text, value: absent }] } }
    - name: say
      inputs: { parameters: [{ name: text }] }
      container: { image: busybox, command: [echo, '{{inputs.parameters.text}}'] }
`,
};

let server: ArgoServer;
let folder: TemporaryFolder;
beforeAll(async () => {
  server = await startArgoServer();
  folder = temporaryFolder(files);
  await runLine(folder, 'run orders.yaml');
  expect(await tiphys(['submit', 'orders.yaml', '--wait'], 'server')).toMatchObject({ code: 0 });
});
afterAll(async () => {
  await server.close();
  folder[Symbol.dispose]();
});

function tiphys(words: readonly string[], place: string, interrupted?: AbortSignal): Promise<CommandResult> {
  const env = { PATH: process.env.PATH ?? '', ARGO_SERVER: server.url, TIPHYS_PLACE: place };
  return runHere(words, { cwd: folder.path, env, ...(interrupted !== undefined && { interrupted }) });
}

const places = ['local', 'server'];

test.for(places)('%s: a node is named as the tree shows it', async (place) => {
  expect(await tiphys(['logs', 'orders', 'price(1:order-2)'], place)).toMatchObject({
    code: 0,
    out: '"order-2"\n',
  });
  expect((await tiphys(['get', 'orders', 'price(0:order-1)'], place)).out).toContain('order-1');
  const selected = ['get', 'orders', '-o', 'short', '--node-field-selector', 'displayName=price(0:order-1)'];
  expect((await tiphys(selected, place)).out).toMatch(/^\S+ orders .*\n└─ ✔ price\(0:order-1\) +\S+\n$/);
});

test.for(places)('%s: the logs of a group are those of all pods under it', async (place) => {
  const logs = async (node: string): Promise<CommandResult> => tiphys(['logs', 'orders', node], place);
  const both = ['price(0:order-1): "order-1"', 'price(1:order-2): "order-2"'];
  expect((await logs('price')).out.trim().split('\n').toSorted()).toEqual(both);
  expect((await logs('orders')).out.trim().split('\n').toSorted()).toEqual([...both, 'zero: zero']);
  expect(await logs('absent')).toMatchObject({
    code: 0,
    out: '',
    err: expect.stringContaining('The node orders.absent has no pods, so it has no logs.\n'),
  });
});

test('get shows that a run is suspended, and how to answer what it asks', async () => {
  await tiphys(['submit', 'release.yaml'], 'server');
  const get = async (): Promise<string> => (await tiphys(['get', 'release'], 'server')).out;
  await expect.poll(get, { timeout: 10_000 }).toContain('how waits');
  expect(await get()).toMatch(/^● release {2}Running \(Suspended\)/);
  expect(await get()).toContain(
    'approve waits for your approval. Answer it:\n  tiphys resume release --node-field-selector displayName=approve\n',
  );
  expect(await get()).toContain(
    'how waits for an answer. Answer it:\n  tiphys resume release -p strategy=canary\n',
  );
  await tiphys(['suspend', 'release'], 'server');
  expect(await get()).toContain('Resume it:\n  tiphys resume release\n');
  const one = ['resume', 'release', '--node-field-selector', 'displayName=approve'];
  expect((await tiphys(one, 'server')).out).toBe(
    'workflow release resumed; answered approve; the run itself stays suspended\n',
  );
  expect((await tiphys(['resume', 'release'], 'server')).out).toBe(
    'workflow release resumed; answered how (strategy=canary)\n',
  );
});

test('submit says how to follow the run, and Ctrl-C that it goes on', async () => {
  expect((await tiphys(['submit', 'waiting.yaml', '--server', server.url], '')).err).toContain(
    `Follow it: tiphys watch waiting --server ${server.url}\n`,
  );
  const after = (words: readonly string[]): Promise<CommandResult> =>
    tiphys([...words, '--server', server.url], '', AbortSignal.timeout(700));
  expect(await after(['wait', 'waiting'])).toMatchObject({
    code: 130,
    err: expect.stringMatching(/Interrupted\. The run goes on: tiphys wait waiting --server \S+\n$/),
  });
  expect(await after(['logs', 'waiting', '-f'])).toMatchObject({
    code: 130,
    err: expect.stringMatching(/Interrupted\. The run goes on: tiphys logs waiting -f --server \S+\n$/),
  });
  await tiphys(['terminate', 'waiting'], 'server');
});

test('where a run is not found on this machine, the error says how to look in the cluster', async () => {
  expect(await tiphys(['get', 'waiting'], '')).toMatchObject({
    code: 2,
    err: expect.stringMatching(/pass --server or --kube, or set TIPHYS_PLACE/),
  });
  expect((await tiphys(['get', 'waiting', '--local'], '')).err).not.toContain('--kube');
});

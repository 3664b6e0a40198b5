import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type BothClusters, type Mode, startBothClusters } from './both-clusters.ts';

const head = 'apiVersion: argoproj.io/v1alpha1\nkind: Workflow\nmetadata: { name: ';

const files = {
  'held.yaml': `${head}held }
spec:
  entrypoint: main
  templates:
    - name: main
      steps: [[{ name: hold, template: hold }]]
    - name: hold
      suspend: {}
      outputs: { parameters: [{ name: a, valueFrom: { supplied: {} } }] }
`,
  'ok.yaml': `${head}ok }
spec: { entrypoint: main, templates: [{ name: main, container: { image: alpine, command: ['true'] } }] }
`,
};

let both: BothClusters;

beforeAll(async () => {
  both = await startBothClusters(files);
  for (const mode of ['kube', 'server'] as const) {
    await both.tiphys(mode, 'submit ok.yaml --wait');
    await both.tiphys(mode, 'submit held.yaml');
    await vi.waitUntil(async () => (await both.tiphys(mode, 'get held')).out.includes('hold'));
  }
  await both.tiphys('local', 'run ok.yaml');
  // Leaves the run when it asks.
  const asked = new AbortController();
  const onError = (text: string): void => {
    if (text.includes('waits')) asked.abort();
  };
  await both.tiphys('local', 'run held.yaml', { interrupted: asked.signal, onError });
}, 60_000);
afterAll(() => both[Symbol.asyncDispose]());

const unreadable = `error OPERATIONS_SELECTOR
  Unable to parse node field selector 'x': invalid selector: 'x'; can't understand 'x'. Write`;
const noNode = `error OPERATIONS_NO_NODE
  Currently, set only targets suspend nodes: no suspend nodes matching --node-field-selector: displayName=x. Suspended nodes: hold\n`;
const notAsked = `error RUNS_ANSWER
  No suspended node of held matches "displayName=x". Suspended nodes: hold.\n`;

test.for<readonly [line: string, message: string]>([
  ['node set held --node-field-selector displayName=x --phase Failed', noNode],
  ['node set held --node-field-selector displayName=x -p a=1', noNode],
  ['node set held --phase Failed', 'error OPERATIONS_NO_NODE\n'],
  ['node set held --node-field-selector x --phase Failed', unreadable],
  ['resume held --node-field-selector displayName=x', notAsked],
  ['resume held --node-field-selector displayName=x -p a=1', notAsked],
  ['resume held --node-field-selector x', unreadable],
  ['stop held --node-field-selector displayName=x', noNode],
  ['stop held --node-field-selector x', unreadable],
  ['retry ok', 'error OPERATIONS_NOT_RETRYABLE\n  To retry a succeeded workflow, set the options'],
  ['retry ok --restart-successful --node-field-selector x', unreadable],
  ['resubmit ok --memoized', 'error OPERATIONS_NOT_FAILED\n'],
])('%s is refused with the same error everywhere', async ([line, message]) => {
  const results = await Promise.all(
    (['kube', 'server', 'local'] as const).map(async (mode: Mode | 'local') => {
      const { code, out, err } = await both.tiphys(mode, line);
      return { mode, code, out, err: err.replace(/^Using .*\n/, '') };
    }),
  );
  const [first] = results;
  expect(first?.err).toContain(message);
  for (const result of results) expect(result).toEqual({ ...first, mode: result.mode, code: 2, out: '' });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BothClusters, startBothClusters } from './both-clusters.ts';

const loop = (name: string): string =>
  `{ name: ${name}, template: say, arguments: { parameters: [{ name: text, value: '{{item}}' }] }, withItems: [a, b] }`;

const files = {
  'loops.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: loops }
spec:
  entrypoint: main
  templates:
    - name: main
      dag:
        tasks:
          - ${loop('price')}
          - { name: first, template: inner, depends: price }
          - { name: second, template: inner, depends: first }
    - name: inner
      steps: [[${loop('pack')}, ${loop('packer')}]]
    - name: say
      inputs: { parameters: [{ name: text }] }
      container: { image: alpine, command: [echo, 'said {{inputs.parameters.text}}'] }
`,
};

let clusters: BothClusters;
beforeAll(async () => {
  clusters = await startBothClusters(files);
  await clusters.tiphys('local', 'run loops.yaml --name loops');
  for (const mode of ['kube', 'server'] as const) await clusters.tiphys(mode, 'submit loops.yaml --wait');
}, 60_000);
afterAll(() => clusters[Symbol.asyncDispose]());

describe.for(['local', 'kube', 'server'] as const)('logs of a loop, %s', (mode) => {
  test.for([
    ['price', ['price(0:a): said a', 'price(1:b): said b']],
    ['first[0].pack', ['first.pack(0:a): said a', 'first.pack(1:b): said b']],
    ['first[0].pack(1:b)', ['said b']],
  ] as const)('%s', async ([word, lines]) => {
    const { code, out } = await clusters.tiphys(mode, `logs loops ${word}`);
    expect(out.trim().split('\n').sort()).toEqual(lines);
    expect(code).toBe(0);
  });

  test('a name of several loops is refused with all of them', async () => {
    expect(await clusters.tiphys(mode, 'logs loops pack')).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringContaining(
        'The run loops has 2 loops called "pack". Name one of them: loops.first[0].pack, loops.second[0].pack.',
      ),
    });
  });
});

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type BothClusters, startBothClusters } from './both-clusters.ts';

const files = {
  'work.yaml': `apiVersion: argoproj.io/v1alpha1
kind: Workflow
metadata: { name: work }
spec:
  entrypoint: main
  templates: [{ name: main, container: { image: alpine, command: [sh, -c, exit 0] } }]
`,
};

let clusters: BothClusters;
beforeAll(async () => {
  clusters = await startBothClusters(files);
  await clusters.tiphys('local', 'run work.yaml --name work');
  for (const mode of ['kube', 'server'] as const) await clusters.tiphys(mode, 'submit work.yaml --wait');
}, 60_000);
afterAll(() => clusters[Symbol.asyncDispose]());

describe.for(['local', 'kube', 'server'] as const)('a run that has ended: %s', (mode) => {
  test.for([
    ['resume', 'resumed'],
    ['stop', 'stopped'],
    ['suspend', 'suspended'],
    ['terminate', 'terminated'],
    ['resume -p choice=yes', 'resumed'],
    ['node set --node-field-selector displayName=work -p choice=yes', 'changed'],
    ['node set --node-field-selector displayName=work --phase Failed', 'changed'],
  ])('%s is refused with advice', async ([command, what]) => {
    expect(await clusters.tiphys(mode, `${command} work`)).toMatchObject({
      code: 2,
      out: '',
      err: expect.stringMatching(
        new RegExp(
          `error RUNS_ENDED\\n {2}The run work has ended.*, so it cannot be ${what}\\. .*Run it again: (?:tiphys retry work, or )?tiphys resubmit work\\n$`,
        ),
      ),
    });
  });
});

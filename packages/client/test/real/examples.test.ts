import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { Workflow } from '@tiphys/models';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Cluster, deliver, type KubernetesObject, referenceTo } from '../../src/index.ts';
import { exampleRuns, leftOut } from './example-runs.ts';
import { realClusters } from './real-clusters.ts';
import { collectLogs, expectSameLines, recordOf, watchToEnd, watchUntilBusy } from './run-records.ts';
import { type Example, openWorkshop } from './tiphys-command.ts';

const examples = path.join(import.meta.dirname, '../../../../examples');
const isReal = realClusters.some(({ isGiven }) => isGiven);
const workshop = openWorkshop();
const made = new Map<unknown, Promise<Example>>();
afterAll(() => workshop[Symbol.dispose]());

test('every example is run on a real Argo, or has a reason why not', () => {
  const files = readdirSync(examples, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name }) => readdirSync(path.join(examples, name)).map((file) => `${name}/${file}`))
    .filter((file) => /(?<!\.generated|components)\.ts$/.test(file) && existsSync(path.join(examples, file)));
  const named = files.flatMap((file) => exportsOf(file).map((name) => `${file} ${name}`));
  const listed = [...exampleRuns, ...leftOut].map(({ file, name = 'default' }) => `${file} ${name}`);
  expect(listed.filter((one) => named.includes(one)).sort()).toEqual(listed.sort());
  expect(named.filter((one) => !listed.includes(one))).toEqual([]);
});

function exportsOf(file: string): string[] {
  const text = readFileSync(path.join(examples, file), 'utf8');
  const names = [...text.matchAll(/^export const (\w+) = (?:\w+\.)?(?:pipeline|trigger|workflow)\(/gm)];
  const isDefault = /^export default (?:pipeline|workflow)\(/m.test(text);
  const again = [...text.matchAll(/^export \{ (\w+) \};/gm)];
  return [...(isDefault ? ['default'] : []), ...[...names, ...again].map(([, name = '']) => name)];
}

describe.for(realClusters.map((one) => ({ ...one })))(
  'examples through $title',
  ({ mode, isGiven, open }) => {
    let cluster: Cluster;
    let kubernetes: Cluster | undefined;
    beforeAll(async () => {
      if (!isGiven) return;
      cluster = await open();
      const other = realClusters.find((one) => one.mode === 'kubernetes');
      kubernetes = other?.isGiven === true ? await other.open() : undefined;
    });
    afterAll(async () => {
      await cluster?.close();
      await kubernetes?.close();
    });

    const runs = exampleRuns.map((example) => ({
      ...example,
      title: `${example.file} ${example.name ?? ''}`.trim(),
    }));
    test.skipIf(!isGiven).for(runs)('$title', { timeout: 600_000 }, async (example, { skip }) => {
      const { needsKubernetes, isRandom = false, ownOutputs } = example;
      if (needsKubernetes !== undefined && kubernetes === undefined)
        skip(`needs ${needsKubernetes}: set TIPHYS_TEST_KUBECONFIG, too`);
      const known = made.get(example.title) ?? workshop.make(example);
      made.set(example.title, known);
      const { workflow, objects, local, logs } = await known;
      const deliverer = needsKubernetes === undefined ? cluster : (kubernetes ?? cluster);
      await using _ = await prepare(deliverer, objects);

      const name = await submit(cluster, deliverer, workflow, objects);
      const ended = await watchToEnd(cluster.runs, name);
      expect(recordOf(ended).phase).toBe(local.status?.phase);
      const lines = await collectLogs(cluster.runs, name);
      if (!isRandom) {
        expect(recordOf(ended, ownOutputs)).toEqual(recordOf(local, ownOutputs));
        expectSameLines(lines, logs, example.ownLogs);
      }
      expect(recordOf(await cluster.runs.get(name))).toEqual(recordOf(ended));
      await remove(cluster, name);

      const second = await submit(cluster, deliverer, workflow, objects);
      await watchUntilBusy(cluster.runs, second);
      await stopUnlessEnded(cluster, second);
      const stopped = await watchToEnd(cluster.runs, second);
      if (stopped.status?.phase !== 'Succeeded') await cluster.runs.retry(second);
      const retried = await watchToEnd(cluster.runs, second);
      const isWhole = !isStuck(stopped);
      if (isWhole) expect(retried.status?.phase).toBe(local.status?.phase);
      if (isWhole && !isRandom)
        expect(recordOf(retried, ownOutputs).outputs).toEqual(recordOf(local, ownOutputs).outputs);
      await remove(cluster, second);
    });

    test.skipIf(isGiven)(`says why it is skipped: ${mode}`, () => {
      expect(isReal || !isGiven).toBe(true);
    });
  },
);

/** Kinds that a cluster has before anything is submitted. */
const STANDING = new Set(['Secret', 'PersistentVolumeClaim']);

/** Creates what no submission delivers, and removes it again. */
async function prepare(cluster: Cluster, objects: readonly KubernetesObject[]): Promise<AsyncDisposable> {
  const standing = objects.filter(({ kind }) => STANDING.has(kind));
  for (const object of standing) await cluster.delivery.apply(object);
  return {
    async [Symbol.asyncDispose](): Promise<void> {
      for (const object of standing) await cluster.delivery.remove(referenceTo(object));
    },
  };
}

/** Starts a workflow with the objects that it needs, and returns its name. */
async function submit(
  cluster: Cluster,
  deliverer: Cluster,
  workflow: Workflow,
  objects: readonly KubernetesObject[],
): Promise<string> {
  const delivered = await deliver(
    deliverer,
    workflow,
    objects.filter(({ kind }) => !STANDING.has(kind)),
  );
  const run = await cluster.runs.submit(delivered.workflow);
  expect(await delivered.own(run)).toEqual([]);
  return run.metadata.name ?? '';
}

/**
 * Tells whether Argo cannot retry a run that was stopped: the stop made a template fail of whose pods none failed, and a retry only resets
 * templates with a node that failed.
 */
function isStuck({ status }: Workflow): boolean {
  const failed = Object.values(status?.nodes ?? {}).filter(
    ({ phase }) => phase === 'Failed' || phase === 'Error',
  );
  const pods = failed.filter(({ type }) => type === 'Pod').map(({ name }) => name);
  const isIn = (pod: string, group: string): boolean =>
    pod.startsWith(`${group}.`) || pod.startsWith(`${group}[`);
  return failed.some(
    ({ type, name }) => (type === 'DAG' || type === 'Steps') && !pods.some((pod) => isIn(pod, name)),
  );
}

/** Stops a run, which may end before the request arrives. */
async function stopUnlessEnded(cluster: Cluster, name: string): Promise<void> {
  try {
    await cluster.runs.stop(name);
  } catch (error) {
    const { status } = await cluster.runs.get(name);
    if (status?.finishedAt === undefined) throw error;
  }
}

async function remove(cluster: Cluster, name: string): Promise<void> {
  await cluster.runs.delete(name);
  await expect(cluster.runs.get(name)).rejects.toMatchObject({ code: 'RUNS_UNKNOWN_RUN' });
}

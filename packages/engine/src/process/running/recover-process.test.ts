import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type ExecutorBench,
  namespacesWork,
  openBench,
  outputParameter,
  podRequest,
  shell,
  uniqueSleep,
  untilGone,
  untilStarted,
} from '../../../test/executor-bench.ts';
import { realFileSystem as files } from '../../contract/file-system.ts';
import { logFile } from '../../contract/run-folder.ts';
import { openStore } from '../../driver/store.ts';
import { killKeeper } from '../keeping/keeper-signals.ts';
import { endPods, findLivePods } from '../leftovers.ts';
import { findKeepers } from './recover-process.ts';

const started = new Set<ChildProcess>();
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  started.clear();
});

/** Starts a pod in another process. */
function startElsewhere(bench: ExecutorBench, template: object, isolation: string): ChildProcess {
  const script = path.join(import.meta.dirname, '../../../test/fixtures/start-pod.ts');
  const words = [
    '--conditions=@tiphys/source',
    script,
    bench.run.folder.directory,
    JSON.stringify(template),
    isolation,
  ];
  const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
  started.add(child);
  return child;
}

async function untilExists(file: string): Promise<void> {
  while (!existsSync(file)) await new Promise((resolve) => setTimeout(resolve, 10));
}

async function killAndWait(child: ChildProcess): Promise<void> {
  const ended = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await ended;
}

function sayDone(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => child.stdout?.once('data', () => resolve()));
}

const namespaces = await namespacesWork();
const modes = [
  ...(namespaces ? [{ isolation: 'auto' as const, title: 'in namespaces' }] : []),
  { isolation: 'mapped' as const, title: 'without namespaces' },
];

describe.for(modes)(
  'a pod whose process was started by a process that was killed, $title',
  ({ isolation }) => {
    /** A pod that waits for a file, and tells when it has started by another one. */
    const waiter = (bench: ExecutorBench, before = ''): object => {
      mkdirSync(bench.run.folder.volumes, { recursive: true });
      const out = bench.pathOf('wf-1', '/tmp/o');
      const shared = bench.run.folder.volumes;
      const text = `${before}echo before; : > ${shared}/started; until [ -e ${shared}/go ]; do sleep 0.02; done; echo after; echo late >&2; echo value > ${out}; exit 3`;
      // Namespaces hide /tmp, in which the folder of the test is.
      const mounted = {
        volumes: [{ name: 'v', persistentVolumeClaim: { claimName: 'x' } }],
        container: {
          image: 'busybox',
          command: ['sh', '-c', text.replaceAll(shared, '/shared')],
          volumeMounts: [{ name: 'v', mountPath: '/shared' }],
        },
      };
      return { ...(isolation === 'mapped' ? shell(text) : mounted), ...outputParameter('/tmp/o') };
    };
    const shared = (bench: ExecutorBench, name: string): string =>
      path.join(bench.run.folder.volumes, isolation === 'mapped' ? '' : 'x', name);

    const wantEnd = {
      phase: 'Failed',
      message: 'main: Error (exit code 3)',
      exitCode: '3',
      result: 'before\nafter',
      parameters: [{ value: 'value' }],
    };

    test.for([
      { title: 'is taken over while it runs', goesOn: 'later' },
      { title: 'is taken over after it has ended', goesOn: 'before' },
    ])('$title', async ({ goesOn }) => {
      await using bench = openBench({ isolation });
      const template = waiter(bench);
      const child = startElsewhere(bench, template, isolation);
      await untilExists(shared(bench, 'started'));
      await killAndWait(child);
      expect(findLivePods(files, bench.run.folder)).toEqual(['wf-1']);
      if (goesOn === 'before') {
        writeFileSync(shared(bench, 'go'), '');
        while (findLivePods(files, bench.run.folder).length > 0)
          await new Promise((resolve) => setTimeout(resolve, 10));
      }
      const recoveredAt = Date.now();
      const pod = bench.executor.recover(podRequest(template));
      // Times of files are those of the last tick of the kernel.
      await new Promise((resolve) => setTimeout(resolve, 20));
      writeFileSync(shared(bench, 'go'), '');
      const end = await pod?.done;
      expect(end).toMatchObject(wantEnd);
      // The time is that of its end, which may be before anybody knew.
      const { finishedAt = 0 } = end ?? {};
      expect(finishedAt).toBeGreaterThan(recoveredAt - 60_000);
      expect(Math.floor(finishedAt) <= recoveredAt).toBe(goesOn === 'before');
      const log = readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8');
      expect(log.split('\n').sort()).toEqual(['', 'after', 'before', 'late']);
      expect(await bench.executor.close()).toEqual([]);
      expect(existsSync(bench.run.folder.pods)).toBe(false);
    });

    test('that had collected its outputs does not do so again', async () => {
      await using bench = openBench({ isolation });
      const template = shell('echo once');
      const child = startElsewhere(bench, template, isolation);
      await sayDone(child);
      await killAndWait(child);
      const killedAt = Date.now();
      const pod = bench.executor.recover(podRequest(template));
      const end = await pod?.done;
      expect(end).toMatchObject({ phase: 'Succeeded', result: 'once' });
      expect(end?.finishedAt).toBeLessThanOrEqual(killedAt);
    });

    test('can be stopped', async () => {
      await using bench = openBench({ isolation });
      const sleep = uniqueSleep();
      const template = shell(`sleep ${sleep}`);
      const child = startElsewhere(bench, template, isolation);
      await untilStarted(`sleep ${sleep}`);
      await killAndWait(child);
      const pod = bench.executor.recover(podRequest(template));
      pod?.stop('shutdown');
      expect(await pod?.done).toMatchObject({ message: 'main: Error (exit code 143)' });
      await untilGone(`sleep ${sleep}`);
    });

    test('is killed if it does not stop', async () => {
      await using bench = openBench({ isolation, graceMilliseconds: 100 });
      const sleep = uniqueSleep();
      const template = shell(`trap '' TERM; sleep ${sleep} & wait; wait`);
      const child = startElsewhere(bench, template, isolation);
      await untilStarted(`sleep ${sleep}`);
      await killAndWait(child);
      const pod = bench.executor.recover(podRequest(template));
      pod?.stop('shutdown');
      expect(await pod?.done).toMatchObject({ message: 'main: Error (exit code 137)' });
      await untilGone(`sleep ${sleep}`);
    });

    test('is killed with the keeper, and is then lost', async () => {
      await using bench = openBench({ isolation });
      const sleep = uniqueSleep();
      const template = shell(`sleep ${sleep}`);
      const child = startElsewhere(bench, template, isolation);
      await untilStarted(`sleep ${sleep}`);
      await killAndWait(child);
      const [keeper] = findKeepers(files, bench.run.folder.pods);
      expect(keeper?.record).toMatchObject({ nodeId: 'wf-1', container: 'main.main' });
      if (keeper !== undefined)
        killKeeper(keeper.directory, { kind: keeper.record.kind, keeper: keeper.pid }, files);
      await untilGone(`sleep ${sleep}`);
      while (findKeepers(files, bench.run.folder.pods).some(({ state }) => state === 'alive'))
        await new Promise((resolve) => setTimeout(resolve, 10));
      expect(bench.executor.recover(podRequest(template))).toBeUndefined();
    });

    test('ends when the run is ended', async () => {
      await using bench = openBench({ isolation });
      const sleep = uniqueSleep();
      const child = startElsewhere(bench, shell(`setsid sleep ${sleep}9 & sleep ${sleep}`), isolation);
      await untilStarted(`sleep ${sleep}`);
      await untilStarted(`sleep ${sleep}9`);
      await killAndWait(child);
      expect(await endPods(files, bench.run.folder)).toEqual([]);
      await untilGone(`sleep ${sleep}`);
      await untilGone(`sleep ${sleep}9`);
      expect(existsSync(bench.run.folder.pods)).toBe(false);
    });

    test('is not touched by other runs of the store, nor by an executor that did not take it over', async () => {
      await using bench = openBench({ isolation });
      const sleep = uniqueSleep();
      const child = startElsewhere(bench, shell(`sleep ${sleep}`), isolation);
      await untilStarted(`sleep ${sleep}`);
      await killAndWait(child);
      expect(await openStore(bench.directory).removeLeftovers()).toEqual([]);
      await bench.execute(shell('true'), { nodeId: 'wf-2', nodeName: 'wf.b' });
      expect(await bench.executor.close()).toEqual([expect.stringContaining('Resume or terminate the run')]);
      expect(findLivePods(files, bench.run.folder)).toEqual(['wf-1']);
      await endPods(files, bench.run.folder);
    });

    test('that was never started is lost', async () => {
      await using bench = openBench({ isolation });
      expect(bench.executor.recover(podRequest(shell('true')))).toBeUndefined();
    });
  },
);

describe('processes without namespaces whose process of Tiphys was killed', () => {
  const isolation = 'mapped';

  test.for([
    { title: 'while the task runs', isOver: false },
    { title: 'and whose task has ended since', isOver: true },
  ])('$title end with their task', async ({ isOver }) => {
    await using bench = openBench({ isolation });
    const sleep = `sleep ${uniqueSleep()}`;
    const text = `setsid ${sleep} >/dev/null 2>&1 & until [ -e ${bench.directory}/go ]; do sleep 0.02; done`;
    const child = startElsewhere(bench, shell(text), isolation);
    await untilStarted(sleep);
    await killAndWait(child);
    const go = (): void => writeFileSync(path.join(bench.directory, 'go'), '');
    if (isOver) {
      go();
      while (findLivePods(files, bench.run.folder).length > 0)
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
    const pod = bench.executor.recover(podRequest(shell(text)));
    go();
    expect(await pod?.done).toMatchObject({ phase: 'Succeeded' });
    await untilGone(sleep);
  });

  test('are left alone if another container of their pod ends', async () => {
    await using bench = openBench({ isolation });
    const go = path.join(bench.directory, 'go');
    const wait = `echo before; : >${bench.directory}/NAME; until [ -e ${go} ]; do sleep 0.02; done`;
    const template = {
      containerSet: {
        containers: [
          // It holds its output, so that its end takes a while.
          { name: 'short', text: `${wait}; env -i setsid sleep 1 &` },
          { name: 'long', text: `${wait}; for i in 1 2 3; do sh -c 'sleep 0.3' || exit 7; done` },
        ].map(({ name, text }) => ({
          name,
          image: 'busybox',
          command: ['sh', '-c', text.replace('NAME', name)],
        })),
      },
    };
    const child = startElsewhere(bench, template, isolation);
    await Promise.all(['short', 'long'].map((name) => untilExists(path.join(bench.directory, name))));
    await killAndWait(child);
    const pod = bench.executor.recover(podRequest(template));
    writeFileSync(go, '');
    expect(await pod?.done).toMatchObject({ phase: 'Succeeded' });
  });
});

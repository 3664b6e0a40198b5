import * as nodeFileSystem from 'node:fs';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { openBench, podRequest, shell } from '../../../test/executor-bench.ts';
import { realFileSystem as files } from '../../contract/file-system.ts';
import { logFile } from '../../contract/run-folder.ts';
import { findControlGroups } from './control-groups.ts';

const { enforces } = findControlGroups(files, `tiphys-test-${process.pid}`);
const skipped = (name: keyof typeof enforces): string =>
  enforces[name] ? '' : ` (skipped: no control groups for ${name} here)`;

/** Returns a template that runs a line of shell with limits. */
function limited(text: string, limits: object): object {
  return { container: { image: 'busybox', command: ['sh', '-c', text], resources: { limits } } };
}

/** Takes some megabytes of memory. */
const takeMemory = (megabytes: number): string =>
  `exec node -e "const all = []; for (let at = 0; at < ${megabytes}; at++) all.push(Buffer.alloc(1e6, 1))"`;

describe.skipIf(!enforces.memory)(`memory${skipped('memory')}`, () => {
  test.for([
    { title: 'in namespaces', isolation: 'auto' as const },
    { title: 'without namespaces', isolation: 'mapped' as const },
  ])('a task that takes too much is killed, and says so, $title', async ({ isolation }) => {
    await using bench = openBench({ isolation, maxProcesses: 1 });
    const end = await bench.execute(limited(takeMemory(400), { memory: '150Mi' }));
    expect(end).toMatchObject({
      phase: 'Failed',
      message: 'main: OOMKilled (exit code 137)',
      exitCode: '137',
    });
    // The limit is that of one task.
    const next = await bench.execute(shell(takeMemory(400)), { nodeId: 'wf-2' });
    expect(next).toMatchObject({ phase: 'Succeeded' });
  });

  test('a task one of whose processes takes too much fails, as all are killed in a cluster', async () => {
    await using bench = openBench();
    const end = await bench.execute(limited(`(${takeMemory(400)}); echo went on`, { memory: '150Mi' }));
    expect(end).toMatchObject({
      phase: 'Failed',
      message: 'main: OOMKilled (exit code 137)',
      exitCode: '137',
    });
  });

  test('a task that stays below the limit is not affected', async () => {
    await using bench = openBench();
    const end = await bench.execute(limited(takeMemory(50), { memory: '300M' }));
    expect(end).toMatchObject({ phase: 'Succeeded' });
  });
});

test.skipIf(!enforces.cpu)(
  `a task gets no more than its share of the processors${skipped('cpu')}`,
  async () => {
    await using bench = openBench();
    const first =
      "v1=$(sed -n 's/.*:cpu\\(,cpuacct\\)\\?://p' /proc/self/cgroup); v2=$(sed -n 's/^0:://p' /proc/self/cgroup)";
    const both = 'cat /sys/fs/cgroup/cpu$v1/cpu.cfs_quota_us /sys/fs/cgroup$v2/cpu.max 2>/dev/null || true';
    const end = await bench.execute(limited(`${first}; ${both}`, { cpu: '500m' }));
    expect(end.result).toMatch(/^50000\b/);
  },
);

describe.skipIf(!enforces.pids)(`processes${skipped('pids')}`, () => {
  const bomb = 'i=0; while [ $i -lt 100 ]; do sleep 100 & i=$((i+1)); done; wait';

  test('a task that starts too many ends with an error that names the limit', async () => {
    await using bench = openBench({ limits: { processes: 40 } });
    const end = await bench.execute(shell(bomb), { captureResult: false });
    expect(end).toMatchObject({
      phase: 'Failed',
      message: expect.stringContaining('(limit processes: 40). Use --limit processes=NUMBER to raise it'),
    });
    const log = readFileSync(logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' }), 'utf8');
    expect(log).toMatch(/[Ff]ork/);
  });

  test('other tasks are not affected', async () => {
    await using bench = openBench({ limits: { processes: 40 } });
    const [, other] = await Promise.all([
      bench.execute(shell(bomb)),
      bench.execute(shell('sleep 0.2; (true); (true); echo ok'), { nodeId: 'wf-2', nodeName: 'wf.b' }),
    ]);
    expect(other).toMatchObject({ phase: 'Succeeded', result: 'ok' });
  });
});

describe('where no control groups can be made', () => {
  const mkdirSync = ((folder: string, options?: nodeFileSystem.MakeDirectoryOptions) => {
    if (String(folder).startsWith('/sys/')) throw Object.assign(new Error('EROFS'), { code: 'EROFS' });
    return nodeFileSystem.mkdirSync(folder, options);
  }) as typeof nodeFileSystem.mkdirSync;
  const fileSystem = { ...nodeFileSystem, mkdirSync };

  test('limits that are not enforced are said once, and memory is limited for each process', async () => {
    const notices: string[] = [];
    await using bench = openBench({ fileSystem, onNotice: (text) => notices.push(text) });
    const template = limited('ulimit -d', { memory: '100Mi', cpu: '1' });
    for (let round = 0; round < 2; round++) bench.executor.findUnsupported(podRequest(template).template);
    expect(notices).toEqual([
      'This system does not let Tiphys make control groups: limits of memory hold for each process of a task alone, and not for all together.',
      'This system does not let Tiphys make control groups: limits of cpu are ignored.',
    ]);
    expect(await bench.execute(template)).toMatchObject({ result: '102400' });
  });

  test('nothing is said of tasks without limits', async () => {
    const notices: string[] = [];
    await using bench = openBench({ fileSystem, onNotice: (text) => notices.push(text) });
    bench.executor.findUnsupported(podRequest(shell('true')).template);
    expect(notices).toEqual([]);
  });
});

test.skipIf(!enforces.pids)(`no control group is left behind${skipped('pids')}`, async () => {
  const groups = (): readonly string[] =>
    nodeFileSystem
      .readFileSync('/proc/self/mountinfo', 'utf8')
      .split('\n')
      .filter((line) => line.includes(' - cgroup'))
      .flatMap((line) => nodeFileSystem.readdirSync(line.split(' ')[4] ?? '/none'))
      .filter((name) => name.startsWith(`tiphys-${process.pid}-`));
  {
    await using bench = openBench();
    await Promise.all(
      ['a', 'b', 'c'].map((name) => bench.execute(shell('sleep 0.1'), { nodeId: name, nodeName: name })),
    );
  }
  expect(groups()).toEqual([]);
});

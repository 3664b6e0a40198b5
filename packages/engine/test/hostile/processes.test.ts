import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openStore } from '../../src/driver/store.ts';
import {
  environment,
  namespacesWork,
  openBench,
  podRequest,
  shell,
  uniqueSleep,
  untilGone,
  untilStarted,
} from '../executor-bench.ts';
import { openOutside } from './outside.ts';

const namespaces = await namespacesWork();
const needsNamespaces = namespaces ? '' : ' (skipped: this kernel allows no mount namespaces)';

describe.for([
  { title: 'in namespaces', options: {} },
  { title: 'without namespaces', options: { isolation: 'mapped' } },
] as const)('processes that leave the group of their pod $title', ({ options }) => {
  const ways = [
    { title: 'by a session of their own', leave: (sleep: string) => `setsid ${sleep} &` },
    { title: 'by two forks', leave: (sleep: string) => `(setsid sh -c "${sleep} & " &)` },
    { title: 'deaf to signals', leave: (sleep: string) => `(setsid sh -c "trap '' TERM HUP; ${sleep} &" &)` },
    {
      title: 'without their output',
      leave: (sleep: string) => `setsid ${sleep} >/dev/null 2>&1 </dev/null &`,
    },
  ];

  test.for(ways)('$title die with the step', async ({ leave }) => {
    await using bench = openBench(options);
    const sleep = `sleep ${uniqueSleep()}`;
    const pod = bench.executor.start(podRequest(shell(`${leave(sleep)}\nsleep 0.5`)));
    await untilStarted(sleep);
    expect(await pod.done).toMatchObject({ phase: 'Succeeded', exitCode: '0' });
    await untilGone(sleep);
  });

  test.for(ways)('$title die when the run is stopped', async ({ leave }) => {
    await using bench = openBench({ ...options, graceMilliseconds: 100 });
    const sleep = `sleep ${uniqueSleep()}`;
    const pod = bench.executor.start(podRequest(shell(`trap "" TERM; ${leave(sleep)}\nwait; sleep 1000`)));
    await untilStarted(sleep);
    pod.stop('shutdown');
    expect(await pod.done).toMatchObject({ message: 'main: Error (exit code 137)' });
    await untilGone(sleep);
  });
});

describe.skipIf(!namespaces)(`what a pod sees of other processes${needsNamespaces}`, () => {
  test.for([
    { title: 'its parent', text: 'cat /proc/$PPID/environ' },
    { title: 'all of them', text: 'cat /proc/[0-9]*/environ' },
    { title: 'all that the first of the pod sees', text: 'cat /proc/1/root/proc/[0-9]*/environ' },
  ])('is not in the environment of $title', async ({ text }) => {
    process.env.TIPHYS_TEST_SECRET = 'the-secret-of-this-process';
    await using bench = openBench();
    const end = await bench.execute(shell(`${text} | tr "\\\\0" "\\\\n"; true`));
    expect(end.phase).toBe('Succeeded');
    expect(end.result).toContain('PATH=');
    expect(end.result).not.toContain('the-secret-of-this-process');
  });

  test('shows nothing of this process and of other pods', async () => {
    await using bench = openBench();
    const sleep = `sleep ${uniqueSleep()}`;
    const other = bench.executor.start(podRequest(shell(sleep), { nodeId: 'wf-2', nodeName: 'wf.b' }));
    await untilStarted(sleep);
    const end = await bench.execute(shell('cat /proc/[0-9]*/cmdline | tr "\\\\0" " "'));
    other.stop('shutdown');
    await other.done;
    expect(end.result).not.toContain(sleep);
    expect(end.result).not.toContain('vitest');
  });

  test('is not a file of this machine that is hidden from it', async () => {
    using outside = openOutside();
    await using bench = openBench();
    const end = await bench.execute(
      shell(`cat /proc/[0-9]*/root${outside.directory}/secret; ls /proc/1/root/tmp`),
    );
    expect(end).toMatchObject({ phase: 'Succeeded', result: '' });
  });

  test('says nothing into the log of a step that was killed', async () => {
    await using bench = openBench();
    const end = await bench.execute(shell('exec 2>&1; kill -9 $$$$'));
    expect(end).toMatchObject({ message: 'main: Error (exit code 137)', result: '' });
    const logs = readdirSync(bench.run.folder.logs);
    expect(logs).toEqual(['wf.a.log']);
  });
});

describe.skipIf(!namespaces)(`where the kernel allows only mount namespaces${needsNamespaces}`, () => {
  test('a pod still has its own files, and a notice says what is missing', async () => {
    const programs = mkdtempSync(path.join(tmpdir(), 'tiphys-programs-'));
    try {
      const real = execFileSync('sh', ['-c', 'command -v unshare'], { encoding: 'utf8' }).trim();
      const refuse = `#!/bin/sh\ncase " $* " in *" --pid "*) exit 1 ;; esac\nexec ${real} "$@"\n`;
      writeFileSync(path.join(programs, 'unshare'), refuse, { mode: 0o755 });
      await using bench = openBench({ environment: { PATH: `${programs}:${environment.PATH}` } });
      expect(bench.executor.findNotice()).toBe(
        'This system does not allow process namespaces: tasks see the processes of this machine and their environment variables.',
      );
      const sleep = `sleep ${uniqueSleep()}`;
      const text = `ls -A /tmp | grep -v ${path.basename(programs)} | wc -l; setsid ${sleep} >/dev/null 2>&1 & sleep 0.3`;
      const pod = bench.executor.start(podRequest(shell(text)));
      await untilStarted(sleep);
      expect(await pod.done).toMatchObject({ phase: 'Succeeded', result: '0' });
      await untilGone(sleep);
    } finally {
      rmSync(programs, { recursive: true });
    }
  });
});

test('the name of a node leads to no other folder', async () => {
  await using bench = openBench({ isolation: 'mapped' });
  const nodeId = '../../../escaped';
  const at = bench.pathOf(nodeId, '/tmp/o');
  expect(at.startsWith(bench.run.folder.pods)).toBe(true);
  const end = await bench.execute(shell('echo 1'), { nodeId, nodeName: '../../x' });
  expect(end).toMatchObject({ phase: 'Succeeded', result: '1' });
});

test('the folder of a live run is not touched', async () => {
  await using bench = openBench();
  await bench.execute(shell('true'));
  expect(await openStore(bench.directory).removeLeftovers()).toEqual([]);
  expect(existsSync(bench.run.folder.pods)).toBe(true);
});

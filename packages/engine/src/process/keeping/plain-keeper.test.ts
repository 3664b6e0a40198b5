import * as nodeFileSystem from 'node:fs';
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  environment,
  openBench,
  podRequest,
  shell,
  uniqueSleep,
  untilGone,
  untilStarted,
} from '../../../test/executor-bench.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { logFile } from '../../contract/run-folder.ts';

const isolation = 'mapped';

let programs: string;
beforeAll(() => {
  programs = mkdtempSync('/var/tmp/tiphys-programs-');
});
afterAll(() => rmSync(programs, { recursive: true }));

/** Returns the variables of a machine with another program of this name. */
function withProgram(name: string, text: string): { readonly PATH: string } {
  const folder = mkdtempSync(path.join(programs, name));
  const file = path.join(folder, name);
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${folder}:${environment.PATH}` };
}

/** What keepers may leave in the folder of temporary files. */
const pipes = (): readonly string[] => readdirSync('/tmp').filter((name) => /^tiphys-\d+-/.test(name));

describe('a keeper without namespaces', () => {
  test('whose folder cannot have named pipes has them elsewhere', async () => {
    const elsewhere = 'case "$3" in /tmp/tiphys-*) exec /usr/bin/mkfifo "$@";; esac; exit 1';
    await using bench = openBench({ isolation, environment: withProgram('mkfifo', elsewhere) });
    for (const text of ['one', 'two'])
      expect(await bench.execute(shell(`echo ${text}; echo error >&2`))).toMatchObject({
        phase: 'Succeeded',
        result: text,
      });
    const log = logFile(bench.run.folder, { nodeId: 'wf-1', nodeName: 'wf.a' });
    expect(
      readFileSync(log, 'utf8')
        .match(/(one|two|error)/g)
        ?.sort(),
    ).toEqual(['error', 'error', 'one', 'two']);
    expect(pipes()).toEqual([]);
  });

  test('that can have no named pipes says so', async () => {
    await using bench = openBench({ isolation, environment: withProgram('mkfifo', 'exit 1') });
    expect(await bench.execute(shell('echo one'))).toMatchObject({
      phase: 'Error',
      message: expect.stringMatching(/named pipes are possible neither in \S+keeper-1 nor in \/tmp/),
    });
    expect(pipes()).toEqual([]);
  });

  test('does not take the end of the shell that starts tasks for that of a task', async () => {
    // As if it could not start processes any more.
    const setsid = '/usr/bin/setsid "$@" & sleep 1; kill -s KILL "$!"; exit 3';
    await using bench = openBench({ isolation, environment: withProgram('setsid', setsid) });
    expect(await bench.execute(shell('echo one; sleep 3'))).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('processes cannot be started'),
    });
  });

  test('keeps the output of a task apart from that of an earlier one that still writes', async () => {
    await using bench = openBench({ isolation, maxProcesses: 1 });
    // Without the mark of its pod, it is not found.
    const stray = 'env -i setsid sh -c "sleep 2; echo late" & echo early; sleep 0.2';
    expect(await bench.execute(shell(stray))).toMatchObject({ phase: 'Succeeded', result: 'early' });
    const next = { nodeId: 'wf-2', nodeName: 'wf.b' };
    expect(await bench.execute(shell('sleep 2.5; echo next'), next)).toMatchObject({ result: 'next' });
    expect(readFileSync(logFile(bench.run.folder, next), 'utf8')).not.toContain('late');
  });
});

/** What ends with a task, though it is in no group of the pod and has no mark of it. `SLEEP` is a process to look for. */
const LEFT = [
  { title: 'in the background', text: 'env -i SLEEP & echo x' },
  { title: 'without output', text: 'env -i SLEEP >/dev/null 2>&1 </dev/null & echo x' },
  { title: 'in a job of a shell', text: 'bash -mc "env -i SLEEP >/dev/null 2>&1 &"; echo x' },
  { title: 'deaf to signals', text: "(trap '' TERM HUP INT; env -i SLEEP >/dev/null 2>&1 &); echo x" },
];

/** What tasks do to their process group, and how they end. */
const SIGNALS = [
  {
    title: 'kills its group',
    text: 'echo x; kill -s KILL 0; echo y',
    want: { phase: 'Failed', exitCode: '137' },
  },
  {
    title: 'stops its group',
    text: 'echo x; kill 0; sleep 1; echo y',
    want: { phase: 'Failed', exitCode: '143' },
  },
  {
    title: 'stops its group, but not itself',
    text: "trap '' TERM; echo x; kill 0; exit 3",
    want: { phase: 'Failed', exitCode: '3' },
  },
  ...['HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'PIPE', 'ALRM'].map((name) => ({
    title: `sends SIG${name} to its group`,
    text: `trap : ${name}; echo x; kill -s ${name} 0; sleep 0.05`,
    want: { phase: 'Succeeded', exitCode: '0' },
  })),
  {
    title: 'kills its parent',
    text: 'echo x; kill -s KILL $PPID; sleep 1; echo y',
    want: { exitCode: '137' },
  },
];

describe('a keeper with a session for its tasks', () => {
  test.for(LEFT)('ends what a task leaves $title', async ({ text }) => {
    await using bench = openBench({ isolation, maxProcesses: 1 });
    const sleep = `sleep ${uniqueSleep()}`;
    expect(await bench.execute(shell(text.replace('SLEEP', sleep)))).toMatchObject({ result: 'x' });
    // A process that is killed takes a while to end.
    await untilGone(sleep);
    expect(await bench.execute(shell('echo next'))).toMatchObject({ phase: 'Succeeded', result: 'next' });
  });

  test.for(SIGNALS)('runs a task that $title, and the next one', async ({ text, want }) => {
    await using bench = openBench({ isolation, maxProcesses: 1 });
    expect(await bench.execute(shell(text))).toMatchObject({ result: 'x', ...want });
    expect(await bench.execute(shell('echo next'))).toMatchObject({ phase: 'Succeeded', result: 'next' });
  });

  test('kills what a task has put elsewhere and then kills its group', async () => {
    await using bench = openBench({ isolation });
    const sleep = `sleep ${uniqueSleep()}`;
    const text = `setsid ${sleep} & until pgrep -f '^${sleep}$'; do sleep 0.01; done; kill -s KILL 0`;
    expect(await bench.execute(shell(text))).toMatchObject({ phase: 'Failed', exitCode: '137' });
    await untilGone(sleep);
  });

  test('leaves the other containers of a pod alone', async () => {
    await using bench = openBench({ isolation });
    const containers = ['one', 'two', 'three'].map((name, index) => ({
      name,
      image: 'busybox',
      command: ['sh', '-c', `sleep 0.${3 * index}; setsid sleep 0.2; sh -c 'echo ${name}'`],
    }));
    expect(await bench.execute({ containerSet: { containers } })).toMatchObject({ phase: 'Succeeded' });
    const { logs } = bench.run.folder;
    expect(
      readdirSync(logs)
        .map((file) => readFileSync(path.join(logs, file), 'utf8'))
        .sort(),
    ).toEqual(['one\n', 'three\n', 'two\n']);
  });

  test('leaves what another container of a pod has put elsewhere alone, without control groups', async () => {
    const mkdirSync = (folder: nodeFileSystem.PathLike, options?: nodeFileSystem.MakeDirectoryOptions) => {
      if (String(folder).startsWith('/sys/')) throw new Error('not allowed');
      return nodeFileSystem.mkdirSync(folder, options);
    };
    const fileSystem = { ...nodeFileSystem, mkdirSync } as FileSystem;
    await using bench = openBench({ isolation, fileSystem });
    const texts = {
      one: '(setsid sh -c "sleep 0.6; echo one") & sleep 1',
      two: 'sleep 0.1; setsid sleep 1000.5 & sleep 0.2; echo two',
    };
    const containers = Object.entries(texts).map(([name, text]) => ({
      name,
      image: 'busybox',
      command: ['sh', '-c', text],
    }));
    expect(await bench.execute({ containerSet: { containers } })).toMatchObject({ phase: 'Succeeded' });
    const { logs } = bench.run.folder;
    expect(
      readdirSync(logs)
        .map((file) => readFileSync(path.join(logs, file), 'utf8'))
        .sort(),
    ).toEqual(['one\n', 'two\n']);
  });

  test('gives a task its standard streams and variables alone', async () => {
    await using bench = openBench({ isolation });
    const text =
      'ls /proc/self/fd | tr "\\n" " "; echo; readlink /proc/self/fd/0; tr "\\0" "\\n" </proc/self/environ';
    const { result = '' } = await bench.execute(shell(text));
    const [streams = '', input, ...variables] = result.split('\n');
    // `ls` itself opens the folder. Others come from whatever started this test.
    expect(streams.split(' ').filter((number) => /^\d$/.test(number))).toEqual(['0', '1', '2', '3']);
    expect(input).toBe('/dev/null');
    const names = variables.map((line) => line.replace(/=.*/, ''));
    expect(names.filter((name) => !name.startsWith('ARGO_')).sort()).toEqual([
      'PATH',
      'TIPHYS_POD',
      'TMPDIR',
    ]);
  });
});

describe('a keeper on a system where tasks cannot have sessions', () => {
  const fileSystem = {
    ...nodeFileSystem,
    existsSync: (file: nodeFileSystem.PathLike) =>
      file !== '/proc/self/stat' && nodeFileSystem.existsSync(file),
  };

  test.for([
    {
      title: 'gives the output of its task',
      text: 'echo x; echo y >&2',
      want: { phase: 'Succeeded', result: 'x' },
    },
    { title: 'gives the exit code of its task', text: 'exit 3', want: { phase: 'Failed', exitCode: '3' } },
    {
      title: 'does not wait for what its task leaves running',
      text: 'env -i sleep 30 & echo x',
      want: { phase: 'Succeeded', result: 'x' },
    },
    {
      title: 'does not wait for what leaves its group',
      text: 'env -i setsid sleep 30 & echo x; sleep 0.2',
      want: { phase: 'Succeeded', result: 'x' },
    },
  ])('$title', { timeout: 20_000 }, async ({ text, want }) => {
    await using bench = openBench({ isolation, fileSystem });
    expect(await bench.execute(shell(text))).toMatchObject(want);
  });

  test('is stopped with its task', async () => {
    await using bench = openBench({ isolation, fileSystem });
    const sleep = `sleep ${uniqueSleep()}`;
    const pod = bench.executor.start(podRequest(shell(`${sleep}; true`)));
    await untilStarted(sleep);
    pod.stop('shutdown');
    expect(await pod.done).toMatchObject({ phase: 'Failed', exitCode: '143' });
    await untilGone(sleep);
  });
});

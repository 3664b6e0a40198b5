import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type ExecutorBench,
  environment,
  namespacesWork,
  openBench,
  podRequest,
  shell,
  uniqueSleep,
  untilGone,
  untilStarted,
} from '../../../test/executor-bench.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync('/var/tmp/tiphys-shells-');
});
afterAll(() => rmSync(folder, { recursive: true }));

/** What `sh` may be. */
const SHELLS = ['/bin/sh', '/bin/bash', '/bin/busybox'].filter((file) => existsSync(file));

const ISOLATIONS = (await namespacesWork()) ? (['auto', 'mapped'] as const) : (['mapped'] as const);

const SYSTEMS = SHELLS.flatMap((file) => ISOLATIONS.map((isolation) => ({ file, isolation })));

/** Opens a bench on a system with this shell that runs one task after the other. */
function open({ file, isolation }: (typeof SYSTEMS)[number]): ExecutorBench {
  const programs = mkdtempSync(path.join(folder, 'shell-'));
  symlinkSync(file, path.join(programs, 'sh'));
  return openBench({
    isolation,
    maxProcesses: 1,
    environment: { PATH: `${programs}:${environment.PATH}` },
  });
}

interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly words: string;
}

function listProcesses(): readonly Process[] {
  return readdirSync('/proc').flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      const words = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ');
      return [
        { pid: Number(name), parent: Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]), words },
      ];
    } catch {
      return []; // It is not a process, or has just ended.
    }
  });
}

/** Returns the relays of a bench that are this program. */
function relaysOf({ directory }: ExecutorBench, program: 'tee' | 'tail'): readonly number[] {
  const all = listProcesses();
  const shells = new Set(all.filter(({ words }) => words.includes(directory)).map(({ pid }) => pid));
  const isRelay = new RegExp(`^\\S*/${program} `);
  return all.filter(({ parent, words }) => shells.has(parent) && isRelay.test(words)).map(({ pid }) => pid);
}

/** Returns the process that starts the tasks of a bench. */
function firstProcessOf({ run }: ExecutorBench): number {
  const { pods } = run.folder;
  const files = readdirSync(pods, { recursive: true, encoding: 'utf8' });
  const numbers = files
    .filter((file) => path.basename(file) === 'first')
    .map((file) => Number(readFileSync(path.join(pods, file), 'utf8')));
  // That of the trial of namespaces has ended.
  return numbers.find((number) => existsSync(`/proc/${number}`)) ?? Number.NaN;
}

/** What tasks do to their process group. All of them say `x` and `y`, and end with code 5. */
const GROUP_SIGNALS = ['HUP', 'INT', 'QUIT', 'USR1', 'USR2', 'PIPE', 'ALRM', 'VTALRM', 'ABRT', 'TERM'].map(
  (name) => ({ name, text: `trap : ${name}; echo x; kill -s ${name} 0; sleep 0.05; echo y; exit 5` }),
);

describe.for(SYSTEMS)('a keeper ($isolation, $file)', (system) => {
  test('gives each task its own output, whatever signals tasks send to their group', async () => {
    await using bench = open(system);
    for (const { name, text } of GROUP_SIGNALS) {
      const result = await bench.execute(shell(text));
      expect({ ...result, name }).toMatchObject({ name, exitCode: '5', result: 'x\ny' });
      expect(await bench.execute(shell('echo next'))).toMatchObject({ exitCode: '0', result: 'next' });
    }
  });

  test('does not take a signal of an earlier task for one to the next', async () => {
    await using bench = open(system);
    const text = "trap '' TERM; (while :; do kill 0; done) & echo x";
    for (let count = 0; count < 10; count++) {
      expect(await bench.execute(shell(text))).toMatchObject({ exitCode: '0', result: 'x' });
      expect(await bench.execute(shell('echo next'))).toMatchObject({ exitCode: '0', result: 'next' });
    }
  });

  test.for([
    { role: 'tee', text: 'SLEEP; head -c 200000 /dev/zero | tr "\\\\0" z; echo y' },
    { role: 'tail', text: 'echo x; SLEEP; echo y' },
  ] as const)('says that output is lost if its $role is killed', async ({ role, text }) => {
    await using bench = open(system);
    const seconds = uniqueSleep().replace('1000', '1');
    const pod = bench.executor.start(podRequest(shell(text.replace('SLEEP', `sleep ${seconds}`))));
    await untilStarted(`sleep ${seconds}`);
    let killed: readonly number[] = [];
    // The relays may start after the task.
    while (killed.length === 0) {
      killed = relaysOf(bench, role);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    for (const pid of killed) process.kill(pid, 'SIGKILL');
    expect(await pod.done).toMatchObject({
      phase: 'Error',
      message: expect.stringContaining('some of the output is lost'),
    });
    expect(await bench.execute(shell('echo next'))).toMatchObject({ result: 'next' });
  });

  test('does not give a task that could not start the output of an earlier one', async () => {
    await using bench = open(system);
    expect(await bench.execute(shell('echo first'))).toMatchObject({ result: 'first' });
    process.kill(firstProcessOf(bench), 'SIGKILL');
    const { phase, result } = await bench.execute(shell('echo second'));
    // Its end may be known before, so that another keeper runs the task.
    expect(['Error undefined', 'Succeeded second']).toContain(`${phase} ${result}`);
    expect(await bench.execute(shell('echo third'))).toMatchObject({ result: 'third' });
  });

  test('is stopped although somebody has removed the folder of the run', async () => {
    await using bench = open(system);
    const sleep = `sleep ${uniqueSleep()}`;
    const pod = bench.executor.start(podRequest(shell(sleep)));
    await untilStarted(sleep);
    rmSync(bench.run.folder.directory, { recursive: true });
    pod.stop('shutdown');
    await pod.done.catch(() => {});
    await untilGone(sleep);
  });
});

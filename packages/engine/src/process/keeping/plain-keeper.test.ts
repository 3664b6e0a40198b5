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
import { logFile } from '../../contract/run-folder.ts';

const isolation = 'mapped';

let programs: string;
beforeAll(() => {
  programs = mkdtempSync('/var/tmp/tiphys-programs-');
});
afterAll(() => rmSync(programs, { recursive: true }));

/** Returns the variables of a machine with another `mkfifo`. */
function withMkfifo(name: string, text: string): { readonly PATH: string } {
  const folder = mkdtempSync(path.join(programs, name));
  const file = path.join(folder, 'mkfifo');
  writeFileSync(file, `#!/bin/sh\n${text}\n`);
  chmodSync(file, 0o755);
  return { PATH: `${folder}:${environment.PATH}` };
}

/** What keepers may leave in the folder of temporary files. */
const pipes = (): readonly string[] => readdirSync('/tmp').filter((name) => /^tiphys-\d+-/.test(name));

describe('a keeper without namespaces', () => {
  test('whose folder cannot have named pipes has them elsewhere', async () => {
    const elsewhere = 'case "$3" in /tmp/tiphys-*) exec /usr/bin/mkfifo "$@";; esac; exit 1';
    await using bench = openBench({ isolation, environment: withMkfifo('elsewhere', elsewhere) });
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
    await using bench = openBench({ isolation, environment: withMkfifo('nowhere', 'exit 1') });
    expect(await bench.execute(shell('echo one'))).toMatchObject({
      phase: 'Error',
      message: expect.stringMatching(/named pipes are possible neither in \S+keeper-1 nor in \/tmp/),
    });
    expect(pipes()).toEqual([]);
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

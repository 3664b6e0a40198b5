import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../src/driver/store.ts';
import { environment } from '../executor-bench.ts';
import { markedProcesses } from './marked-processes.ts';

/** How often the process of a run is killed. */
const KILLS = 200;

/** Runs that are killed at the same time. */
const LANES = 4;

const program = path.resolve(import.meta.dirname, '../fixtures/drive-run.ts');
const mark = randomUUID();
let directory: string;
beforeAll(() => {
  // Tasks do not see the folder of temporary files of this machine.
  directory = mkdtempSync('/var/tmp/tiphys-kill-');
});
afterAll(() => rmSync(directory, { recursive: true, force: true, maxRetries: 9 }));

test(`a run that is killed ${KILLS} times loses nothing and repeats nothing`, {
  timeout: 600_000,
}, async () => {
  let kills = 0;
  const lane = async (number: number): Promise<void> => {
    for (let count = 0; kills < KILLS; count += 1) {
      const run = prepare(`run-${number}-${count}`);
      for (let ended = false; !ended; ) {
        const isKilled = kills < KILLS;
        if (isKilled) kills += 1;
        ended = await drive(run, isKilled);
      }
      await check(run);
    }
  };
  await Promise.all(Array.from({ length: LANES }, (_, number) => lane(number)));
  // A process that cleaned up after another one may have been killed, too.
  const store = openStore(path.join(directory, 'store'));
  expect(await store.removeLeftovers()).toEqual([]);
  for (const { folder } of store.listRuns()) expect(readdirSync(folder.directory)).not.toContain('pods');
  await expect.poll(() => markedProcesses('TIPHYS_MARK', mark), { timeout: 10_000 }).toEqual([]);
});

interface KilledRun {
  readonly name: string;
  readonly manifest: string;
  /** File to which each task appends its name when it is done. */
  readonly log: string;
}

function prepare(name: string): KilledRun {
  const run = {
    name,
    manifest: path.join(directory, `${name}.json`),
    log: path.join(directory, `${name}.log`),
  };
  writeFileSync(run.log, '');
  writeFileSync(run.manifest, JSON.stringify(workflowOf(run.log)));
  return run;
}

/** Drives a run, in a process that is killed at a random moment. Returns whether the run has ended. */
async function drive({ name, manifest }: KilledRun, isKilled: boolean): Promise<boolean> {
  const args = ['--conditions=@tiphys/source', program, path.join(directory, 'store'), name, manifest];
  const child = spawn(process.execPath, args, {
    env: {
      ...environment,
      TIPHYS_MARK: mark,
      TIPHYS_RESUME: '1',
      NODE_COMPILE_CACHE: path.join(directory, 'code'),
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const closed = once(child, 'exit');
  const errors = text(child.stderr);
  if (isKilled) void killSoon(child);
  const [code, signal] = await closed;
  if (signal !== 'SIGKILL') expect(code, await errors).toBe(0);
  return code === 0;
}

/** Most runs are killed while they go on, some while they start. */
async function killSoon(child: ChildProcess): Promise<void> {
  if (Math.random() < 0.9 && child.stdout) await once(child.stdout, 'data').catch(() => undefined);
  await sleep(Math.random() * 300);
  child.kill('SIGKILL');
}

async function check({ name, log }: KilledRun): Promise<void> {
  const store = openStore(path.join(directory, 'store'));
  // The process of another run may own it while it removes what is left of this one.
  await expect.poll(() => store.readRun(name).liveness, { timeout: 10_000 }).toBe('finished');
  const { workflow } = store.readRun(name);
  const nodes = Object.values(workflow?.status?.nodes ?? {});
  expect(workflow?.status?.phase, JSON.stringify(nodes, null, 1)).toBe('Succeeded');
  expect(readFileSync(log, 'utf8').trim().split('\n').sort()).toEqual([...TASKS].sort());
  const pods = nodes.filter(({ type }) => type === 'Pod');
  expect(pods).toHaveLength(TASKS.length);
  const read = nodes.find(({ displayName }) => displayName === 'read');
  expect(read?.outputs?.parameters).toEqual([expect.objectContaining({ name: 'o', value: 'made made' })]);
}

/** What the tasks append to the log, in any order. */
const TASKS = ['make', 'item-1', 'item-2', 'item-3', 'item-4', 'try-0', 'try-1', 'try-2', 'read', 'exit'];

function workflowOf(log: string): object {
  const shell = (source: string): object => ({
    image: 'alpine',
    command: ['sh', '-c', `sleep 0.05\n${source}`],
  });
  const done = (name: string): string => `echo ${name} >>${log}`;
  const take = (name: string, value: string): object => ({ parameters: [{ name, value }] });
  const output = { name: 'o', valueFrom: { path: '/tmp/o' } };
  const at = '{{outputs.parameters.o.path}}';
  return {
    metadata: {},
    spec: {
      entrypoint: 'main',
      onExit: 'exit',
      templates: [
        {
          name: 'main',
          steps: [
            [{ name: 'make', template: 'make' }],
            [
              {
                name: 'item',
                template: 'item',
                arguments: take('n', '{{item}}'),
                withSequence: { start: '1', count: 4 },
              },
            ],
            [
              { name: 'wait', inline: { suspend: { duration: '500ms' } } },
              { name: 'try', template: 'try' },
            ],
            [
              {
                name: 'read',
                template: 'read',
                arguments: {
                  ...take('p', '{{steps.make.outputs.parameters.o}}'),
                  artifacts: [{ name: 'a', from: '{{steps.make.outputs.artifacts.a}}' }],
                },
              },
            ],
          ],
        },
        {
          name: 'make',
          container: shell(`echo made >${at}; echo made >{{outputs.artifacts.a.path}}; ${done('make')}`),
          outputs: { parameters: [output], artifacts: [{ name: 'a', path: '/tmp/a' }] },
        },
        {
          name: 'item',
          inputs: { parameters: [{ name: 'n' }] },
          container: shell(done('item-{{inputs.parameters.n}}')),
        },
        {
          name: 'try',
          retryStrategy: { limit: 3 },
          container: shell(`${done('try-{{retries}}')}; test {{retries}} = 2`),
        },
        {
          name: 'read',
          inputs: { parameters: [{ name: 'p' }], artifacts: [{ name: 'a', path: '/tmp/a' }] },
          container: shell(
            `echo "{{inputs.parameters.p}} $(cat {{inputs.artifacts.a.path}})" >${at}; ${done('read')}`,
          ),
          outputs: { parameters: [output] },
        },
        { name: 'exit', container: shell(done('exit')) },
      ],
    },
  };
}

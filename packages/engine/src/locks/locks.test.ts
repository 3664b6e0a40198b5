import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { LockRequest, LockState, Locks } from './lock-request.ts';
import { createMemoryLocks } from './memory-locks.ts';
import { openStoreLocks } from './store-locks.ts';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(path.join(tmpdir(), 'tiphys-locks-'));
});
afterEach(() => rmSync(directory, { recursive: true }));

const fail = (error: unknown): void => {
  throw error;
};
const openLocks = (run = 'one'): Locks =>
  openStoreLocks({ directory, run, hasLivePods: () => false, onError: fail });

/** Requests locks, and returns the states of the request so far. */
function request(locks: Locks, holder: string, given: Partial<LockRequest> = {}): LockState[] {
  const states: LockState[] = [];
  const [namespace, workflow] = holder.split('/');
  const basis = { workflow: `${namespace}/${workflow}`, priority: 0, createdAt: 0, locks: [mutex] };
  locks.acquire({ holder, ...basis, ...given }, (state) => void states.push(state));
  return states;
}

const mutex = { name: 'ns/Mutex/m', limit: 1 };
const other = { name: 'ns/Mutex/other', limit: 1 };
const two = { name: 'ns/ConfigMap/c/k', limit: 2 };
const held = { held: true };
const waitsForMutex = {
  held: false,
  waiting: mutex.name,
  message: 'Waiting for ns/Mutex/m lock. Lock status: 0/1',
};

describe.for([
  { title: 'in a store', create: () => openLocks(), many: 400 },
  { title: 'of one run', create: createMemoryLocks, many: 2000 },
])('locks $title', ({ create, many }) => {
  let locks: Locks;
  beforeEach(() => {
    locks = create();
  });
  afterEach(() => locks.close());

  test('a mutex is held by one node at a time', async () => {
    const first = request(locks, 'ns/a/1');
    const second = request(locks, 'ns/a/2');
    await expect.poll(() => [first, second]).toEqual([[held], [waitsForMutex]]);
    locks.release('ns/a/1');
    await expect.poll(() => second).toEqual([waitsForMutex, held]);
  });

  test.for([0, 1, 2, 3, 4, 5, 6])(
    'a request that comes %d turns after another one got its lock is heard',
    async (turns) => {
      const states: LockState[] = [];
      const basis = { workflow: 'ns/a', priority: 0, createdAt: 0 };
      locks.acquire({ holder: 'ns/a', ...basis, locks: [mutex] }, async () => {
        for (let turn = 0; turn < turns; turn++) await Promise.resolve();
        locks.acquire({ holder: 'ns/a/1', ...basis, locks: [other] }, (state) => void states.push(state));
      });
      await expect.poll(() => states).toEqual([held]);
    },
  );

  test('a semaphore is held by as many as its limit', async () => {
    const all = ['1', '2', '3'].map((node) => request(locks, `ns/a/${node}`, { locks: [two] }));
    const message = 'Waiting for ns/ConfigMap/c/k lock. Lock status: 0/2';
    await expect.poll(() => all).toEqual([[held], [held], [{ held: false, waiting: two.name, message }]]);
  });

  test('a higher priority comes first, then the earlier workflow', async () => {
    const first = request(locks, 'ns/a/1');
    await expect.poll(() => first).toEqual([held]);
    const late = request(locks, 'ns/late', { createdAt: 2 });
    const early = request(locks, 'ns/early', { createdAt: 1 });
    const urgent = request(locks, 'ns/urgent', { createdAt: 3, priority: 1 });
    for (const [holder, states] of [
      ['ns/a/1', urgent],
      ['ns/urgent', early],
      ['ns/early', late],
    ] as const) {
      await expect.poll(() => states).toEqual([waitsForMutex]);
      locks.release(holder);
      await expect.poll(() => states).toEqual([waitsForMutex, held]);
    }
  });

  test('locks of a list are taken together or not at all', async () => {
    const first = request(locks, 'ns/a/1', { locks: [other] });
    const both = request(locks, 'ns/a/2', { locks: [mutex, other] });
    await expect
      .poll(() => both)
      .toEqual([
        { held: false, waiting: other.name, message: 'Waiting for ns/Mutex/other lock. Lock status: 0/1' },
      ]);
    // It waits at the front, but a node of the same workflow may pass.
    const passing = request(locks, 'ns/a/3');
    await expect.poll(() => passing).toEqual([held]);
    locks.release('ns/a/1');
    await expect.poll(() => both.at(-1)).toEqual(waitsForMutex);
    locks.release('ns/a/3');
    await expect.poll(() => both.at(-1)).toEqual(held);
    expect(first).toEqual([held]);
  });

  test('another workflow does not pass the front of a queue, although the lock is free', async () => {
    request(locks, 'ns/a/1', { locks: [other] });
    const front = request(locks, 'ns/b/1', { locks: [mutex, other] });
    const behind = request(locks, 'ns/c/1', { createdAt: 1 });
    await expect.poll(() => front).toHaveLength(1);
    await expect
      .poll(() => behind)
      .toEqual([{ ...waitsForMutex, message: 'Waiting for ns/Mutex/m lock. Lock status: 1/1' }]);
    locks.release('ns/b/1');
    await expect.poll(() => behind.at(-1)).toEqual(held);
  });

  test('a task that may still be running keeps its lock', async () => {
    locks.keep({ holder: 'ns/a/1', workflow: 'ns/a', priority: 0, createdAt: 0, locks: [mutex] });
    const second = request(locks, 'ns/b/1');
    await expect.poll(() => second).toEqual([waitsForMutex]);
  });

  test(`${many} nodes that wait for one lock are served soon`, { timeout: 30_000 }, async () => {
    let count = 0;
    let holders = 0;
    for (let node = 0; node < many; node += 1) {
      const holder = `ns/a/${node}`;
      locks.acquire({ holder, workflow: 'ns/a', priority: 0, createdAt: 0, locks: [two] }, (state) => {
        if (!state.held) return;
        holders += 1;
        expect(holders).toBeLessThanOrEqual(2);
        setImmediate(() => {
          count += 1;
          holders -= 1;
          locks.release(holder);
        });
      });
    }
    await expect.poll(() => count, { timeout: 25_000 }).toBe(many);
  });
});

test.for(['{"owners"', '', 'null', '{"owners":[],"entries":[{}]}'])(
  'a table %j of locks is refused with its path',
  async (text) => {
    writeFileSync(path.join(directory, 'locks.json'), text);
    const failed = Promise.withResolvers<unknown>();
    const locks = openStoreLocks({ directory, run: 'r', hasLivePods: () => false, onError: failed.resolve });
    locks.acquire({ holder: 'h', workflow: 'w', priority: 0, createdAt: 0, locks: [] }, () => {});
    expect(await failed.promise).toMatchObject({
      code: 'ENGINE_FILE_DAMAGED',
      message: expect.stringContaining('locks.json is damaged: '),
    });
  },
);

describe('locks of several runs', () => {
  test('are released with everything else when a run ends', async () => {
    const [one, two] = [openLocks(), openLocks()];
    const first = request(one, 'ns/a/1');
    await expect.poll(() => first).toEqual([held]);
    const second = request(two, 'ns/b/1');
    await expect.poll(() => second).toEqual([waitsForMutex]);
    await one.close();
    await expect.poll(() => second.at(-1), { timeout: 5000 }).toEqual(held);
    await two.close();
    expect(readFileSync(path.join(directory, 'locks.json'), 'utf8')).toBe('{"owners":[],"entries":[]}');
  });

  test('stay with the tasks of a run whose process was killed, until they have ended', async () => {
    const module = new URL('./store-locks.ts', import.meta.url).href;
    const script = `
      const { openStoreLocks } = await import('${module}');
      const locks = openStoreLocks({ directory: '${directory}', run: 'killed', hasLivePods: () => false, onError: console.error });
      const request = { holder: 'ns/a/1', workflow: 'ns/a', priority: 0, createdAt: 0, locks: [{ name: 'ns/Mutex/m', limit: 1 }] };
      locks.acquire(request, () => process.kill(process.pid, 'SIGKILL'));
      setInterval(() => {}, 1000);`;
    const args = ['--conditions=@tiphys/source', '--input-type=module', '--eval', script];
    await once(spawn(process.execPath, args, { stdio: 'inherit' }), 'exit');
    let lives = true;
    const hasLivePods = (run: string): boolean => run === 'killed' && lives;
    const locks = openStoreLocks({ directory, run: 'next', hasLivePods, onError: fail });
    const states = request(locks, 'ns/b/1');
    await expect.poll(() => states).toEqual([waitsForMutex]);
    lives = false;
    await expect.poll(() => states.at(-1), { timeout: 5000 }).toEqual(held);
    await locks.close();
  });

  test('are held by one process at a time, also when processes are killed', { timeout: 60_000 }, async () => {
    const inside = path.join(directory, 'inside');
    const log = path.join(directory, 'log');
    writeFileSync(log, '');
    const module = new URL('./store-locks.ts', import.meta.url).href;
    const children = ['a', 'b', 'c'].map((name) => {
      const script = `
        import { appendFileSync, rmSync, writeFileSync } from 'node:fs';
        const { openStoreLocks } = await import('${module}');
        const locks = openStoreLocks({ directory: '${directory}', run: '${name}', hasLivePods: () => false, onError: console.error });
        for (let turn = 0; turn < 5; turn += 1) {
          const holder = 'ns/${name}/' + turn;
          const basis = { workflow: 'ns/${name}', priority: 0, createdAt: 0, locks: [{ name: 'ns/Mutex/m', limit: 1 }] };
          await new Promise((resolve) => locks.acquire({ holder, ...basis }, (state) => state.held && resolve()));
          writeFileSync('${inside}', '', { flag: 'wx' });
          await new Promise((resolve) => setTimeout(resolve, 5));
          appendFileSync('${log}', 'x');
          rmSync('${inside}');
          if (turn === 4) process.kill(process.pid, 'SIGKILL');
          locks.release(holder);
        }`;
      const args = ['--conditions=@tiphys/source', '--input-type=module', '--eval', script];
      return spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
    });
    const signals = await Promise.all(children.map(async (child) => (await once(child, 'exit'))[1]));
    expect(signals).toEqual(['SIGKILL', 'SIGKILL', 'SIGKILL']);
    expect(readFileSync(log, 'utf8')).toHaveLength(15);
  });
});

import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';

/** Environment variable that marks the processes of a pod, to find those that left its group. Used without process namespaces. */
export const POD_MARK = 'TIPHYS_POD';

/** How often to search, since a process may start others meanwhile. */
const MOST_ROUNDS = 5;

/** Finds and kills processes by their mark. Does nothing without `/proc`. */
export interface StrayHunter {
  /** Kills all processes that were started with a mark. */
  kill(mark: string): void;
}

/** Creates a hunter for processes that start from now on, or from the beginning. Older ones are not looked at, which saves most of the time. */
export function createStrayHunter({ from }: { readonly from: 'now' | 'always' }): StrayHunter {
  const older = new Set(from === 'now' ? listProcesses() : []);
  return {
    kill(mark) {
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const found = findMarked(mark, older);
        if (found.length === 0) return;
        for (const pid of found) kill(pid);
      }
    },
  };
}

function findMarked(mark: string, older: Set<string>): readonly number[] {
  const wanted = Buffer.from(`${POD_MARK}=${mark}\0`);
  const all = listProcesses();
  const alive = new Set(all);
  // Its number may be given to another process.
  for (const pid of older) if (!alive.has(pid)) older.delete(pid);
  return all.filter((pid) => !older.has(pid) && environmentOf(pid).includes(wanted)).map(Number);
}

function listProcesses(): readonly string[] {
  if (!HAS_PROC) return [];
  return readdirSync('/proc').filter((name) => name.charCodeAt(0) <= NINE);
}

const HAS_PROC = existsSync('/proc/self/environ');

/** Of the names in `/proc`, only process ids begin with a digit. */
const NINE = 57;

/** Returns the environment of a process until the next call; empty for those of other users, and for those that have just ended. */
function environmentOf(pid: string): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(`/proc/${pid}/environ`, 'r');
    return readAll(descriptor);
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Holds one environment after the other: this runs after every task, for every process that is running. */
let space = Buffer.alloc(0x10000);

function readAll(descriptor: number): Buffer {
  for (let length = 0; ; ) {
    length += readSync(descriptor, space, length, space.length - length, null);
    // The kernel gives as much as there is room for.
    if (length < space.length) return space.subarray(0, length);
    space = Buffer.concat([space, Buffer.alloc(length)]);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Environment variable that marks the processes of a pod, to find those that left its group. Used without process namespaces. */
export const POD_MARK = 'TIPHYS_POD';

/** How often to search, since a process may start others meanwhile. */
const MOST_ROUNDS = 5;

/** Kills all processes that were started with a mark. Does nothing without `/proc`. */
export function killStrays(mark: string): void {
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const found = findMarked(mark);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

function findMarked(mark: string): readonly number[] {
  if (!existsSync('/proc/self/environ')) return [];
  const wanted = Buffer.from(`${POD_MARK}=${mark}\0`);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(wanted))
    .map(Number);
}

/** Returns the environment of a process; empty for those of other users, and for those that have just ended. */
function environmentOf(pid: string): Buffer {
  try {
    return readFileSync(`/proc/${pid}/environ`);
  } catch {
    return Buffer.alloc(0);
  }
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended already.
  }
}

import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** Variable by which processes are found that have left the group of their pod, where pods have no processes of their own. */
export const podMark = 'TIPHYS_POD';

/** So often the processes are looked through; one may start others meanwhile. */
const mostRounds = 5;

/** Kills all processes that were started with a mark. Does nothing where there is no `/proc`. */
export function killStrays(mark: string): void {
  for (let round = 0; round < mostRounds; round++) {
    const found = findMarked(mark);
    if (found.length === 0) return;
    for (const pid of found) kill(pid);
  }
}

function findMarked(mark: string): readonly number[] {
  if (!existsSync('/proc/self/environ')) return [];
  const wanted = Buffer.from(`${podMark}=${mark}\0`);
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && environmentOf(name).includes(wanted))
    .map(Number);
}

/** Empty for processes of others, and for those that have just ended. */
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

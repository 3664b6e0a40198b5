import { closeSync, existsSync, openSync, readdirSync, readSync } from 'node:fs';

/** Environment variable that marks the processes of a pod, to find those that left its group. Used without process namespaces. */
export const POD_MARK = 'TIPHYS_POD';

/** How often to search, since a process may start others meanwhile. */
const MOST_ROUNDS = 5;

/** What tells the processes of a task apart. */
export interface TaskTraces {
  /** The value of {@link POD_MARK} in their environment. */
  readonly mark: string;
  /** The session of the task, if it has one. Its first process is not part of the task. */
  readonly session?: number | undefined;
  /** Sessions of keepers and of other tasks, where none of its processes can be. */
  readonly otherSessions?: ReadonlySet<number>;
  /** Returns the processes in its control group, where all of its processes are, beside some that lead the other sessions. */
  readonly members?: (() => readonly number[] | undefined) | undefined;
}

/** Finds and kills processes that a task has left running. Does nothing without `/proc`. */
export interface StrayHunter {
  /** Kills all processes in the session of a task, and those with its mark that have left it. */
  kill(task: TaskTraces): void;
}

/** Creates a hunter for processes that start from now on, or from the beginning. Older ones are not looked at, which saves most of the time. */
export function createStrayHunter({ from }: { readonly from: 'now' | 'always' }): StrayHunter {
  const older = new Set(from === 'now' ? listProcesses() : []);
  return {
    kill(task) {
      for (let round = 0; round < MOST_ROUNDS; round++) {
        const found = findStrays(task, older);
        if (found.length === 0) return;
        for (const pid of found) kill(pid);
      }
    },
  };
}

const NO_SESSIONS: ReadonlySet<number> = new Set();

function findStrays(task: TaskTraces, older: Set<number>): readonly number[] {
  const { session, otherSessions = NO_SESSIONS } = task;
  const isOther = (pid: number): boolean => pid === session || otherSessions.has(pid);
  // Looking at all processes of this machine takes about as long as starting one.
  const found = task.members?.() ?? findTraces(task, older);
  return found.filter((pid) => !isOther(pid));
}

/** Finds the processes of a task among all that are running. */
function findTraces(
  { mark, session, otherSessions = NO_SESSIONS }: TaskTraces,
  older: Set<number>,
): readonly number[] {
  const wanted = `${POD_MARK}=${mark}\0`;
  const all = listProcesses();
  const alive = new Set(all);
  // Its number may be given to another process.
  for (const pid of older) if (!alive.has(pid)) older.delete(pid);
  return all.filter((pid) => {
    if (older.has(pid) || otherSessions.has(pid)) return false;
    const itsSession = sessionOf(pid);
    if (itsSession === undefined || otherSessions.has(itsSession)) return false;
    return itsSession === session || readFile(`/proc/${pid}/environ`).includes(wanted);
  });
}

function listProcesses(): readonly number[] {
  if (!HAS_PROC) return [];
  return readdirSync('/proc')
    .filter((name) => name.charCodeAt(0) <= NINE)
    .map(Number);
}

const HAS_PROC = existsSync('/proc/self/environ');

/** Of the names in `/proc`, only process ids begin with a digit. */
const NINE = 57;

/** Returns the session of a process; undefined if it has ended. */
function sessionOf(pid: number): number | undefined {
  const stat = readFile(`/proc/${pid}/stat`);
  // The name of the program may contain spaces and parentheses. After it come the state, the parent, the group and the session.
  const [state, , , session] = stat.toString('latin1', stat.lastIndexOf(41) + 2).split(' ', 4);
  return session === undefined || state === 'Z' || state === 'X' ? undefined : Number(session);
}

/** Returns a file of a process until the next call; empty if it belongs to another user, or the process has just ended. */
function readFile(file: string): Buffer {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'r');
    return readAll(descriptor);
  } catch {
    return Buffer.alloc(0);
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Holds one file after the other: this runs after every task, for every process that is running. */
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

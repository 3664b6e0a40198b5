import { hostname } from 'node:os';
import { errorCode } from './error-text.ts';
import type { FileSystem } from './file-system.ts';

/** Tells a process from all others, also from later ones with the same number. */
export interface ProcessIdentity {
  readonly pid: number;
  /** When it started, in ticks since the boot. Empty where the system does not tell. */
  readonly start: string;
  /** The boot of its system. Empty where the system does not tell. */
  readonly boot: string;
  /** The process namespace in which its number counts. Empty where the system does not tell. */
  readonly namespace: string;
  readonly host: string;
}

/** Returns the identity of this process. */
export function thisProcess(files: FileSystem): ProcessIdentity {
  return identityOf(files, process.pid);
}

/** Returns the identity of a process that is alive. */
export function identityOf(files: FileSystem, pid: number): ProcessIdentity {
  return { pid, start: startOf(files, pid), ...thisWorld(files) };
}

/** Tells whether the number of a process means the same here: it belongs to this boot of this machine, and to this container. */
export function isVisible(files: FileSystem, identity: ProcessIdentity): boolean {
  const here = thisWorld(files);
  return identity.boot === here.boot && identity.namespace === here.namespace && identity.host === here.host;
}

/**
 * Tells whether a process is alive. Processes of other machines and containers are not visible here, so they count as alive. Those of an earlier boot of
 * this machine do not.
 */
export function isAlive(files: FileSystem, identity: ProcessIdentity): boolean {
  const here = thisWorld(files);
  if (identity.boot !== here.boot) return identity.host !== here.host;
  if (identity.namespace !== here.namespace) return true;
  return (
    exists(identity.pid) &&
    startOf(files, identity.pid) === identity.start &&
    // It has ended, but its parent does not know yet.
    statOf(files, identity.pid)[0] !== 'Z'
  );
}

/** Returns the parent of a process; undefined if it has ended or the system does not tell. */
export function parentOf(files: FileSystem, pid: number): number | undefined {
  const parent = statOf(files, pid)[1];
  return parent === undefined ? undefined : Number(parent);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return errorCode(error) === 'EPERM';
  }
}

type ProcessWorld = Omit<ProcessIdentity, 'pid' | 'start'>;

let world: ProcessWorld | undefined;

function thisWorld(files: FileSystem): ProcessWorld {
  world ??= {
    boot: attempt(() => files.readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()),
    namespace: attempt(() => files.readlinkSync('/proc/self/ns/pid')),
    host: hostname(),
  };
  return world;
}

/** Returns when a process started, because numbers are used again. */
function startOf(files: FileSystem, pid: number): string {
  return statOf(files, pid)[19] ?? '';
}

/** Returns the state of a process, its parent, and the fields after them in proc_pid_stat(5). */
function statOf(files: FileSystem, pid: number): readonly string[] {
  const stat = attempt(() => files.readFileSync(`/proc/${pid}/stat`, 'utf8'));
  // The name of the program may contain spaces and parentheses.
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

function attempt(read: () => string): string {
  try {
    return read();
  } catch {
    return ''; // The system has no /proc.
  }
}

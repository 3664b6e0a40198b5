import { constants } from 'node:os';
import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { parentOf } from '../../contract/process-identity.ts';
import { KEEPER_FILES } from './keeper-scripts.ts';
import { tryRead } from './try-read.ts';

/** What separates the tasks of a keeper from it. */
export type KeeperKind = 'namespace' | 'session' | 'once';

/** Where the task of a keeper is. */
export interface TaskPlace {
  readonly kind: KeeperKind;
  /** Process id of the keeper, which is also its process group. */
  readonly keeper: number | undefined;
  /** The number of the first process, if it is known: somebody may have removed the folder. */
  readonly first?: number | undefined;
}

/**
 * Sends a signal to the process group of a task. SIGKILL reaches all its processes in a namespace. A task that has not started yet finds a
 * file: the process that starts it cannot tell this signal from one that an earlier task has sent.
 */
export function signalTask(
  directory: string,
  { name, ...place }: TaskPlace & { readonly name: NodeJS.Signals },
  files: FileSystem,
): void {
  const { kind, keeper } = place;
  const first = firstProcess(directory, place, files);
  try {
    files.writeFileSync(path.join(directory, KEEPER_FILES.stop), `${name}\n`);
  } catch {
    // The disk is full, or the folder has gone. A task that has started gets the signal all the same.
  }
  if (kind === 'once') signalGroup(keeper, name);
  else if (first !== undefined && kind === 'namespace' && name === 'SIGKILL') signalProcess(first, name);
  else signalGroup(first, name);
}

/**
 * Ends the relays of a keeper without namespaces, and what shares their process group. Only those in namespaces are sure to end with their task.
 */
export function stopRelays({ kind, keeper }: TaskPlace): void {
  if (kind !== 'namespace') signalGroup(keeper, 'SIGUSR1');
}

/** Kills a keeper, its task, and what the task has started. */
export function killKeeper(directory: string, place: TaskPlace, files: FileSystem): void {
  const first = firstProcess(directory, place, files);
  // The keeper comes first, so that it does not record the end of its task.
  signalGroup(place.keeper, 'SIGKILL');
  if (place.kind === 'session') signalGroup(first, 'SIGKILL');
  else if (first !== undefined) signalProcess(first, 'SIGKILL');
}

/**
 * Returns the first process of the namespace or session of the tasks, if it belongs to the keeper: its number may have been given to another
 * process. It is the number of their session and of its first process group, too.
 */
export function firstProcess(
  directory: string,
  { kind, keeper, first: known }: TaskPlace,
  files: FileSystem,
): number | undefined {
  const first = known ?? readNumber(files, path.join(directory, KEEPER_FILES.first));
  if (first === undefined || keeper === undefined || kind === 'once') return undefined;
  const parent = parentOf(files, first);
  if (parent === undefined) return undefined;
  return (kind === 'session' ? parent : parentOf(files, parent)) === keeper ? first : undefined;
}

function readNumber(files: FileSystem, file: string): number | undefined {
  const number = Number.parseInt(tryRead(files, file) ?? '', 10);
  return number > 1 ? number : undefined;
}

function signalGroup(group: number | undefined, name: NodeJS.Signals): void {
  if (group !== undefined) signalProcess(-group, name);
}

function signalProcess(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch {
    // It has ended already.
  }
}

/** Returns the exit code of a shell for a process that was killed. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

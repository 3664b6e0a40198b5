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
}

/** Sends a signal to the process group of a task. SIGKILL reaches all its processes in a namespace. */
export function signalTask(
  directory: string,
  { kind, keeper, name }: TaskPlace & { readonly name: NodeJS.Signals },
  files: FileSystem,
): void {
  const first =
    kind === 'namespace' && name === 'SIGKILL' ? firstProcess(directory, keeper, files) : undefined;
  if (first !== undefined) signalProcess(first, name);
  else if (kind !== 'session') signalGroup(keeper, name);
  else {
    const group = groupOf(directory, files);
    // A task that has just started is not in its group yet, whose number is that of its process.
    if (!signalGroup(group, name) && group !== undefined) signalProcess(group, name);
  }
}

/** Milliseconds between looks for the process group of a task. */
const LOOK_MILLISECONDS = 5;

/** Sends a signal to a task, as soon as it has its process group. */
export function signalWhenStarted(
  isRunning: () => boolean,
  directory: string,
  place: TaskPlace & { readonly name: NodeJS.Signals },
  files: FileSystem,
): void {
  if (!isRunning()) return;
  if (place.kind === 'session' && groupOf(directory, files) === undefined)
    setTimeout(() => signalWhenStarted(isRunning, directory, place, files), LOOK_MILLISECONDS);
  else signalTask(directory, place, files);
}

/**
 * Ends the relays of a plain keeper, and what shares their process group. Only those in namespaces are sure to end with their task.
 */
export function stopRelays({ kind, keeper }: TaskPlace): void {
  if (kind !== 'namespace') signalGroup(keeper, 'SIGUSR1');
}

/** Kills a keeper, its task, and what the task has started. */
export function killKeeper(directory: string, { kind, keeper }: TaskPlace, files: FileSystem): void {
  const first = kind === 'namespace' ? firstProcess(directory, keeper, files) : undefined;
  const group = kind === 'session' ? groupOf(directory, files) : undefined;
  // The keeper comes first, so that it does not record the end of its task.
  signalGroup(keeper, 'SIGKILL');
  signalGroup(group, 'SIGKILL');
  if (first !== undefined) signalProcess(first, 'SIGKILL');
}

/** Returns the process group of the task of a keeper whose tasks have sessions; undefined before it has started. */
function groupOf(directory: string, files: FileSystem): number | undefined {
  return readNumber(files, path.join(directory, KEEPER_FILES.group));
}

/** Returns the first process of a namespace, if it belongs to the keeper: its number may have been given to another process. */
export function firstProcess(
  directory: string,
  keeper: number | undefined,
  files: FileSystem,
): number | undefined {
  const first = readNumber(files, path.join(directory, KEEPER_FILES.first));
  if (first === undefined || keeper === undefined) return undefined;
  const waiter = parentOf(files, first);
  return waiter !== undefined && parentOf(files, waiter) === keeper ? first : undefined;
}

function readNumber(files: FileSystem, file: string): number | undefined {
  const number = Number.parseInt(tryRead(files, file) ?? '', 10);
  return number > 1 ? number : undefined;
}

function signalGroup(group: number | undefined, name: NodeJS.Signals): boolean {
  return group !== undefined && signalProcess(-group, name);
}

/** Sends a signal to a process or a group. Returns whether there is one. */
function signalProcess(pid: number, name: NodeJS.Signals): boolean {
  try {
    process.kill(pid, name);
    return true;
  } catch {
    // It has ended already.
    return false;
  }
}

/** Returns the exit code of a shell for a process that was killed. */
export function exitCodeOf(signal: NodeJS.Signals): number {
  return 128 + constants.signals[signal];
}

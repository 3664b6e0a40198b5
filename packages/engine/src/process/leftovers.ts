import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import { type FileSystem, realFileSystem } from '../contract/file-system.ts';
import { readLastEvent } from '../contract/journal-end.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { setAside } from '../shared/deleted-folders.ts';
import { takeOwnership } from '../shared/ownership.ts';
import { killKeeper } from './keeping/keeper-signals.ts';
import { endStrays, findKeepers, sessionOf } from './running/recover-process.ts';

/** Makes the folder of the pods of a run. Only its user can read it, since it contains Secrets. */
export function openPodsFolder(files: FileSystem, folder: RunFolder): void {
  makeFolder(folder.pods, { fileSystem: files });
  files.chmodSync(folder.pods, 0o700);
}

/** Returns the ids of the nodes whose processes are running on this machine, whoever started them. */
export function findLivePods(files: FileSystem, folder: RunFolder): readonly string[] {
  const live = findKeepers(files, folder.pods).filter(
    ({ state, exitCode }) => state === 'alive' && exitCode === undefined,
  );
  return [...new Set(live.map(({ record }) => record.nodeId))];
}

/**
 * Returns which pods of a run that no process drives are still running on this machine, and which have ended, by the ids of their nodes. Pods of which
 * there is no trace here, such as those in containers, are not in it.
 */
export function findPodStates(
  folder: RunFolder,
  files: FileSystem = realFileSystem,
): ReadonlyMap<string, 'running' | 'ended'> {
  const states = new Map<string, 'running' | 'ended'>();
  for (const { record, state, exitCode } of findKeepers(files, folder.pods)) {
    if (state === 'elsewhere') continue;
    const runs = state === 'alive' && exitCode === undefined;
    if (runs || !states.has(record.nodeId)) states.set(record.nodeId, runs ? 'running' : 'ended');
  }
  return states;
}

/**
 * Kills the processes of a run that is not to be resumed, and removes the folders of its pods. Returns a warning for each folder that could
 * not be removed.
 */
export async function endPods(files: FileSystem, folder: RunFolder): Promise<readonly string[]> {
  killPods(files, folder);
  try {
    await removeAt(files, folder.pods);
    return [];
  } catch (error) {
    return [notRemoved(folder.pods, error)];
  }
}

function killPods(files: FileSystem, folder: RunFolder): void {
  for (const keeper of findKeepers(files, folder.pods)) {
    const { directory, pid, state, record } = keeper;
    // It cannot be found any more once the keeper is dead.
    const session = sessionOf(keeper, files);
    if (state === 'alive') killKeeper(directory, { kind: record.kind, keeper: pid }, files);
    if (state !== 'elsewhere') endStrays(keeper, files, session);
  }
}

/**
 * Ends what finished runs left behind because their process was killed before or while it cleaned up, and moves the folders of their pods among those
 * that are removed next. Runs that were interrupted keep their pods, so that they can be resumed. Returns a warning for each that could not be moved.
 */
export function setLeftoversAside(files: FileSystem, runs: string, deleted: string): readonly string[] {
  const warnings: string[] = [];
  for (const name of files.existsSync(runs) ? files.readdirSync(runs) : []) {
    const folder = runFolder(path.join(runs, name));
    try {
      if (hasLeftovers(files, folder) && isFinished(files, folder)) endFinished(files, folder, deleted);
    } catch (error) {
      // Unless another process has deleted the run.
      if (files.existsSync(folder.directory)) warnings.push(notRemoved(folder.pods, error));
    }
  }
  return warnings;
}

function hasLeftovers(files: FileSystem, folder: RunFolder): boolean {
  return files.existsSync(folder.pods) || files.existsSync(folder.secrets);
}

/**
 * The run is owned meanwhile: the process that drove it may be cleaning up, and another may start it again. It is not while the folder is removed, which
 * can take long.
 */
function endFinished(files: FileSystem, folder: RunFolder, deleted: string): void {
  const ownership = takeOwnership(files, folder.owner);
  if (!ownership.taken) return;
  try {
    if (!isFinished(files, folder)) return;
    killPods(files, folder);
    // Nothing reads them any more.
    files.rmSync(folder.secrets, { force: true });
    if (files.existsSync(folder.pods)) setAside(files, folder.pods, deleted);
  } finally {
    ownership.release();
  }
}

function notRemoved(location: string, error: unknown): string {
  return `Cannot remove ${location}, which a killed run left behind: ${describeError(error)}. Remove it yourself.`;
}

/** A process that is killed after the last event has not written the workflow. */
function isFinished(files: FileSystem, folder: RunFolder): boolean {
  return hasFinishedStatus(files, folder) || readLastEvent(files, folder.journal)?.kind === 'end';
}

function hasFinishedStatus(files: FileSystem, folder: RunFolder): boolean {
  try {
    const workflow: unknown = JSON.parse(files.readFileSync(folder.workflow, 'utf8'));
    const status = (workflow as { readonly status?: { readonly finishedAt?: unknown } } | null)?.status;
    return status?.finishedAt !== undefined && status.finishedAt !== null;
  } catch {
    return false;
  }
}

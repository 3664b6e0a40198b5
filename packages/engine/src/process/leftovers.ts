import path from 'node:path';
import { makeFolder } from '@tiphys/files';
import { removeAt } from '../confined/remove-tree.ts';
import { describeError } from '../contract/error-text.ts';
import type { FileSystem } from '../contract/file-system.ts';
import { isAlive, type ProcessIdentity, thisProcess } from '../contract/process-identity.ts';
import { type RunFolder, runFolder } from '../contract/run-folder.ts';
import { killKeeper } from './keeping/keeper-signals.ts';
import { findKeepers } from './running/recover-process.ts';
import { createStrayHunter } from './running/stray-processes.ts';

/** File in the folder of the pods that names the process they belong to. */
const OWNER_FILE = 'owner';

/** Makes the folder of the pods of this process. Only its user can read it, since it contains Secrets. */
export function openPodsFolder(files: FileSystem, folder: RunFolder): void {
  makeFolder(folder.pods, { fileSystem: files });
  files.chmodSync(folder.pods, 0o700);
  files.writeFileSync(path.join(folder.pods, OWNER_FILE), JSON.stringify(thisProcess(files)));
}

/** Returns the ids of the nodes whose processes are running on this machine, whoever started them. */
export function findLivePods(files: FileSystem, folder: RunFolder): readonly string[] {
  const live = findKeepers(files, folder.pods).filter(
    ({ state, exitCode }) => state === 'alive' && exitCode === undefined,
  );
  return [...new Set(live.map(({ record }) => record.nodeId))];
}

/**
 * Kills the processes of a run that is not to be resumed, and removes the folders of its pods. Returns a warning for each folder that could
 * not be removed.
 */
export async function endPods(files: FileSystem, folder: RunFolder): Promise<readonly string[]> {
  for (const { directory, pid, state, record } of findKeepers(files, folder.pods)) {
    if (state === 'alive') killKeeper(directory, { kind: record.kind, keeper: pid }, files);
    if (state !== 'elsewhere' && record.mark !== undefined)
      createStrayHunter({ from: 'always' }).kill(record.mark);
  }
  try {
    await removeAt(files, folder.pods);
    return [];
  } catch (error) {
    const reason = describeError(error);
    return [`Cannot remove ${folder.pods}, which a killed run left behind: ${reason}. Remove it yourself.`];
  }
}

/**
 * Ends what finished runs left behind because their process was killed before it could clean up. Runs that were interrupted keep their pods,
 * so that they can be resumed. Returns a warning for each folder that could not be removed.
 */
export async function removeLeftovers(files: FileSystem, runs: string): Promise<readonly string[]> {
  const warnings: string[] = [];
  for (const name of files.existsSync(runs) ? files.readdirSync(runs) : []) {
    const folder = runFolder(path.join(runs, name));
    if (isLeftOver(files, folder)) warnings.push(...(await endPods(files, folder)));
  }
  return warnings;
}

function isLeftOver(files: FileSystem, folder: RunFolder): boolean {
  try {
    const owner = files.readFileSync(path.join(folder.pods, OWNER_FILE), 'utf8');
    // Only openPodsFolder writes this file.
    return !isAlive(files, JSON.parse(owner) as ProcessIdentity) && isFinished(files, folder);
  } catch {
    return false;
  }
}

function isFinished(files: FileSystem, folder: RunFolder): boolean {
  const workflow: unknown = JSON.parse(files.readFileSync(folder.workflow, 'utf8'));
  const status = (workflow as { readonly status?: { readonly finishedAt?: unknown } } | null)?.status;
  return status?.finishedAt !== undefined && status.finishedAt !== null;
}

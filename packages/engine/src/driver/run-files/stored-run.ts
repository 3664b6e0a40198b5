import type { Workflow } from '@tiphys/models';
import { errorCode } from '../../contract/error-text.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { type RunFolder, runFolder } from '../../contract/run-folder.ts';
import { findOwner } from '../../shared/ownership.ts';

/** Whether a process drives a run (`live`), was killed before the run had ended (`interrupted`), or has brought it to its end (`finished`). */
export type Liveness = 'live' | 'interrupted' | 'finished';

/** A run in the store. */
export interface StoredRun {
  readonly name: string;
  readonly folder: RunFolder;
  /** Time at which its folder was made, in milliseconds since the epoch. */
  readonly createdAt: number;
  readonly liveness: Liveness;
  /** Number of the process that drives it, if it is live. */
  readonly pid?: number;
  /** The workflow with its status. Absent if the run was killed before it started. While it goes on, the status is up to some seconds old. */
  readonly workflow?: Workflow;
}

/** Reads the run in a folder. */
export function readStoredRun(files: FileSystem, directory: string): StoredRun {
  const folder = runFolder(directory);
  const createdAt = files.statSync(directory).birthtimeMs;
  // The owner is read first: a run that ends in between is finished, not interrupted.
  const owner = findOwner(files, folder.owner);
  const workflow = readWorkflow(files, folder);
  const run = { name: folder.name, folder, createdAt, ...(workflow && { workflow }) };
  if (workflow?.status?.finishedAt) return { ...run, liveness: 'finished' };
  if (owner === undefined) return { ...run, liveness: 'interrupted' };
  return { ...run, liveness: 'live', pid: owner.pid };
}

function readWorkflow(files: FileSystem, folder: RunFolder): Workflow | undefined {
  try {
    // The file is replaced as a whole, so it is complete.
    return JSON.parse(files.readFileSync(folder.workflow, 'utf8')) as Workflow;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}

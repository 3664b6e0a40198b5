import type { Workflow } from '@tiphys/models';
import { EngineError } from '../../contract/engine-error.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { readLastEvent } from '../../contract/journal-end.ts';
import { type RunFolder, runFolder } from '../../contract/run-folder.ts';
import { isRecord, readStoredJson } from '../../contract/stored-json.ts';
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
  /**
   * The workflow with its status. Absent if the run was killed before it started, or its files are damaged. While it goes on, the status is up to some
   * seconds old.
   */
  readonly workflow?: Workflow;
  /** `ENGINE_FILE_DAMAGED` if its workflow cannot be read, and its journal does not tell it either. */
  readonly damage?: EngineError;
}

/** A run as its files say. The journal has not been replayed. */
export interface FoundRun extends StoredRun {
  /** Whether `workflow.json` cannot be read, or is older than the end of the run. The journal is more recent then. */
  readonly isStale: boolean;
}

/** Reads the run in a folder. */
export function readStoredRun(files: FileSystem, directory: string): FoundRun {
  const folder = runFolder(directory);
  const createdAt = files.statSync(directory).birthtimeMs;
  // The owner is read first: a run that ends in between is finished, not interrupted.
  const owner = findOwner(files, folder.owner);
  const { workflow, damage } = readWorkflow(files, folder);
  const isStale = damage !== undefined;
  const run = {
    name: folder.name,
    folder,
    createdAt,
    isStale,
    ...(workflow && { workflow }),
    ...(damage && { damage }),
  };
  if (workflow?.status?.finishedAt) return { ...run, liveness: 'finished' };
  if (owner !== undefined) return { ...run, liveness: 'live', pid: owner.pid };
  // The process may have been killed after the end of the run, but before it had written the workflow.
  if (readLastEvent(files, folder.journal)?.kind === 'end')
    return { ...run, isStale: true, liveness: 'finished' };
  return { ...run, liveness: 'interrupted' };
}

function readWorkflow(
  files: FileSystem,
  { workflow: file, name }: RunFolder,
): Pick<StoredRun, 'workflow' | 'damage'> {
  const advice = `Its journal does not tell the status of the run ${name} either. Delete the run: tiphys delete ${name}`;
  try {
    const workflow = readStoredJson(files, file, { is: isWorkflow, advice });
    return workflow === undefined ? {} : { workflow };
  } catch (error) {
    if (error instanceof EngineError) return { damage: error };
    throw error;
  }
}

function isWorkflow(value: unknown): value is Workflow {
  return isRecord(value) && (value.status === undefined || isRecord(value.status));
}

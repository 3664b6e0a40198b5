import type { KeeperKind } from '../keeping/keeper-signals.ts';
import type { PodFilesRecord } from '../sandbox/pod-files.ts';

/** What has to be known of a process to take it over. It is the first line of the file `task` of its keeper. */
export interface ProcessRecord {
  readonly sequence: number;
  readonly kind: KeeperKind;
  readonly nodeId: string;
  readonly container: string;
  readonly plan: PodFilesRecord;
  readonly mark: string | undefined;
  readonly captureOutput: boolean;
  readonly logFile: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
}

/** Returns a record as one line of text. */
export function writeRecord({
  sequence,
  kind,
  nodeId,
  container,
  plan,
  mark,
  captureOutput,
  logFile,
  startedAt,
}: ProcessRecord): string {
  return JSON.stringify({ sequence, kind, nodeId, container, plan, mark, captureOutput, logFile, startedAt });
}

/** Reads the record from the text of a task; undefined if it is not complete. */
export function readRecord(task: string): ProcessRecord | undefined {
  const end = task.indexOf('\n');
  if (!task.startsWith('# {') || end === -1) return undefined;
  try {
    // Only writeRecord writes this file.
    return JSON.parse(task.slice(2, end)) as ProcessRecord;
  } catch {
    return undefined;
  }
}

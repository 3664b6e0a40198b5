import path from 'node:path';
import type { PodResult } from '../../contract/executor.ts';
import type { FileSystem } from '../../contract/file-system.ts';

/** The results of pods that have ended, on disk, so that none is lost or computed again if this process is killed before it uses them. */
export interface PodResults {
  /** Records a result that a pod has now. Call it before anything of the pod is removed. */
  save(nodeId: string, result: PodResult): void;
  /** Returns the latest result of a pod that another process has recorded, with the time of its end. */
  find(nodeId: string): PodResult | undefined;
  close(): void;
}

/** A line of the file. */
interface RecordedResult {
  readonly nodeId: string;
  readonly result: PodResult;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

/** Opens the results of the pods in a folder. `now` tells the time. The file is made with the first result. */
export function openPodResults(files: FileSystem, pods: string, now: () => number): PodResults {
  const file = path.join(pods, 'results.jsonl');
  let descriptor: number | undefined;
  let earlier: ReadonlyMap<string, PodResult> | undefined;
  return {
    save(nodeId, result) {
      // A torn line before it must not take this one along.
      descriptor ??= openWithNewLine(files, file);
      files.writeSync(descriptor, `${JSON.stringify({ nodeId, result, at: now() })}\n`);
    },
    find(nodeId) {
      earlier ??= readResults(files, file);
      return earlier.get(nodeId);
    },
    close() {
      if (descriptor !== undefined) files.closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

function openWithNewLine(files: FileSystem, file: string): number {
  const descriptor = files.openSync(file, 'a', 0o600);
  if (files.fstatSync(descriptor).size > 0) files.writeSync(descriptor, '\n');
  return descriptor;
}

function readResults(files: FileSystem, file: string): ReadonlyMap<string, PodResult> {
  if (!files.existsSync(file)) return new Map();
  const lines = files.readFileSync(file, 'utf8').split('\n');
  return new Map(
    lines.flatMap(readLine).map(({ nodeId, result, at }) => [nodeId, { finishedAt: at, ...result }]),
  );
}

function readLine(line: string): readonly RecordedResult[] {
  if (line === '') return [];
  try {
    // Only `save` writes this file. The last line may be torn.
    return [JSON.parse(line) as RecordedResult];
  } catch {
    return [];
  }
}

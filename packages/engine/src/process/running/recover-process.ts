import path from 'node:path';
import { errorCode } from '../../contract/error-text.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { isAlive, isVisible, type ProcessIdentity } from '../../contract/process-identity.ts';
import { KeeperFailure } from '../keeping/keeper.ts';
import { KEEPER_FILES } from '../keeping/keeper-scripts.ts';
import { exitCodeOf, firstProcess, killKeeper, signalTask, stopRelays } from '../keeping/keeper-signals.ts';
import { tryRead } from '../keeping/try-read.ts';
import type { PodFiles } from '../sandbox/pod-files.ts';
import { LATE_LOOK_MILLISECONDS, watchLateOutput } from './late-output.ts';
import { readOutputTail } from './output-tail.ts';
import { type ProcessRecord, readRecord } from './process-record.ts';
import type { ProcessEnd, ProcessWorld, RunningProcess } from './run-process.ts';
import { createStrayHunter } from './stray-processes.ts';

/** A process that another process of Tiphys has started, which was killed. It may have ended since. */
export interface RecoveredProcess {
  readonly container: string;
  /** The file system that it sees. */
  readonly plan: PodFiles;
  readonly process: RunningProcess;
}

/** Thrown for a task that its keeper never read, because the process of Tiphys was killed just before. It can run as if it were new. */
export class NeverBegun extends Error {}

/** A keeper, as its files describe it. */
export interface KeeperFolder {
  readonly directory: string;
  /** Process id of the keeper. */
  readonly pid: number;
  readonly state: 'alive' | 'gone' | 'elsewhere';
  /** Its latest task. */
  readonly record: ProcessRecord;
  /** Whether the keeper has read that task, so that it may have begun. */
  readonly hasBegun: boolean;
  /** Exit code of that task, once its output is in the log. */
  readonly exitCode: number | undefined;
}

/** Names of the folders of keepers, which are those of plain ones, or in the folder of a pod. */
const KEEPER_FOLDER = /^(?:own-)?keeper(?:-\d+)?$/;

/** Takes over the processes of a pod: those that are alive, and those whose end is recorded. Others are lost. */
export function recoverProcesses(
  nodeId: string,
  pods: string,
  world: ProcessWorld,
): readonly RecoveredProcess[] {
  const found = new Map<string, KeeperFolder>();
  for (const keeper of findKeepers(world.files, pods)) {
    const { record } = keeper;
    const other = found.get(record.container);
    if (record.nodeId !== nodeId || (other !== undefined && other.record.startedAt > record.startedAt))
      continue;
    found.set(record.container, keeper);
  }
  return [...found.values()]
    .filter((keeper) => keeper.exitCode !== undefined || keeper.state === 'alive')
    .map((keeper) => ({
      container: keeper.record.container,
      plan: world.isolation.restorePod(keeper.record.plan),
      process: adopt(keeper, world),
    }));
}

/** Returns the keepers in the folder of the pods, whether they are alive or not, with their latest tasks. */
export function findKeepers(files: FileSystem, pods: string): readonly KeeperFolder[] {
  if (!files.existsSync(pods)) return [];
  const folders = foldersIn(files, pods).flatMap((folder) => [folder, ...foldersIn(files, folder)]);
  const keepers = folders.filter((folder) => KEEPER_FOLDER.test(path.basename(folder)));
  return keepers.flatMap((directory) => readKeeper(files, directory) ?? []);
}

function foldersIn(files: FileSystem, folder: string): readonly string[] {
  try {
    const entries = files.readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => path.join(folder, name));
  } catch (error) {
    // Another process may be removing it.
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}

function readKeeper(files: FileSystem, directory: string): KeeperFolder | undefined {
  const owner = readOwner(files, directory);
  const record = readRecord(tryRead(files, path.join(directory, KEEPER_FILES.task)) ?? '');
  if (owner === undefined || record === undefined) return undefined;
  return {
    directory,
    pid: owner.pid,
    state: !isVisible(files, owner) ? 'elsewhere' : isAlive(files, owner) ? 'alive' : 'gone',
    record,
    hasBegun: codeIn(files, directory, KEEPER_FILES.begun, record.sequence) !== undefined,
    exitCode: codeIn(files, directory, KEEPER_FILES.end, record.sequence),
  };
}

function readOwner(files: FileSystem, directory: string): ProcessIdentity | undefined {
  try {
    // Only the keeper writes this file.
    return JSON.parse(tryRead(files, path.join(directory, KEEPER_FILES.owner)) ?? '') as ProcessIdentity;
  } catch {
    return undefined;
  }
}

/** Returns an exit code from a file with `SEQUENCE CODE` if it is there and complete. */
function codeIn(files: FileSystem, directory: string, name: string, sequence: number): number | undefined {
  const found = /^(\d+) (\d+)\n$/.exec(tryRead(files, path.join(directory, name)) ?? '');
  return found !== null && Number(found[1]) === sequence ? Number(found[2]) : undefined;
}

/** Milliseconds between looks at a process that is not a child of this one. */
const LOOK_MILLISECONDS = 50;

function adopt(keeper: KeeperFolder, world: ProcessWorld): RunningProcess {
  const { directory, record, pid } = keeper;
  const place = { kind: record.kind, keeper: pid };
  let killed = false;
  const isThere = (): boolean => readKeeper(world.files, directory)?.state === 'alive';
  const done = waitForEnd(keeper, world, isThere)
    .catch((error: unknown) => {
      if (killed) return { exitCode: exitCodeOf('SIGKILL') };
      throw error;
    })
    .finally(() => {
      // It takes no more tasks: its input has ended.
      if (isThere()) killKeeper(directory, place, world.files);
    });
  // Whoever takes it over may not want to know.
  done.catch(() => {});
  return {
    done,
    signal(name) {
      if (name === 'SIGKILL') killed = true;
      if (isThere()) signalTask(directory, { ...place, name }, world.files);
    },
  };
}

/** Returns the session of the task of a keeper, if it has one. */
export function sessionOf({ directory, pid, record }: KeeperFolder, files: FileSystem): number | undefined {
  return record.kind === 'session'
    ? firstProcess(directory, { kind: 'session', keeper: pid }, files)
    : undefined;
}

/** Kills what the task of a keeper has left running, which may be older than this process. */
export function endStrays(
  keeper: KeeperFolder,
  files: FileSystem,
  session: number | undefined = sessionOf(keeper, files),
): void {
  const { mark } = keeper.record;
  if (mark !== undefined) createStrayHunter({ from: 'always' }).kill({ mark, session });
}

async function waitForEnd(
  keeper: KeeperFolder,
  world: ProcessWorld,
  isThere: () => boolean,
): Promise<ProcessEnd> {
  const { directory, record, pid } = keeper;
  const { files } = world;
  const output = watchLateOutput(files, record.logFile);
  let lookedAt: number | undefined;
  for (;;) {
    // It may write the file and end between the two looks.
    const alive = isThere();
    const exitCode = codeIn(files, directory, KEEPER_FILES.end, record.sequence);
    if (exitCode !== undefined || !alive) endStrays(keeper, files);
    if (exitCode !== undefined) {
      const end = { exitCode, endedAt: files.statSync(path.join(directory, KEEPER_FILES.end)).mtimeMs };
      return record.captureOutput ? { ...end, output: readOutputTail(directory, files) } : end;
    }
    if (!alive && readKeeper(files, directory)?.hasBegun === false) throw new NeverBegun();
    if (!alive) throw new KeeperFailure('end', 'the shell that keeps the task has ended unexpectedly');
    if (codeIn(files, directory, KEEPER_FILES.code, record.sequence) !== undefined) {
      endStrays(keeper, files);
      if (lookedAt === undefined || performance.now() - lookedAt >= LATE_LOOK_MILLISECONDS) {
        lookedAt = performance.now();
        if (output.isOver()) stopRelays({ kind: record.kind, keeper: pid });
      }
    }
    await new Promise((resolve) => setTimeout(resolve, LOOK_MILLISECONDS));
  }
}

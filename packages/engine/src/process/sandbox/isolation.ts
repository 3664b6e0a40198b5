import type { spawn as nodeSpawn } from 'node:child_process';
import type { FileSystem } from '../../contract/file-system.ts';
import type { ControlGroups } from '../keeping/control-groups.ts';
import type { Keeper } from '../keeping/keeper.ts';
import type { Keepers, KeepersWorld } from '../keeping/keepers.ts';
import type { ScriptContext, TaskCommand } from '../keeping/task-script.ts';
import type { PodFiles, PodFilesRecord } from './pod-files.ts';

/** Isolates the pods of a run from each other, and from this machine's own files and processes. */
export interface Isolation {
  readonly kind: 'namespace' | 'mapped';
  /** Whether all processes of a pod end with its first one, even those that left its process group. */
  readonly ownsProcesses: boolean;
  /** What runs the commands of pods. */
  readonly keepers: Keepers;
  /** Returns a keeper for one command of a pod. Give it back to the keepers. */
  keeperFor(plan: PodFiles): Keeper;
  readonly script: ScriptContext;
  /** Makes the private folders of a pod, or of one of its containers. */
  openPod(nodeId: string): PodFiles;
  /** Finds the private folders of a pod again that another process has made. */
  restorePod(record: PodFilesRecord): PodFiles;
  /** Removes what the pod left behind. */
  closePod(plan: PodFiles): Promise<void>;
  /** Returns the command that runs a program, given by absolute path, in the planned file system. */
  wrap(
    plan: PodFiles,
    command: readonly string[],
    workingDirectory: string,
  ): Pick<TaskCommand, 'command' | 'workingDirectory'>;
}

/** Options of {@link findIsolation}. */
export interface IsolationOptions {
  readonly files: FileSystem;
  readonly spawn: typeof nodeSpawn;
  /** Variables of every process. Its `PATH` is used to find programs. */
  readonly environment: Readonly<Record<string, string>>;
  /** Folder of the run. */
  readonly runFolder: string;
  /** Folder of the pods. */
  readonly directory: string;
  readonly groups: ControlGroups;
  /** How many processes a container may have at a time. */
  readonly processes: number;
}

/** Exit code of a command whose file system could not be set up, without a process namespace. */
export const SETUP_FAILED = 117;

/** Start of the line that explains a failed setup. */
export const SETUP_ERROR_MARK = 'The file system of the pod could not be set up: ';

/** Returns what the keepers of a run need. */
export function keepersWorld(options: IsolationOptions): KeepersWorld {
  const { PATH } = options.environment;
  return { ...options, pods: options.directory, environment: PATH === undefined ? {} : { PATH } };
}

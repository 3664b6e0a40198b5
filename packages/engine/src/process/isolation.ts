import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { FileSystem } from '../file-system.ts';
import { listFolder } from './host-folders.ts';
import { writeMountTable } from './mount-table.ts';
import { type PodFiles, planMappedFiles, planNamespaceFiles } from './pod-files.ts';
import { lookUpProgram } from './programs.ts';

/** How the pods of a run are kept apart from each other and from this machine's own files. */
export interface Isolation {
  readonly kind: 'namespace' | 'mapped';
  planFiles(directory: string): PodFiles;
  /** The command line that runs a program (an absolute path) inside of what was planned. */
  wrap(plan: PodFiles, command: readonly string[], workingDirectory: string): WrappedCommand;
}

/** A command line with the folder to start it in. */
export interface WrappedCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Exit code of the wrapper when the file system of a pod could not be made. */
export const setupFailed = 117;

/** The file in the pod's folder with the words of a failed mount. */
export const setupErrorFile = 'mount-error';

/** Options of {@link findIsolation}. */
export interface IsolationOptions {
  readonly files: FileSystem;
  readonly searchPath: string;
  /** A folder for the trial. */
  readonly directory: string;
}

/** Tries once whether this machine lets us have mount namespaces, as root or through a user namespace. */
export function findIsolation(options: IsolationOptions): Isolation {
  for (const flags of [['-m'], ['-rm']]) {
    const isolation = namespaceIsolation(options, flags);
    if (isolation !== undefined && works(options, isolation)) return isolation;
  }
  return mappedIsolation(options.files);
}

/** Pods without namespaces: declared paths lie in the pod's folder, commands see this machine as it is. */
export function mappedIsolation(files: FileSystem): Isolation {
  return {
    kind: 'mapped',
    planFiles: (directory) => planMappedFiles(files, directory),
    wrap(plan, [file = '', ...args], workingDirectory) {
      const cwd = plan.locate(workingDirectory);
      return { file, args, cwd: workingDirectory === '/' || !files.existsSync(cwd) ? plan.root : cwd };
    },
  };
}

function namespaceIsolation(options: IsolationOptions, flags: readonly string[]): Isolation | undefined {
  const [unshare, shell, mount, chroot] = ['unshare', 'sh', 'mount', 'chroot'].map((name) =>
    findTool(options, name),
  );
  if (unshare === undefined || shell === undefined || mount === undefined || chroot === undefined)
    return undefined;
  const hostRoot = listFolder(options.files, '/');
  // Argo's executor clears the umask, too.
  const script = `umask 0; ${mount} -a -T "$0/mounts" 2>"$0/${setupErrorFile}" || exit ${setupFailed}; exec ${chroot} "$0/root" "$@"`;
  return {
    kind: 'namespace',
    planFiles: (directory) => planNamespaceFiles(options.files, directory, hostRoot),
    wrap(plan, command, workingDirectory) {
      writeMountTable(options.files, plan);
      const enter = workingDirectory === '/' ? [] : [shell, '-c', 'cd "$0" && exec "$@"', workingDirectory];
      const args = [...flags, shell, '-c', script, plan.directory, ...enter, ...command];
      return { file: unshare, args, cwd: '/' };
    },
  };
}

function works(options: IsolationOptions, isolation: Isolation): boolean {
  const directory = path.join(options.directory, 'trial');
  try {
    options.files.mkdirSync(directory, { recursive: true });
    const plan = isolation.planFiles(directory);
    const wrapped = isolation.wrap(plan, ['/bin/sh', '-c', 'test -d /tmp && : > /argo/staging/trial'], '/');
    const ended = spawnSync(wrapped.file, wrapped.args, { cwd: wrapped.cwd, stdio: 'ignore', env: {} });
    return ended.status === 0 && options.files.existsSync(path.join(plan.root, 'argo/staging/trial'));
  } catch {
    return false;
  } finally {
    options.files.rmSync(directory, { recursive: true, force: true });
  }
}

function findTool(options: IsolationOptions, name: string): string | undefined {
  const searchPath = `${options.searchPath}:/usr/bin:/bin:/usr/sbin:/sbin`;
  const found = lookUpProgram(name, { files: options.files, searchPath, locate: (podPath) => podPath });
  return 'file' in found ? found.file : undefined;
}

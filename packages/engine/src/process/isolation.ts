import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { removeAt } from '../confined/remove-tree.ts';
import type { FileSystem } from '../file-system.ts';
import { type PodFiles, planMappedFiles } from './pod-files.ts';
import { createPodRoots, type PodRoots } from './pod-roots.ts';
import { lookUpProgram } from './programs.ts';

/** How the pods of a run are kept apart from each other and from this machine's own files. */
export interface Isolation {
  readonly kind: 'namespace' | 'mapped';
  /** Makes the private places of a pod. */
  openPod(nodeId: string): PodFiles;
  /** Removes what the pod has left behind. */
  closePod(plan: PodFiles): Promise<void>;
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

/** What stands in the log before the words of a failed mount. */
export const setupErrorMark = 'The file system of the pod could not be made: ';

/** Options of {@link findIsolation}. */
export interface IsolationOptions {
  readonly files: FileSystem;
  readonly searchPath: string;
  /** Folder of the pods. */
  readonly directory: string;
}

/** Tries once whether this machine lets us have mount namespaces, as root or through a user namespace. */
export function findIsolation(options: IsolationOptions): Isolation {
  const roots = createPodRoots(options.files, options.directory);
  for (const flags of [['-m'], ['-rm']]) {
    const isolation = namespaceIsolation({ ...options, roots }, flags);
    if (isolation !== undefined && works(options, isolation)) return isolation;
  }
  return mappedIsolation(options);
}

/** Pods without namespaces: declared paths lie in the pod's folder, commands see this machine as it is. */
export function mappedIsolation(options: Pick<IsolationOptions, 'files' | 'directory'>): Isolation {
  const { files } = options;
  return {
    kind: 'mapped',
    openPod: (nodeId) => planMappedFiles(files, path.join(options.directory, nodeId)),
    closePod: (plan) => removeAt(files, plan.directory),
    wrap(plan, [file = '', ...args], workingDirectory) {
      const cwd = plan.seenPath(workingDirectory);
      return { file, args, cwd: workingDirectory === '/' || !files.existsSync(cwd) ? plan.root : cwd };
    },
  };
}

interface NamespaceOptions extends IsolationOptions {
  readonly roots: PodRoots;
}

function namespaceIsolation(options: NamespaceOptions, flags: readonly string[]): Isolation | undefined {
  const [unshare, shell, mount, chroot] = ['unshare', 'sh', 'mount', 'chroot'].map((name) =>
    findTool(options, name),
  );
  if (unshare === undefined || shell === undefined || mount === undefined || chroot === undefined)
    return undefined;
  const { roots } = options;
  // Argo's executor clears the umask, too.
  const script = `umask 0; e=$(${mount} -a -T "$1" 2>&1) || { echo "${setupErrorMark}$e" >&2; exit ${setupFailed}; }; shift; exec ${chroot} "$0" "$@"`;
  return {
    kind: 'namespace',
    openPod: () => roots.take(),
    closePod: (plan) => roots.giveBack(plan),
    wrap(plan, command, workingDirectory) {
      const table = roots.writeMounts(plan);
      const enter = workingDirectory === '/' ? [] : [shell, '-c', 'cd "$0" && exec "$@"', workingDirectory];
      const args = [...flags, shell, '-c', script, plan.root, table, ...enter, ...command];
      return { file: unshare, args, cwd: '/' };
    },
  };
}

function works(options: IsolationOptions, isolation: Isolation): boolean {
  let plan: PodFiles | undefined;
  try {
    plan = isolation.openPod('trial');
    const trial = path.join(plan.root, 'tmp/trial');
    const wrapped = isolation.wrap(plan, ['/bin/sh', '-c', ': > /tmp/trial'], '/');
    const ended = spawnSync(wrapped.file, wrapped.args, { cwd: wrapped.cwd, stdio: 'ignore', env: {} });
    const seen = options.files.existsSync(trial);
    options.files.rmSync(trial, { force: true });
    return ended.status === 0 && seen;
  } catch {
    return false;
  } finally {
    if (plan !== undefined) void isolation.closePod(plan);
  }
}

function findTool(options: IsolationOptions, name: string): string | undefined {
  const searchPath = `${options.searchPath}:/usr/bin:/bin:/usr/sbin:/sbin`;
  const statOf = (file: string) => options.files.statSync(file, { throwIfNoEntry: false });
  const found = lookUpProgram(name, { searchPath, statOf });
  return 'file' in found ? found.file : undefined;
}

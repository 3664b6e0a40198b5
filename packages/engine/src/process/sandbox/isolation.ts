import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { removeAt } from '../../confined/remove-tree.ts';
import type { FileSystem } from '../../contract/file-system.ts';
import { podFolder } from '../../contract/run-folder.ts';
import { type PodFiles, planMappedFiles } from './pod-files.ts';
import { createPodRoots } from './pod-roots.ts';
import { lookUpProgram } from './programs.ts';

/** Isolates the pods of a run from each other, and from this machine's own files and processes. */
export interface Isolation {
  readonly kind: 'namespace' | 'mapped';
  /** Whether all processes of a pod end with its first one, even those that left its process group. */
  readonly ownsProcesses: boolean;
  /** Makes the private folders of a pod. */
  openPod(nodeId: string): PodFiles;
  /** Removes what the pod left behind. */
  closePod(plan: PodFiles): Promise<void>;
  /** Returns the command line that runs a program, given by absolute path, in the planned file system. */
  wrap(plan: PodFiles, command: readonly string[], workingDirectory: string): WrappedCommand;
}

/** A command line, and the folder to start it in. */
export interface WrappedCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
}

/** Exit code of the wrapper if it could not set up the file system of a pod. */
export const SETUP_FAILED = 117;

/** Start of the line in the log that explains a failed setup. */
export const SETUP_ERROR_MARK = 'The file system of the pod could not be set up: ';

/** Options of {@link findIsolation}. */
export interface IsolationOptions {
  readonly files: FileSystem;
  readonly searchPath: string;
  /** Folder of the pods. */
  readonly directory: string;
}

/** The namespaces to try, best first: as root or with a user namespace, with or without a process namespace. */
const ATTEMPTS: readonly NamespaceFlags[] = [
  { flags: ['-m', '--pid'], ownsProcesses: true },
  { flags: ['-rm', '--pid'], ownsProcesses: true },
  { flags: ['-m'], ownsProcesses: false },
  { flags: ['-rm'], ownsProcesses: false },
];

interface NamespaceFlags {
  readonly flags: readonly string[];
  readonly ownsProcesses: boolean;
}

/** Finds out which namespaces this machine allows. */
export function findIsolation(options: IsolationOptions): Isolation {
  for (const attempt of ATTEMPTS) {
    const isolation = namespaceIsolation(options, attempt);
    if (isolation !== undefined && works(options, isolation)) return isolation;
  }
  return mappedIsolation(options);
}

/** Returns the isolation without namespaces: declared paths are in the pod's folder, and commands see the file system of this machine. */
export function mappedIsolation(options: Pick<IsolationOptions, 'files' | 'directory'>): Isolation {
  const { files } = options;
  return {
    kind: 'mapped',
    ownsProcesses: false,
    openPod: (nodeId) => planMappedFiles(files, podFolder(options.directory, nodeId)),
    closePod: (plan) => removeAt(files, plan.directory),
    wrap(plan, [file = '', ...args], workingDirectory) {
      const cwd = plan.seenPath(workingDirectory);
      return { file, args, cwd: workingDirectory === '/' || !files.existsSync(cwd) ? plan.root : cwd };
    },
  };
}

type SetupTool = 'mount' | 'chroot' | 'pivot_root' | 'umount';

/**
 * Returns the script that mounts the pod's file system and runs its command. Like Argo's executor, it clears the umask.
 *
 * With a process namespace, the shell is process 1 of the pod. The kernel drops signals that process 1 does not handle, and ends all other
 * processes with it. So the shell records a signal that comes before the command runs. It also changes its root with pivot_root, since
 * others find its root through `/proc/1/root`. Its message about a killed command must not get into the log.
 */
function setupScript(tools: Readonly<Record<SetupTool, string>>, ownsProcesses: boolean): string {
  const mountAll = `${tools.mount} -a -T "$1"`;
  const failed = `echo "${SETUP_ERROR_MARK}$_tiphys_error" >&2; exit ${SETUP_FAILED}`;
  if (!ownsProcesses)
    return `umask 0; _tiphys_error=$(${mountAll} 2>&1) || { ${failed}; }; shift; exec ${tools.chroot} "$0" "$@"`;
  const changeRoot = `cd "$0" && ${tools.pivot_root} . . && ${tools.umount} -l .`;
  const orFail = `|| { [ -z "$_tiphys_stopped" ] || exit 143; ${failed}; }`;
  return [
    `trap _tiphys_stopped=1 TERM; umask 0; _tiphys_error=$({ ${mountAll} && ${changeRoot}; } 2>&1) ${orFail}`,
    `cd /; shift; exec 3>&2 2>/dev/null`,
    `([ -z "$_tiphys_stopped" ] || exit 143; exec "$@" 2>&3 3>&-); exit $?`,
  ].join('; ');
}

/** Waits for process 1 of the pod, which ends with the command. Only the command handles the signals of its group. */
const WAIT_SCRIPT = `trap : TERM INT; exec 3>&2 2>/dev/null; ("$0" "$@" 2>&3 3>&-); exit $?`;

function namespaceIsolation(
  options: IsolationOptions,
  { flags, ownsProcesses }: NamespaceFlags,
): Isolation | undefined {
  const [unshare, shell] = [findTool(options, 'unshare'), findTool(options, 'sh')];
  const tools = findSetupTools(options);
  if (unshare === undefined || shell === undefined || tools === undefined) return undefined;
  const roots = createPodRoots(options.files, options.directory, { ownProcesses: ownsProcesses });
  const script = setupScript(tools, ownsProcesses);
  const start = [...flags, ...(ownsProcesses ? [shell, '-c', WAIT_SCRIPT] : []), shell, '-c', script];
  return {
    kind: 'namespace',
    ownsProcesses,
    openPod: () => roots.take(),
    closePod: (plan) => roots.giveBack(plan),
    wrap(plan, command, workingDirectory) {
      const table = roots.writeMounts(plan);
      const enter = workingDirectory === '/' ? [] : [shell, '-c', 'cd "$0" && exec "$@"', workingDirectory];
      return { file: unshare, args: [...start, plan.root, table, ...enter, ...command], cwd: '/' };
    },
  };
}

function works(options: IsolationOptions, isolation: Isolation): boolean {
  let plan: PodFiles | undefined;
  try {
    plan = isolation.openPod('trial');
    const trial = path.join(plan.root, 'tmp/trial');
    // Many programs fail if /proc does not show their own process.
    const wrapped = isolation.wrap(plan, ['/bin/sh', '-c', 'test -e /proc/self/stat && : > /tmp/trial'], '/');
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

function findSetupTools(options: IsolationOptions): Readonly<Record<SetupTool, string>> | undefined {
  const [mount, chroot, pivot_root, umount] = ['mount', 'chroot', 'pivot_root', 'umount'].map((name) =>
    findTool(options, name),
  );
  if (mount === undefined || chroot === undefined) return undefined;
  // Without the last two, the attempts that need them fail.
  return { mount, chroot, pivot_root: pivot_root ?? 'pivot_root', umount: umount ?? 'umount' };
}

function findTool(options: IsolationOptions, name: string): string | undefined {
  const searchPath = `${options.searchPath}:/usr/bin:/bin:/usr/sbin:/sbin`;
  const statOf = (file: string) => options.files.statSync(file, { throwIfNoEntry: false });
  const found = lookUpProgram(name, { searchPath, statOf });
  return 'file' in found ? found.file : undefined;
}

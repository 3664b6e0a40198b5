import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { removeAt } from '../confined/remove-tree.ts';
import type { FileSystem } from '../file-system.ts';
import { podFolder } from '../run-folder.ts';
import { type PodFiles, planMappedFiles } from './pod-files.ts';
import { createPodRoots } from './pod-roots.ts';
import { lookUpProgram } from './programs.ts';

/** How the pods of a run are kept apart from each other and from this machine's own files and processes. */
export interface Isolation {
  readonly kind: 'namespace' | 'mapped';
  /** Whether all processes of a pod end with its first, however they have left its group. */
  readonly ownsProcesses: boolean;
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

/** The namespaces that are tried, the best first: as root or through a user namespace, with processes of the pod's own or without. */
const attempts: readonly NamespaceFlags[] = [
  { flags: ['-m', '--pid'], ownsProcesses: true },
  { flags: ['-rm', '--pid'], ownsProcesses: true },
  { flags: ['-m'], ownsProcesses: false },
  { flags: ['-rm'], ownsProcesses: false },
];

interface NamespaceFlags {
  readonly flags: readonly string[];
  readonly ownsProcesses: boolean;
}

/** Tries once which namespaces this machine lets us have. */
export function findIsolation(options: IsolationOptions): Isolation {
  for (const attempt of attempts) {
    const isolation = namespaceIsolation(options, attempt);
    if (isolation !== undefined && works(options, isolation)) return isolation;
  }
  return mappedIsolation(options);
}

/** Pods without namespaces: declared paths lie in the pod's folder, commands see this machine as it is. */
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
 * Builds what the pod sees, and runs its command there. Argo's executor clears the umask, too.
 *
 * With processes of its own, the shell is the first of the pod: the kernel keeps signals from it that it does not handle, and ends all others with it.
 * So it notes a signal that comes before the command runs, and leaves this machine's root for good: others find its root through `/proc/1/root`.
 * What it says of a command that was killed must not get into the log.
 */
function setupScript(tools: Readonly<Record<SetupTool, string>>, ownsProcesses: boolean): string {
  const mountAll = `${tools.mount} -a -T "$1"`;
  const failed = `echo "${setupErrorMark}$_tiphys_error" >&2; exit ${setupFailed}`;
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

/** Waits for the first process of the pod, which ends when the command does; only the command is to hear the signals of its group. */
const waitScript = `trap : TERM INT; exec 3>&2 2>/dev/null; ("$0" "$@" 2>&3 3>&-); exit $?`;

function namespaceIsolation(
  options: IsolationOptions,
  { flags, ownsProcesses }: NamespaceFlags,
): Isolation | undefined {
  const [unshare, shell] = [findTool(options, 'unshare'), findTool(options, 'sh')];
  const tools = findSetupTools(options);
  if (unshare === undefined || shell === undefined || tools === undefined) return undefined;
  const roots = createPodRoots(options.files, options.directory, { ownProcesses: ownsProcesses });
  const script = setupScript(tools, ownsProcesses);
  const start = [...flags, ...(ownsProcesses ? [shell, '-c', waitScript] : []), shell, '-c', script];
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
    // A process that cannot see itself in /proc is no use to many programs.
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
  // Without the last two, the ways of isolation that need them fail when they are tried.
  return { mount, chroot, pivot_root: pivot_root ?? 'pivot_root', umount: umount ?? 'umount' };
}

function findTool(options: IsolationOptions, name: string): string | undefined {
  const searchPath = `${options.searchPath}:/usr/bin:/bin:/usr/sbin:/sbin`;
  const statOf = (file: string) => options.files.statSync(file, { throwIfNoEntry: false });
  const found = lookUpProgram(name, { searchPath, statOf });
  return 'file' in found ? found.file : undefined;
}

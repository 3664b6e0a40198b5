import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { FIRST_PROCESS, KEEPER, KEEPER_FILES, WAITER } from '../keeping/keeper-scripts.ts';
import { createKeepers, type KeeperPlan, type Keepers } from '../keeping/keepers.ts';
import { plainKeeper } from '../keeping/plain-keeper.ts';
import { UNLESS_STOPPED, writeTaskScript } from '../keeping/task-script.ts';
import { findTool, type Tools } from '../keeping/tools.ts';
import {
  type Isolation,
  type IsolationOptions,
  keepersWorld,
  SETUP_ERROR_MARK,
  SETUP_FAILED,
} from './isolation.ts';
import type { PodFiles } from './pod-files.ts';
import { findHiddenPrograms } from './pod-programs.ts';
import { createPodRoots, type PodRoots } from './pod-roots.ts';
import { KEEPER_FOLDER } from './root-cleaner.ts';

/** Which namespaces to use. */
export interface NamespaceChoice {
  /** Arguments of `unshare`. */
  readonly flags: readonly string[];
  /** Whether one of them is a process namespace. */
  readonly ownsProcesses: boolean;
}

/** An isolation that may turn out not to work on this machine. */
export interface NamespaceAttempt {
  readonly isolation: Isolation;
  /** Tries it with a small task. */
  works(): boolean;
}

/** Programs that set up namespaces. */
type SetupTools = Readonly<
  Record<'unshare' | 'mount' | 'chroot' | 'pivot_root' | 'umount' | 'mkfifo' | 'setsid', string>
>;

/** Creates an isolation with namespaces. Returns undefined if a program is missing for it. */
export function createNamespaces(
  options: IsolationOptions,
  tools: Tools,
  choice: NamespaceChoice,
): NamespaceAttempt | undefined {
  const setup = findSetupTools(options, choice);
  if (setup === undefined) return undefined;
  const { files, directory } = options;
  const keepers: Keepers = createKeepers(keepersWorld(options));
  const roots: PodRoots = createPodRoots(files, directory, {
    ownProcesses: choice.ownsProcesses,
    programs: findHiddenPrograms({ ...options, searchPath: options.environment.PATH ?? '' }),
    use: {
      isUnchanged: (folder) => keepers.isUnchanged(path.join(folder, KEEPER_FOLDER)),
      onRemove: (folder) => keepers.discard(folder),
    },
  });
  const keeperOf = (plan: PodFiles): KeeperPlan =>
    choice.ownsProcesses ? namespaceKeeper({ plan, roots, tools, setup, choice }) : plainKeeper(tools);
  const isolation: Isolation = {
    kind: 'namespace',
    ownsProcesses: choice.ownsProcesses,
    keepers,
    keeperFor: (plan) => keepers.take(keeperOf(plan)),
    script: choice.ownsProcesses
      ? { before: ['exec 9<&-', UNLESS_STOPPED], env: tools.env }
      : { before: [UNLESS_STOPPED], env: tools.env },
    openPod: () => roots.take(),
    restorePod: (record) => roots.restore(record),
    closePod: (plan) => roots.giveBack(plan),
    wrap: choice.ownsProcesses
      ? (_plan, command, folder) => ({ command, workingDirectory: folder === '/' ? undefined : folder })
      : (plan, command, folder) => ({
          command: [
            ...[setup.unshare, ...choice.flags, tools.sh, '-c', enterScript(setup), plan.root],
            ...[roots.mountTable(plan).file, folder, ...command],
          ],
          workingDirectory: '/',
        }),
  };
  return { isolation, works: () => tryTask(options, isolation, keeperOf) };
}

/** Returns the script that sets up the file system of one command, without a process namespace. Like Argo's executor, it clears the umask. */
function enterScript({ mount, chroot }: SetupTools): string {
  return [
    `umask 0; error=$(${mount} -a -T "$1" 2>&1) || { echo "${SETUP_ERROR_MARK}$error" >&2; exit ${SETUP_FAILED}; }`,
    `folder=$2; shift 2; unset error`,
    // The folder of a command may be a link that leads elsewhere in the pod.
    `exec ${chroot} "$0" /bin/sh -c 'cd -- "$0" && exec "$@"' "$folder" "$@"`,
  ].join('; ');
}

interface NamespaceKeeperParts {
  readonly plan: PodFiles;
  readonly roots: PodRoots;
  readonly tools: Tools;
  readonly setup: SetupTools;
  readonly choice: NamespaceChoice;
}

function namespaceKeeper({ plan, roots, tools, setup, choice }: NamespaceKeeperParts): KeeperPlan {
  const table = roots.mountTable(plan);
  return {
    kind: 'namespace',
    directory: path.join(plan.directory, table.isCommon ? KEEPER_FOLDER : 'own-keeper'),
    isOwn: !table.isCommon,
    commandIn: (directory, entrances) => [
      ...[tools.sh, '-c', KEEPER, 'tiphys-keeper', directory, 'namespace'],
      ...[tools.tee, tools.tail, setup.mkfifo],
      ...[String(entrances.length), ...entrances],
      ...[setup.unshare, ...choice.flags, tools.sh, '-c', WAITER],
      ...[setup.setsid, tools.sh, '-c', FIRST_PROCESS, directory, plan.root, table.file],
      ...[setup.mount, setup.pivot_root, setup.umount],
    ],
  };
}

/** Runs a task and waits for it. Many programs fail if `/proc` does not show their own process. */
function tryTask(
  options: IsolationOptions,
  isolation: Isolation,
  keeperOf: (plan: PodFiles) => KeeperPlan,
): boolean {
  const { files } = options;
  let plan: PodFiles | undefined;
  try {
    plan = isolation.openPod('trial');
    const trial = path.join(plan.root, 'tmp/trial');
    const keeper = keeperOf(plan);
    const folder = keeper.directory ?? path.join(plan.directory, 'trial');
    files.mkdirSync(folder, { recursive: true });
    files.writeFileSync(path.join(folder, KEEPER_FILES.stop), '');
    const command = ['/bin/sh', '-c', 'test -e /proc/self/stat && : > /tmp/trial'];
    const task = { ...isolation.wrap(plan, command, '/'), environment: new Map<string, string>() };
    files.writeFileSync(path.join(folder, KEEPER_FILES.task), writeTaskScript('', task, isolation.script));
    const [file = '', ...args] = keeper.commandIn(folder, []);
    spawnSync(file, args, {
      cwd: options.runFolder,
      env: {},
      input: `1 all ${path.relative(options.runFolder, path.join(folder, 'trial.log'))}\n`,
      stdio: ['pipe', 'ignore', 'ignore'],
      timeout: TRIAL_MILLISECONDS,
    });
    const end = files.readFileSync(path.join(folder, KEEPER_FILES.end), 'utf8');
    return end === '1 0\n' && files.existsSync(trial);
  } catch {
    return false;
  } finally {
    if (plan !== undefined) void isolation.closePod(plan).catch(() => {});
  }
}

/** A trial takes some tens of milliseconds. */
const TRIAL_MILLISECONDS = 10_000;

function findSetupTools(
  options: IsolationOptions,
  { ownsProcesses }: NamespaceChoice,
): SetupTools | undefined {
  const names = ['unshare', 'mount', 'chroot', 'pivot_root', 'umount', 'mkfifo', 'setsid'] as const;
  const found = new Map(names.map((name) => [name, findTool(options, name)]));
  const needed = ownsProcesses ? names : (['unshare', 'mount', 'chroot'] as const);
  if (needed.some((name) => found.get(name) === undefined)) return undefined;
  const pathOf = (name: (typeof names)[number]): string => found.get(name) ?? name;
  return {
    unshare: pathOf('unshare'),
    mount: pathOf('mount'),
    chroot: pathOf('chroot'),
    pivot_root: pathOf('pivot_root'),
    umount: pathOf('umount'),
    mkfifo: pathOf('mkfifo'),
    setsid: pathOf('setsid'),
  };
}

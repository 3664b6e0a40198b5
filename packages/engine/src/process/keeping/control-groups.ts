import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FileSystem } from '../../contract/file-system.ts';

/** What a task may use. */
export interface TaskLimits {
  readonly memoryBytes?: number | undefined;
  /** Processors, of which 0.5 is half the time of one. */
  readonly cpus?: number | undefined;
}

/** A control group for the tasks of one keeper. */
export interface TaskGroup {
  /** Files to which a process writes its number to enter the group. */
  readonly entrances: readonly string[];
  /** Returns the numbers of all processes in the group; undefined if there is none. */
  members(): readonly number[] | undefined;
  /** Sets the limits of the next task. */
  limit(limits: TaskLimits): void;
  /** Returns how often the kernel has killed a process for memory, or refused to start one, since the last call. */
  takeEvents(): TaskEvents;
  /** Removes the group. Its processes have ended, or are about to. */
  remove(): Promise<void>;
}

/** What the limits of a group have led to. */
export interface TaskEvents {
  readonly killedForMemory: boolean;
  readonly tooManyProcesses: boolean;
}

/** The control groups that this process may make. */
export interface ControlGroups {
  /** Whether these limits are enforced. */
  readonly enforces: Readonly<Record<Controller, boolean>>;
  /** Makes a group whose tasks have at most this many processes. */
  open(processes: number): TaskGroup;
}

/** The parts of the kernel that limit something. */
export type Controller = 'memory' | 'cpu' | 'pids';

const CONTROLLERS: readonly Controller[] = ['memory', 'cpu', 'pids'];

/** Names of files, by controller, in the second and the first version of control groups. */
const FILES = {
  2: { memory: 'memory.max', cpu: 'cpu.max', pids: 'pids.max', killed: 'memory.events', unlimited: 'max' },
  1: {
    memory: 'memory.limit_in_bytes',
    cpu: 'cpu.cfs_quota_us',
    pids: 'pids.max',
    killed: 'memory.oom_control',
    unlimited: '-1',
  },
} as const;

/** Milliseconds before each attempt to remove a group: the kernel takes a while to forget processes that were killed. */
const REMOVAL_PAUSES = [0, 5, 20, 100, 300];

/** Microseconds in which a task may use its share of the processors. */
const PERIOD = 100_000;

interface Hierarchy {
  readonly version: 1 | 2;
  /** Folder in which groups are made. */
  readonly folder: string;
}

/**
 * Finds out which control groups this process may make. `name` starts the names of all of them.
 *
 * @see https://docs.kernel.org/admin-guide/cgroup-v2.html
 */
export function findControlGroups(files: FileSystem, name: string): ControlGroups {
  const found = new Map<Controller, Hierarchy>();
  const candidates = readHierarchies(files);
  for (const controller of CONTROLLERS) {
    const hierarchy = candidates(controller).find((candidate) =>
      canMake(files, candidate, { controller, name }),
    );
    if (hierarchy !== undefined) found.set(controller, hierarchy);
  }
  if (!canEnter(files, found, name)) found.clear();
  removeStale(files, [...found.values()]);
  let count = 0;
  return {
    enforces: { memory: found.has('memory'), cpu: found.has('cpu'), pids: found.has('pids') },
    open: (processes) => openGroup(files, found, { name: `${name}-${++count}`, processes }),
  };
}

interface GroupPlan {
  readonly name: string;
  readonly processes: number;
}

function openGroup(
  files: FileSystem,
  found: ReadonlyMap<Controller, Hierarchy>,
  { name, processes }: GroupPlan,
): TaskGroup {
  const folderOf = (controller: Controller): string | undefined => {
    const hierarchy = found.get(controller);
    return hierarchy === undefined ? undefined : path.join(hierarchy.folder, name);
  };
  const folders = [...new Set(CONTROLLERS.flatMap((controller) => folderOf(controller) ?? []))];
  for (const folder of folders) files.mkdirSync(folder, { recursive: true });
  const set = (controller: Controller, text: (version: 1 | 2) => string): void => {
    const hierarchy = found.get(controller);
    const folder = folderOf(controller);
    if (hierarchy === undefined || folder === undefined) return;
    files.writeFileSync(path.join(folder, FILES[hierarchy.version][controller]), text(hierarchy.version));
  };
  const count = (controller: Controller, file: (version: 1 | 2) => string, key: string): number => {
    const hierarchy = found.get(controller);
    const folder = folderOf(controller);
    if (hierarchy === undefined || folder === undefined) return 0;
    const text = files.readFileSync(path.join(folder, file(hierarchy.version)), 'utf8');
    return Number(new RegExp(`^${key} (\\d+)$`, 'm').exec(text)?.[1] ?? 0);
  };
  const read = () => ({
    killed: count('memory', (version) => FILES[version].killed, 'oom_kill'),
    refused: count('pids', () => 'pids.events', 'max'),
  });
  const entrances = folders.map((folder) => path.join(folder, 'cgroup.procs'));
  set('pids', () => String(processes));
  let limited: TaskLimits = {};
  let before = { killed: 0, refused: 0 };
  return {
    entrances,
    members() {
      const [file] = entrances;
      if (file === undefined) return undefined;
      return files.readFileSync(file, 'utf8').split('\n').filter(Boolean).map(Number);
    },
    limit(limits) {
      if (limits.memoryBytes !== limited.memoryBytes)
        set('memory', (version) => String(limits.memoryBytes ?? FILES[version].unlimited));
      if (limits.cpus !== limited.cpus) set('cpu', (version) => cpuText(version, limits.cpus));
      limited = limits;
    },
    takeEvents() {
      const now = read();
      const events = {
        killedForMemory: now.killed > before.killed,
        tooManyProcesses: now.refused > before.refused,
      };
      before = now;
      return events;
    },
    async remove() {
      for (const pause of REMOVAL_PAUSES) {
        if (pause > 0) await sleep(pause);
        for (const folder of folders) removeGroup(files, folder);
        if (!folders.some((folder) => files.existsSync(folder))) return;
      }
    },
  };
}

function cpuText(version: 1 | 2, cpus: number | undefined): string {
  // The kernel does not accept less than a millisecond.
  const quota = cpus === undefined ? undefined : Math.max(1000, Math.round(cpus * PERIOD));
  if (version === 1) return String(quota ?? -1);
  return `${quota ?? 'max'} ${PERIOD}`;
}

/** Tries to make a group with a controller. */
function canMake(
  files: FileSystem,
  { folder, version }: Hierarchy,
  { controller, name }: { readonly controller: Controller; readonly name: string },
): boolean {
  const trial = path.join(folder, `${name}-trial`);
  try {
    files.mkdirSync(trial);
  } catch {
    return false;
  }
  try {
    return files.existsSync(path.join(trial, FILES[version][controller]));
  } finally {
    removeGroup(files, trial);
  }
}

/** Tries to enter groups: that takes more rights than making them. */
function canEnter(files: FileSystem, found: ReadonlyMap<Controller, Hierarchy>, name: string): boolean {
  const folders = [...new Set([...found.values()].map(({ folder }) => path.join(folder, `${name}-trial`)))];
  try {
    for (const folder of folders) files.mkdirSync(folder);
    const entrances = folders.map((folder) => path.join(folder, 'cgroup.procs'));
    const script = 'for file; do echo 0 >"$file" || exit 1; done';
    return spawnSync('sh', ['-c', script, 'sh', ...entrances], { stdio: 'ignore' }).status === 0;
  } catch {
    return false;
  } finally {
    for (const folder of folders) removeGroup(files, folder);
  }
}

/** Removes the groups of processes of Tiphys that were killed. Those that have processes stay. */
function removeStale(files: FileSystem, hierarchies: readonly Hierarchy[]): void {
  for (const folder of new Set(hierarchies.map((hierarchy) => hierarchy.folder))) {
    for (const entry of files.readdirSync(folder)) {
      const pid = /^tiphys-(\d+)-/.exec(entry)?.[1];
      if (pid !== undefined && !files.existsSync(`/proc/${pid}`))
        removeGroup(files, path.join(folder, entry));
    }
  }
}

function removeGroup(files: FileSystem, folder: string): void {
  try {
    files.rmdirSync(folder);
  } catch {
    // A process is just ending in it. An empty group does no harm.
  }
}

/** Returns the places where groups with a controller may be made: in the group of this process, or beside it. */
function readHierarchies(files: FileSystem): (controller: Controller) => readonly Hierarchy[] {
  const own = readLines(files, '/proc/self/cgroup').map((line) => line.split(':'));
  const mounts = readLines(files, '/proc/self/mountinfo').flatMap(readMount);
  return (controller) =>
    mounts.flatMap(({ root, point, version, options }) => {
      if (version === 1 && !options.includes(controller)) return [];
      const entry = own.find(([number, names]) =>
        version === 2 ? number === '0' : names?.split(',').includes(controller),
      );
      const below = path.relative(root, entry?.slice(2).join(':') ?? '/');
      const folder = below.startsWith('..') ? point : path.join(point, below);
      const folders = folder === point ? [folder] : [folder, path.dirname(folder)];
      return folders.map((candidate) => ({ version, folder: candidate }));
    });
}

interface GroupMount {
  readonly version: 1 | 2;
  readonly root: string;
  readonly point: string;
  readonly options: readonly string[];
}

/** Reads a line of proc_pid_mountinfo(5). */
function readMount(line: string): readonly GroupMount[] {
  const [left = '', right = ''] = line.split(' - ');
  const [, , , root = '', point = ''] = left.split(' ');
  const [type, , options = ''] = right.split(' ');
  if (type !== 'cgroup' && type !== 'cgroup2') return [];
  return [{ version: type === 'cgroup2' ? 2 : 1, root, point, options: options.split(',') }];
}

function readLines(files: FileSystem, file: string): readonly string[] {
  try {
    return files.readFileSync(file, 'utf8').split('\n');
  } catch {
    // The system has no control groups.
    return [];
  }
}

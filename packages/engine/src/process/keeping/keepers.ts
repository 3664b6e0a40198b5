import path from 'node:path';
import type { ControlGroups } from './control-groups.ts';
import { type Keeper, type KeeperWorld, startKeeper } from './keeper.ts';
import type { KeeperKind } from './keeper-signals.ts';

/** The keepers of a run. Starting one takes longer than most tasks, so they are used again. */
export interface Keepers {
  /** Returns a keeper for one task. */
  take(plan: KeeperPlan): Keeper;
  /** Takes a keeper back after its task. */
  giveBack(keeper: Keeper): void;
  /** Returns the sessions of all keepers and their tasks, but for that of the tasks of one. */
  sessionsBut(keeper: Keeper): ReadonlySet<number>;
  /** Tells whether the keeper in a folder can run a task as if it were its first. */
  isUnchanged(directory: string): boolean;
  /** Kills the keepers in a folder, which is about to be removed. */
  discard(directory: string): Promise<void>;
  /** Kills all keepers, with their tasks. */
  close(): Promise<void>;
}

/** The keeper that a task needs. */
export interface KeeperPlan {
  readonly kind: KeeperKind;
  /** Its folder; undefined if any keeper will do. */
  readonly directory: string | undefined;
  /** Whether no other task may use it. */
  readonly isOwn: boolean;
  /** Returns the command line of a keeper in a folder, which enters control groups through their files. */
  readonly commandIn: (directory: string, entrances: readonly string[]) => readonly string[];
}

/** What all keepers of a run have in common. */
export interface KeepersWorld extends KeeperWorld {
  readonly runFolder: string;
  /** Folder of the pods. */
  readonly pods: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly groups: ControlGroups;
  /** How many processes a task may have at a time. */
  readonly processes: number;
}

/** Creates the keepers of a run. */
export function createKeepers(world: KeepersWorld): Keepers {
  const { files } = world;
  const all = new Set<Keeper>();
  const own = new Set<Keeper>();
  const removals = new Set<Promise<void>>();
  let idle: Keeper[] = [];
  let count = 0;

  function takeIdle({ directory, isOwn }: KeeperPlan): Keeper | undefined {
    idle = idle.filter((keeper) => keeper.isUsable());
    if (isOwn) return undefined;
    const found = idle.findLast((keeper) => directory === undefined || keeper.directory === directory);
    idle = idle.filter((keeper) => keeper !== found);
    return found;
  }

  function start(plan: KeeperPlan): Keeper {
    const directory = plan.directory === undefined ? nextFolder() : freeFolder(plan.directory);
    files.mkdirSync(directory, { recursive: true });
    const group = world.groups.open(world.processes);
    const command = plan.commandIn(directory, group.entrances);
    const keeper = startKeeper({ ...world, ...plan, directory, command, group }, world);
    all.add(keeper);
    if (plan.isOwn || (plan.directory !== undefined && directory !== plan.directory)) own.add(keeper);
    void keeper.ended.then(() => {
      all.delete(keeper);
      own.delete(keeper);
    });
    removals.add(keeper.ended.then(() => group.remove()));
    return keeper;
  }

  function nextFolder(): string {
    const folder = path.join(world.pods, `keeper-${++count}`);
    // That of a run that goes on after this one's process was killed.
    return files.existsSync(folder) ? nextFolder() : folder;
  }

  /** A probe runs beside the task that it is about. */
  function freeFolder(wanted: string): string {
    const taken = new Set([...all].map((keeper) => keeper.directory));
    let folder = wanted;
    for (let next = 2; taken.has(folder); next++) folder = `${wanted}-${next}`;
    return folder;
  }

  async function end(keepers: readonly Keeper[]): Promise<void> {
    for (const keeper of keepers) keeper.kill();
    await Promise.all(keepers.map((keeper) => keeper.ended));
  }

  return {
    take: (plan) => takeIdle(plan) ?? start(plan),
    giveBack(keeper) {
      if (own.has(keeper) || !keeper.isUsable()) keeper.close();
      else idle.push(keeper);
    },
    sessionsBut(keeper) {
      const sessions = new Set([...all].flatMap((each) => each.sessions()));
      const own = keeper.session();
      if (own !== undefined) sessions.delete(own);
      return sessions;
    },
    isUnchanged: (directory) =>
      [...all].every((keeper) => keeper.directory !== directory || keeper.isUnchanged()),
    discard: (directory) =>
      end(
        [...all].filter(
          (keeper) => keeper.directory === directory || keeper.directory.startsWith(`${directory}/`),
        ),
      ),
    async close() {
      await end([...all]);
      await Promise.all(removals);
    },
  };
}

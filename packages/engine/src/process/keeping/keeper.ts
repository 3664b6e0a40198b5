import type { ChildProcess, spawn as nodeSpawn } from 'node:child_process';
import path from 'node:path';
import type { FileSystem } from '../../contract/file-system.ts';
import { identityOf } from '../../contract/process-identity.ts';
import type { TaskGroup } from './control-groups.ts';
import { KEEPER_FILES } from './keeper-scripts.ts';
import {
  exitCodeOf,
  firstProcess,
  type KeeperKind,
  killKeeper,
  signalTask,
  stopRelays,
} from './keeper-signals.ts';
import { tryRead } from './try-read.ts';

/** How to start a keeper. */
export interface KeeperStart {
  /** Folder of the keeper. */
  readonly directory: string;
  /** Folder of the run. Paths of logs are given relative to it. */
  readonly runFolder: string;
  readonly command: readonly string[];
  /** `namespace` if its tasks are in namespaces of their own, `session` if they are in sessions, `once` if it ends with its first task. */
  readonly kind: KeeperKind;
  readonly environment: Readonly<Record<string, string>>;
  readonly group: TaskGroup;
}

/** A task for a keeper. */
export interface KeeperTask {
  /** Text of the file `task`: the record in a comment, then the script. Receives the number of the task. */
  readonly script: (sequence: number) => string;
  /** 2 to keep the end of stdout apart. */
  readonly streams: 1 | 2;
  readonly logFile: string;
}

/** A task that a keeper runs. */
export interface KeptTask {
  /** The exit code of the command, once it is known. Rejects like `end`. */
  readonly code: Promise<number>;
  /** Resolves with the exit code when all output is in the log. Rejects with a {@link KeeperFailure}. */
  readonly end: Promise<number>;
  signal(name: NodeJS.Signals): void;
  /** Stops waiting for output of processes that left the group of the task. */
  abandonOutput(): void;
}

/** A shell that runs tasks and outlives this process. See `keeper-scripts.ts`. */
export interface Keeper {
  readonly directory: string;
  readonly kind: KeeperKind;
  /** The session of its tasks, if they have one. */
  session(): number | undefined;
  /** Its own session, and that of its tasks. */
  sessions(): readonly number[];
  /** The control group of its tasks. */
  readonly group: TaskGroup;
  /** Whether it can run another task. */
  isUsable(): boolean;
  /** Whether its namespace still has the mounts that it had before the first task. */
  isUnchanged(): boolean;
  run(task: KeeperTask): KeptTask;
  /** Lets it end after its task. */
  close(): void;
  /** Kills it with its task. */
  kill(): void;
  /** Resolves when it has ended. */
  readonly ended: Promise<void>;
}

/** Thrown if a keeper could not do its work. `stage` says whether the task can have started. @internal */
export class KeeperFailure extends Error {
  readonly stage: 'setup' | 'log' | 'end';

  constructor(stage: KeeperFailure['stage'], message: string) {
    super(message);
    this.name = 'KeeperFailure';
    this.stage = stage;
  }
}

interface CurrentTask {
  readonly sequence: number;
  readonly code: PromiseWithResolvers<number>;
  readonly end: PromiseWithResolvers<number>;
  complaint: string;
}

/** Starts a keeper. */
export function startKeeper(start: KeeperStart, world: KeeperWorld): Keeper {
  const { files } = world;
  const { directory, kind } = start;
  removeAnswers(files, directory);
  const taskFile = files.openSync(path.join(directory, KEEPER_FILES.task), 'w', 0o600);
  const child = world.spawn(start.command[0] ?? '', start.command.slice(1), {
    cwd: start.runFolder,
    env: { ...start.environment },
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  hold(child, false);
  let sequence = 0;
  let current: CurrentTask | undefined;
  let usable = true;
  let setupProblem: string | undefined;
  let isReady = false;
  let firstLine: string | undefined;
  let first: number | undefined;
  let mounts: string | undefined;
  const ended = watch(child, {
    line(line) {
      const [number = '', word = '', ...rest] = line.split(' ');
      if (number === '-' && word === 'ready') begin();
      else if (number === '-' && word === 'gone') endAfterTask(Number(rest[0]));
      else if (number === '-') setupProblem = rest.join(' ');
      else if (current !== undefined && number === String(current.sequence))
        answer(current, word, Number(rest[0]));
      // The first one says why.
      else if (current !== undefined) current.complaint ||= line;
    },
    exit() {
      usable = false;
    },
    end(error) {
      usable = false;
      files.closeSync(taskFile);
      if (current !== undefined) fail(current, failureOf(error));
      current = undefined;
    },
  });
  if (child.pid !== undefined) {
    const owner = JSON.stringify(identityOf(files, child.pid));
    files.writeFileSync(path.join(directory, KEEPER_FILES.owner), owner, { mode: 0o600 });
  }

  /** Lets the first task start, after a look at the mounts that it could change. */
  function begin(): void {
    first = firstProcess(directory, { kind, keeper: child.pid }, files);
    mounts = readMounts();
    isReady = true;
    if (firstLine !== undefined) child.stdin?.write(firstLine);
    firstLine = undefined;
  }

  /** The processes that a task has put elsewhere may still hold its output. */
  function endAfterTask(code: number): void {
    usable = false;
    current?.code.resolve(code);
  }

  /** Ends a task that has not started. */
  function cancel(task: CurrentTask, name: NodeJS.Signals): void {
    firstLine = undefined;
    answer(task, 'end', exitCodeOf(name));
    child.stdin?.end();
  }

  function readMounts(): string | undefined {
    return kind !== 'namespace' || first === undefined
      ? undefined
      : tryRead(files, `/proc/${first}/mountinfo`);
  }

  function answer(task: CurrentTask, word: string, code: number): void {
    task.code.resolve(code);
    if (word !== 'end') return;
    current = undefined;
    hold(child, false);
    if (task.complaint === '') task.end.resolve(code);
    else task.end.reject(new KeeperFailure('log', task.complaint));
  }

  function failureOf(error: Error | undefined): Error {
    if (error !== undefined) return error;
    if (setupProblem !== undefined) return new KeeperFailure('setup', setupProblem);
    return new KeeperFailure('end', 'the shell that keeps the task has ended unexpectedly');
  }

  return {
    directory,
    kind,
    session: () => (kind === 'session' ? first : undefined),
    sessions: () => [child.pid, kind === 'session' ? first : undefined].filter((pid) => pid !== undefined),
    group: start.group,
    isUsable: () => usable,
    isUnchanged: () => kind !== 'namespace' || (usable && mounts !== undefined && readMounts() === mounts),
    run({ script, streams, logFile }) {
      const task: CurrentTask = {
        sequence: ++sequence,
        code: Promise.withResolvers(),
        end: Promise.withResolvers(),
        complaint: '',
      };
      // Only one of them may be of interest.
      task.code.promise.catch(() => {});
      task.end.promise.catch(() => {});
      if (kind === 'once') usable = false;
      current = task;
      hold(child, true);
      // What is left of a longer script comes after the end of this one. Truncating a file is slow on some file systems.
      files.writeSync(taskFile, script(task.sequence), 0);
      const line = `${task.sequence} ${streams} ${path.relative(start.runFolder, logFile)}\n`;
      if (isReady) child.stdin?.write(line);
      else firstLine = line;
      return {
        code: task.code.promise,
        end: task.end.promise,
        signal(name) {
          // A late signal might reach the next task.
          usable = false;
          if (current === task && firstLine !== undefined) return cancel(task, name);
          if (current === task) signalTask(directory, { kind, keeper: child.pid, first, name }, files);
        },
        abandonOutput() {
          // What still writes would write into the output of the next task.
          usable = false;
          if (current === task) stopRelays({ kind, keeper: child.pid });
        },
      };
    },
    close() {
      usable = false;
      child.stdin?.end();
    },
    kill() {
      usable = false;
      // Whoever kills it waits for its end.
      hold(child, true);
      killKeeper(directory, { kind, keeper: child.pid, first }, files);
    },
    ended,
  };
}

/** Removes the answers of an earlier keeper in the same folder, which would be taken for those of this one: both count their tasks from 1. */
function removeAnswers(files: FileSystem, directory: string): void {
  const { begun, code, end, stdout, stop } = KEEPER_FILES;
  for (const name of [begun, code, end, stdout]) files.rmSync(path.join(directory, name), { force: true });
  files.writeFileSync(path.join(directory, stop), '', { mode: 0o600 });
}

/** The services that a keeper needs. */
export interface KeeperWorld {
  readonly files: FileSystem;
  readonly spawn: typeof nodeSpawn;
}

function fail(task: CurrentTask, error: Error): void {
  task.code.reject(error);
  task.end.reject(error);
}

interface KeeperListener {
  line(line: string): void;
  /** It has ended, but for processes that it has started. */
  exit(): void;
  end(error: Error | undefined): void;
}

/** Says whether this process waits for a keeper. It may end while all are idle. */
function hold(child: ChildProcess, isBusy: boolean): void {
  for (const handle of [child, child.stdin, child.stdout]) {
    // The pipes of a child are sockets.
    const held = handle as { ref?: () => void; unref?: () => void } | null;
    if (isBusy) held?.ref?.();
    else held?.unref?.();
  }
}

/** Reads the answers of a keeper until it has ended. */
function watch(child: ChildProcess, listener: KeeperListener): Promise<void> {
  let rest = '';
  child.stdin?.on('error', () => {});
  child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) listener.line(line);
  });
  return new Promise((resolve) => {
    let isOver = false;
    const finish = (error?: Error): void => {
      if (isOver) return;
      isOver = true;
      listener.end(error);
      resolve();
    };
    child.once('error', finish);
    child.once('exit', () => listener.exit());
    child.once('close', () => finish());
  });
}

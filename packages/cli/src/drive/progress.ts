import type { NodeStatus, Workflow } from '@tiphys/models';
import type { ChangeReaderOptions } from '@tiphys/view';
import { oneLine } from '../show/one-line.ts';
import { printable } from '../world/printable.ts';
import type { World } from '../world/world.ts';
import { setSay } from './say.ts';

/** Shows the progress of a run. Call {@link RunProgress.end} before the results are printed. */
export interface RunProgress {
  /** Shows a new state of the workflow. */
  update(workflow: Workflow): void;
  /** Prints a message that stays on the screen. */
  say(text: string): void;
  /** Removes what is redrawn in place until {@link RunProgress.proceed}, so that a question can be asked. */
  pause(): void;
  /** Draws again. */
  proceed(): void;
  /** Removes what is redrawn in place. */
  end(): void;
}

/** Options of {@link createRunProgress}. */
export interface ProgressOptions extends ChangeReaderOptions {
  /** Whether nothing but messages is printed. @default false */
  readonly silent?: boolean;
}

/** Returns a progress that redraws a tree on a terminal, or prints a line for each change if there is none. */
export async function createRunProgress(
  world: World,
  { silent = false, ...reading }: ProgressOptions = {},
): Promise<RunProgress> {
  if (silent) return { ...QUIET, say: (text) => world.terminal.err(`${text}\n`) };
  return world.terminal.interactive ? createLiveTree(world, reading) : createPlainLines(world, reading);
}

const QUIET: Omit<RunProgress, 'say'> = {
  update: () => {},
  pause: () => {},
  proceed: () => {},
  end: () => {},
};

const FRAMES_PER_SECOND = 12;

async function createLiveTree(world: World, { shows }: ChangeReaderOptions): Promise<RunProgress> {
  const [{ createLogUpdate }, { renderTree }, { describePhase }] = await Promise.all([
    import('log-update'),
    import('@tiphys/view'),
    import('@tiphys/runs'),
  ]);
  const write = createLogUpdate(process.stderr, { showCursor: true });
  let latest: Workflow | undefined;
  let paused = false;
  const draw = (): void => {
    if (latest === undefined || paused) return;
    const { colour, columns, rows } = world.terminal;
    const tree = renderTree(latest, {
      colour,
      width: columns,
      now: world.now(),
      phase: describePhase(latest),
      shows,
      maxRows: Math.max(3, rows - 4),
    });
    write(printable(tree.trimEnd(), colour));
  };
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  const say = (text: string): void => {
    write.clear();
    write.done();
    world.terminal.err(`${text}\n`);
  };
  setSay(world.terminal, say);
  return {
    update: (workflow) => {
      latest = workflow;
    },
    say,
    pause: () => {
      paused = true;
      write.clear();
      write.done();
    },
    proceed: () => {
      paused = false;
    },
    end: () => {
      clearInterval(timer);
      setSay(world.terminal, undefined);
      write.clear();
      write.done();
    },
  };
}

async function createPlainLines(world: World, reading: ChangeReaderOptions): Promise<RunProgress> {
  const { createChangeReader } = await import('@tiphys/view');
  const changesOf = createChangeReader(reading);
  const start = world.now();
  return {
    update: (workflow) => {
      const seconds = `${((world.now() - start) / 1000).toFixed(1).padStart(6)}s`;
      for (const node of changesOf(workflow))
        world.terminal.err(
          `${seconds}  ${(node.phase ?? '').padEnd(9)}  ${shorten(oneLine(node.name))}${messageOf(node)}\n`,
        );
    },
    say: (text) => world.terminal.err(`${text}\n`),
    pause: () => {},
    proceed: () => {},
    end: () => {},
  };
}

function messageOf(node: NodeStatus): string {
  return node.message === undefined || node.message === '' ? '' : `  ${oneLine(node.message)}`;
}

/** Characters of the name of a node that are printed. Those in a deep recursion are longer than a screen. */
const LONGEST_NAME = 120;

function shorten(name: string): string {
  if (name.length <= LONGEST_NAME) return name;
  return `${name.slice(0, LONGEST_NAME / 3)}…${name.slice(1 - (2 * LONGEST_NAME) / 3)}`;
}

import type { NodeStatus, Workflow } from '@tiphys/models';
import { printable } from '../world/printable.ts';
import type { World } from '../world/world.ts';

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

/** Returns a progress that redraws a tree on a terminal, or prints a line for each change if there is none. */
export async function createRunProgress(world: World, silent: boolean): Promise<RunProgress> {
  if (silent) return { ...QUIET, say: (text) => world.terminal.err(`${text}\n`) };
  return world.terminal.interactive ? createLiveTree(world) : createPlainLines(world);
}

const QUIET: Omit<RunProgress, 'say'> = {
  update: () => {},
  pause: () => {},
  proceed: () => {},
  end: () => {},
};

const FRAMES_PER_SECOND = 12;

async function createLiveTree(world: World): Promise<RunProgress> {
  const [{ createLogUpdate }, { renderTree }] = await Promise.all([
    import('log-update'),
    import('@tiphys/view'),
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
      maxRows: Math.max(3, rows - 4),
    });
    write(printable(tree.trimEnd(), colour));
  };
  const timer = setInterval(draw, 1000 / FRAMES_PER_SECOND);
  return {
    update: (workflow) => {
      latest = workflow;
    },
    say: (text) => {
      write.clear();
      write.done();
      world.terminal.err(`${text}\n`);
    },
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
      write.clear();
      write.done();
    },
  };
}

function createPlainLines(world: World): RunProgress {
  const seen = new Map<string, string>();
  const start = world.now();
  return {
    update: (workflow) => {
      for (const node of Object.values(workflow.status?.nodes ?? {})) {
        const phase = node.phase ?? 'Pending';
        if (
          node.type === 'StepGroup' ||
          node.type === 'TaskGroup' ||
          phase === 'Pending' ||
          seen.get(node.id) === phase
        )
          continue;
        seen.set(node.id, phase);
        world.terminal.err(
          `${((world.now() - start) / 1000).toFixed(1).padStart(6)}s  ${phase.padEnd(9)}  ${oneLine(node.name)}${messageOf(node)}\n`,
        );
      }
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

function oneLine(text: string): string {
  return text.replaceAll(/\s+/g, ' ');
}

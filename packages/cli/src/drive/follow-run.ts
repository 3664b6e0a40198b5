import type { NodeStatus, Workflow } from '@tiphys/models';
import type { Runs } from '@tiphys/runs';
import { isKnownError } from '../output/render-error.ts';
import { goesOn } from '../show/goes-on.ts';
import { createLogPrinter } from '../show/log-printer.ts';
import { taskLines } from '../show/task-lines.ts';
import type { World } from '../world/world.ts';
import { createRunProgress, type RunProgress } from './progress.ts';
import { createQuestions } from './questions.ts';
import type { SessionResult } from './session.ts';
import { suspendedIn } from './suspended-in.ts';

/** Options of {@link followRun}. */
export interface FollowOptions {
  /** Whether nothing but messages is printed while the run goes on. */
  readonly silent: boolean;
  /** Whether the output of the tasks is printed. */
  readonly log: boolean;
  /** Where the output of the tasks is printed. @default standard output */
  readonly printLog?: ((text: string) => void) | undefined;
  /** The options that lead other commands to the place of the run, with a space before each. */
  readonly flags: string;
  /** Whether what happened before is not printed line by line. @default false */
  readonly skipsPast?: boolean;
  /** Tells whether a node is shown. @default all are */
  readonly shows?: ((node: NodeStatus) => boolean) | undefined;
}

/**
 * Follows a run that somebody else drives, with its progress on the terminal, until it has ended. Asks what suspended nodes wait for. Ctrl-C leaves
 * the run, which goes on.
 */
export async function followRun(
  runs: Runs,
  name: string,
  { options, world }: { readonly options: FollowOptions; readonly world: World },
): Promise<SessionResult> {
  const { silent, log, flags, skipsPast = false, shows } = options;
  const progress = await createRunProgress(world, { silent: silent || log, skipsPast, shows });
  const questions = createQuestions(world, progress);
  const logs = log ? followLogs(runs, name, { options, world, progress }) : undefined;
  const { answerTypesOf } = await import('@tiphys/runs');
  let last: Workflow | undefined;
  try {
    for await (const workflow of runs.watch(name, { signal: world.interrupted })) {
      last = workflow;
      progress.update(workflow);
      const suspended = await suspendedIn(workflow);
      questions.ask({
        name,
        flags,
        suspended: () => suspended,
        typesOf: (nodeId) => {
          const node = workflow.status?.nodes?.[nodeId];
          return node === undefined ? {} : answerTypesOf(workflow, node);
        },
        resume: async (nodeId, parameters) => {
          await runs.resume(name, { nodeFieldSelector: `id=${nodeId}`, parameters });
        },
      });
    }
    await logs;
    const left = world.interrupted.aborted;
    if (left) progress.say(goesOn(`watch ${name}${flags}`));
    return { workflow: last ?? (await runs.get(name)), left };
  } finally {
    questions.close();
    progress.end();
  }
}

interface LogFollowing {
  readonly options: FollowOptions;
  readonly world: World;
  readonly progress: RunProgress;
}

async function followLogs(
  runs: Runs,
  name: string,
  { options, world, progress }: LogFollowing,
): Promise<void> {
  const printer = await createLogPrinter(world, { prefix: true, to: options.printLog ?? world.terminal.out });
  try {
    for await (const line of taskLines(runs, name, { follow: true, signal: world.interrupted }))
      printer.print(line);
  } catch (error) {
    // The run goes on without its logs, and its end still counts.
    if (!isKnownError(error)) throw error;
    progress.say(`warning: The logs cannot be read any further: ${error.message}`);
  }
}

import type { RunFolder } from '@tiphys/engine';
import type { DrivenRun, LocalDriver, LocalRuns } from '@tiphys/local';
import type { Workflow } from '@tiphys/models';
import { type AnswerTypes, answerTypesOf } from '@tiphys/runs';
import { withRelativePaths } from '../output/relative-paths.ts';
import { createLogPrinter } from '../show/log-printer.ts';
import { oneLine } from '../show/one-line.ts';
import type { World } from '../world/world.ts';
import { copyObjects } from './copy-objects.ts';
import { openExecutor } from './open-executor.ts';
import { createRunProgress } from './progress.ts';
import { createQuestions } from './questions.ts';
import { manifestIn, readRunSettings, writeRunSettings } from './run-settings.ts';

/** Options of {@link openSession}. */
export interface SessionOptions {
  /** Whether nothing but messages is printed while runs go on. */
  readonly silent: boolean;
  /** Whether the output of the tasks is printed. */
  readonly log: boolean;
  /** Whether the runs are continued, so that what has ended before is not shown again. @default false */
  readonly continues?: boolean;
  /** Where the output of the tasks is printed. @default standard output */
  readonly printLog?: ((text: string) => void) | undefined;
  /** Files, folders and patterns with objects that an earlier run was given, such as its Secrets. @default none */
  readonly objects?: readonly string[];
}

/** How a run ended, or that it was left. */
export interface SessionResult {
  readonly workflow: Workflow;
  /** Whether the user left the run while it waited for an answer. It is interrupted, and can be resumed. */
  readonly left: boolean;
}

/** Drives runs with their progress and their questions on the terminal. */
export interface Session {
  /** The driver that the runs have to be opened with. */
  readonly driver: LocalDriver;
  /** Waits until a run that this process drives has ended, or until the user leaves it. Ctrl-C stops it. */
  finish(run: DrivenRun, runs: LocalRuns): Promise<SessionResult>;
}

/** Opens a session. */
export async function openSession(world: World, options: SessionOptions): Promise<Session> {
  const { silent, log, continues = false } = options;
  const stop = new AbortController();
  const kept = new Set<string>();
  const changed = new Set<string>();
  const progress = await createRunProgress(world, {
    silent: silent || log,
    skipsPast: continues,
    isKept: (nodeId) => kept.has(nodeId),
  });
  const questions = createQuestions(world, progress);
  let workflow: Workflow | undefined;
  const driver: LocalDriver = {
    openExecutor: (folder) => openExecutor(folder, world, (text) => progress.say(text)),
    prepare: async (folder, { workflow: made, from }) => {
      const { toYaml } = await import('@tiphys/workflow');
      const { status: _, ...manifest } = made;
      writeRunSettings(folder, await readRunSettings(from));
      // The results of the other run are used again, and what its resource templates did is one of them.
      if (made.status?.nodes !== undefined) copyObjects(from, folder);
      await world.files.writeText(manifestIn(folder), toYaml(manifest));
    },
    readObjects: (folder) => readObjectsAgain(folder, options.objects ?? [], world),
    onUpdate: (latest) => {
      workflow = latest;
      progress.update(latest);
    },
    onWait: ({ name, engine }) =>
      questions.ask({
        name,
        suspended: () => engine.suspended(),
        typesOf: (nodeId) => typesIn(engine.current(), nodeId),
        resume: async (nodeId, values) => engine.resume(nodeId, values),
      }),
    onKept: (nodeId) => kept.add(nodeId),
    onChanged: ({ name, inputs }) => {
      if (changed.has(name)) return;
      changed.add(name);
      progress.say(`${oneLine(name)} runs again, since its inputs have changed: ${inputs.join(', ')}`);
    },
    onWarning: (text) => progress.say(withRelativePaths(text, world.cwd)),
    signal: stop.signal,
  };
  return {
    driver,
    async finish(run, runs) {
      const past = continues ? endedNodes(run.engine.current()) : new Set<string>();
      const isOld = (nodeId: string): boolean => kept.has(nodeId) || past.has(nodeId);
      const logs = log ? followLogs(run, runs, { world, to: options.printLog, isOld }) : undefined;
      const left = Promise.withResolvers<true>();
      const onInterrupt = (): void => {
        if (waitsForPeople(run)) {
          left.resolve(true);
          return;
        }
        progress.say(interruptionText(world.interrupted.reason));
        stop.abort();
      };
      // Only from here on: before, Ctrl-C ends the process at once, even while it computes what to run first.
      world.interrupted.addEventListener('abort', onInterrupt, { once: true });
      if (world.interrupted.aborted) onInterrupt();
      try {
        const ended = await Promise.race([run.ended, left.promise]);
        if (ended !== true) {
          await logs;
          return { workflow: ended, left: false };
        }
        await run.leave();
        progress.say(`Interrupted. Continue the run: tiphys resume ${run.name}`);
        return { workflow: workflow ?? run.engine.current(), left: true };
      } finally {
        questions.close();
        progress.end();
        world.interrupted.removeEventListener('abort', onInterrupt);
      }
    },
  };
}

/** Returns the objects in the files that a run got its Secrets from, and in those that are given instead. */
export async function readObjectsAgain(
  folder: RunFolder,
  words: readonly string[],
  world: World,
): Promise<readonly unknown[]> {
  const { readNamedObjects } = await import('../source/read-objects.ts');
  const files = words.length > 0 ? words : (await readRunSettings(folder)).secretFiles;
  return (await readNamedObjects(files, world)).map(({ object }) => object);
}

/** Only a person at a terminal can press Ctrl-C again. */
function interruptionText(signal: unknown): string {
  if (signal === 'SIGINT') return 'Interrupted: stopping the run. Press Ctrl-C again to exit immediately.';
  return `${String(signal)}: stopping the run.`;
}

/** Returns the ids of the nodes that have ended. */
function endedNodes({ status }: Workflow): ReadonlySet<string> {
  const nodes = Object.values(status?.nodes ?? {});
  return new Set(nodes.flatMap(({ id, finishedAt }) => (finishedAt ? [id] : [])));
}

function typesIn(workflow: Workflow, nodeId: string): AnswerTypes {
  const node = workflow.status?.nodes?.[nodeId];
  return node === undefined ? {} : answerTypesOf(workflow, node);
}

/** Nothing would be lost by leaving a run that only waits for answers. */
function waitsForPeople({ engine }: DrivenRun): boolean {
  return engine.pods === 0 && engine.suspended().length > 0;
}

async function followLogs(
  { name }: DrivenRun,
  runs: LocalRuns,
  {
    world,
    isOld,
    to = world.terminal.out,
  }: {
    readonly world: World;
    readonly to: SessionOptions['printLog'];
    /** Tells whether a node does not run now. */
    readonly isOld: (nodeId: string) => boolean;
  },
): Promise<void> {
  const printer = await createLogPrinter(world, { prefix: true, to });
  for await (const line of runs.logs(name, { follow: true })) if (!isOld(line.nodeId)) printer.print(line);
}

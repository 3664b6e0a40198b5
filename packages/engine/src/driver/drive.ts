import type { Workflow } from '@tiphys/models';
import { systemClock } from '../contract/clock.ts';
import { createMemoryCache, openMemoCache } from '../locks/memo-cache.ts';
import { createMemoryLocks } from '../locks/memory-locks.ts';
import { openStoreLocks } from '../locks/store-locks.ts';
import { artifactRepository } from '../semantics/values/artifact-repository.ts';
import type { RunState } from '../state/run-state.ts';
import { acceptCommands } from './accept-commands.ts';
import { RunLoop } from './loop/run-loop.ts';
import { UpdateSchedule } from './loop/update-schedule.ts';
import type { Run } from './run-files/run.ts';
import { handleOf, type StartedRun } from './run-handle.ts';
import type { StartOptions } from './run-options.ts';

/** Least time between two calls of `onUpdate`, in milliseconds. */
const UPDATE_INTERVAL = 100;

/** Least time between two versions of `workflow.json`, in milliseconds. */
const WRITE_INTERVAL = 1000;

/** Options of {@link drive}. */
export type DriveOptions = Omit<
  StartOptions,
  | 'name'
  | 'namespace'
  | 'uid'
  | 'createdAt'
  | 'parameters'
  | 'objects'
  | 'maximumIterations'
  | 'maximumWorkflowBytes'
> & {
  /** Time of the last event of a run that is resumed. */
  readonly latest?: number;
  /** Commands of other processes that have taken effect. */
  readonly handled?: ReadonlySet<string>;
};

/** Drives a run to its end, with everything that its options ask for. */
export function drive(state: RunState, options: DriveOptions, begin: (loop: RunLoop) => void): StartedRun {
  const { run, signal, onUpdate, onWait, clock = systemClock } = options;
  const schedules = [
    ...(onUpdate ? [{ interval: UPDATE_INTERVAL, update: onUpdate }] : []),
    ...(run ? [{ interval: WRITE_INTERVAL, update: writeUnfinished(run) }] : []),
  ].map(
    ({ interval, update }) =>
      new UpdateSchedule(clock, interval, () => loop.guard(() => update(loop.current()))),
  );
  const locks = run
    ? openStoreLocks({
        directory: run.locks,
        run: run.folder.directory,
        hasLivePods: run.hasLivePods,
        onError: (error) => loop.fail(error),
      })
    : createMemoryLocks();
  let shown: string | undefined;
  const loop = new RunLoop(state, {
    executor: options.executor,
    clock,
    random: options.random,
    journal: options.journal ?? run?.journal,
    locks,
    cache: run ? openMemoCache(run.cache) : createMemoryCache(),
    canBeResumed: onWait !== undefined || run !== undefined,
    latest: options.latest,
    onIdle() {
      const waiting = Object.keys(loop.state.suspended).at(-1);
      // Nobody may be asked for an answer before others can see that the run waits.
      const isNews = waiting !== undefined && waiting !== shown;
      shown = waiting;
      for (const schedule of schedules) {
        if (isNews) schedule.hasten();
        else schedule.request();
      }
      onWait?.();
    },
    onEnd(workflow) {
      run?.writeWorkflow(workflow);
      run?.keepSecrets([]);
      onUpdate?.(workflow);
    },
  });
  const stop = (): void => loop.take([{ kind: 'shutdown', strategy: 'Stop' }]);
  signal?.addEventListener('abort', stop, { once: true });
  loop.guard(() => begin(loop));
  if (signal?.aborted) stop();
  const endCommands = run && acceptCommands(loop, run, options.handled ?? new Set());
  const close = (): Promise<void> => {
    signal?.removeEventListener('abort', stop);
    endCommands?.();
    for (const schedule of schedules) schedule.close();
    return locks.close();
  };
  const ended = loop.ended
    .then((workflow) => collectGarbage(workflow, state, options))
    .finally(close)
    .catch((error: unknown) => {
      if (run) showLatest(run, loop);
      throw error;
    });
  return handleOf(loop, ended);
}

/** Deletes the artifacts that are not needed after the end. */
async function collectGarbage(
  workflow: Workflow,
  state: RunState,
  { executor, run, onUpdate }: DriveOptions,
): Promise<Workflow> {
  const source = { objects: state.objects, repository: artifactRepository(state) };
  const collected = (await executor.collectGarbage?.(workflow, source)) ?? workflow;
  if (collected !== workflow) {
    run?.writeWorkflow(collected);
    onUpdate?.(collected);
  }
  return collected;
}

/** A run that has ended, but still has pods, is not shown as ended. */
function writeUnfinished(run: Run): (workflow: Workflow) => void {
  return (workflow) => {
    if (!workflow.status?.finishedAt) run.writeWorkflow(workflow);
  };
}

/** Shows others how far a run has come that cannot continue. */
function showLatest(run: Run, loop: RunLoop): void {
  try {
    run.writeWorkflow(loop.current());
  } catch {
    // The caller learns why the run cannot continue. The journal tells how far it has come.
  }
}

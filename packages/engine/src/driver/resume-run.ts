import { isDeepStrictEqual } from 'node:util';
import { EngineError } from '../contract/engine-error.ts';
import type { Executor } from '../contract/executor.ts';
import { readJournal } from '../contract/journal.ts';
import type { RunState } from '../state/run-state.ts';
import { eventOf } from './command-events.ts';
import { type DriveOptions, drive } from './drive.ts';
import type { RunLoop } from './loop/run-loop.ts';
import { recoverPods } from './recover-pods.ts';
import { type Replayed, replay } from './replay.ts';
import type { Run } from './run-files/run.ts';
import type { RunCommand } from './run-files/run-command.ts';
import type { StartedRun } from './run-handle.ts';

/** Options of {@link resumeRun}. */
export interface ResumeOptions extends Omit<DriveOptions, 'journal' | 'run' | 'latest' | 'handled'> {
  /** Commands to apply first, such as values for suspended nodes. @default none */
  readonly commands?: readonly RunCommand[];
}

/**
 * Goes on with a run that was interrupted: tasks that have ended are not run again, those that still run are followed, and those that were lost run
 * again or end in Error, as their retry strategies say. The run comes from {@link openStore}'s `openRun`, and the executor works in its folder. Close the
 * executor first and the run last: another process may drive the run once it is closed.
 *
 * @throws EngineError `ENGINE_RUN_MOVED` if its tasks would not find their files
 * @throws EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_MISMATCH`, `ENGINE_JOURNAL_DAMAGED` if its journal cannot be continued
 * @throws EngineError `ENGINE_WRITE_FAILED`
 * @example
 * ```ts
 * const run = openStore('.tiphys').openRun('hello');
 * const executor = createProcessExecutor({ folder: run.folder, environment: { PATH: '/usr/bin:/bin' } });
 * const { status } = await resumeRun(run, { executor }).ended;
 * console.log(status?.phase);
 * await executor.close();
 * await run.close();
 * ```
 */
export function resumeRun(run: Run, options: ResumeOptions): StartedRun {
  const replayed = readRun(run);
  assertSamePaths(run, replayed.state, options.executor);
  const { latest, handled, state } = replayed;
  return drive(state, { ...options, run, latest, handled }, (loop) => goOn(loop, replayed, options));
}

/** Replays the journal of a run. */
export function readRun(run: Run): Replayed {
  const path = run.folder.journal;
  return replay(readJournal(path), { path, secrets: run.readSecrets() });
}

/** Refuses an executor whose pods would not find their files where the run says that they are. */
function assertSamePaths(run: Run, { podPaths }: RunState, executor: Executor): void {
  const { podPaths: given = { kind: 'own' } } = executor;
  if (given.kind === podPaths.kind && (given.kind === 'own' || isDeepStrictEqual(given, podPaths))) return;
  const where = { own: 'under their own names', under: 'in the folder of the run' };
  throw new EngineError(
    'ENGINE_RUN_MOVED',
    `The tasks of the run ${run.name} found their files ${where[podPaths.kind]}; here they would find them ${where[given.kind]}${given.kind === podPaths.kind ? ', which is elsewhere' : ''}. Resume it where it was started.`,
    { path: run.folder.directory },
  );
}

function goOn(loop: RunLoop, replayed: Replayed, { executor, commands = [] }: ResumeOptions): void {
  for (const at of replayed.wakeTimes) loop.commands.wakeAt(at);
  for (const memo of replayed.memos) loop.commands.execute(memo);
  for (const { nodeId, wanted, held } of replayed.locks.values()) {
    if (held) loop.commands.keepLocks(nodeId, wanted);
    else loop.commands.acquire(nodeId, wanted);
  }
  const lost = recoverPods(loop, executor, replayed.pods);
  const given = commands.map(eventOf);
  loop.take([...(replayed.isNew ? [{ kind: 'start' } as const] : []), ...lost, ...given]);
}

import { type Clock, systemClock } from '../contract/clock.ts';
import { EngineError } from '../contract/engine-error.ts';
import type { ClosableExecutor } from '../contract/executor.ts';
import { realFileSystem } from '../contract/file-system.ts';
import type { RunFolder } from '../contract/run-folder.ts';
import { decide } from '../semantics/decide.ts';
import { workflowObject } from '../semantics/status/workflow-status.ts';
import { watchChanges } from '../shared/changes.ts';
import { eventOf } from './command-events.ts';
import { type StampedEvent, Stamps } from './loop/stamps.ts';
import { readRun, resumeRun } from './resume-run.ts';
import { isWaiting, newCommandId, type SentCommand, takeBack, writeCommand } from './run-files/inbox.ts';
import type { Run } from './run-files/run.ts';
import type { RunCommand } from './run-files/run-command.ts';
import { assertUnfinished, type Store } from './store.ts';

/** Options of {@link sendToRun}. */
export interface SendOptions {
  /** Opens an executor in the folder of a run that no other process drives, to stop the tasks that still run. It is closed afterwards. */
  readonly openExecutor: (folder: RunFolder) => Promise<ClosableExecutor>;
  /** Called with each thing that the executor could not remove. @default not called */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** @default the system clock */
  readonly clock?: Clock;
}

/**
 * Sends a command to a run, and resolves when it has taken effect. If no process drives the run, this process applies the command itself. A shutdown of
 * such a run is driven until the run has ended; after other commands, {@link resumeRun} goes on with it.
 *
 * @throws EngineError `ENGINE_RUN_FINISHED` if the run has ended
 * @throws EngineError `ENGINE_STORE_UNKNOWN_RUN`, `ENGINE_WRITE_FAILED`, and those of {@link resumeRun}
 */
export async function sendToRun(
  store: Store,
  name: string,
  command: RunCommand,
  options: SendOptions,
): Promise<void> {
  const sent = { id: newCommandId(), command };
  for (;;) {
    const found = store.readRun(name);
    assertUnfinished(found);
    if (found.liveness === 'live') {
      if (await isAccepted(store, name, sent)) return;
    } else if (await isApplied(store, name, sent, options)) return;
  }
}

/** Gives a command to the process that drives a run. Returns false if that process ended before it took the command. */
async function isAccepted(store: Store, name: string, sent: SentCommand): Promise<boolean> {
  const { inbox } = store.readRun(name).folder;
  writeCommand(realFileSystem, inbox, sent);
  using changes = watchChanges(inbox);
  while (store.readRun(name).liveness === 'live') {
    if (!isWaiting(realFileSystem, inbox, sent.id)) return true;
    await changes.next();
  }
  return !takeBack(realFileSystem, inbox, sent.id);
}

/** Applies a command to a run that no process drives. Returns false if another process has begun to drive it. */
async function isApplied(
  store: Store,
  name: string,
  sent: SentCommand,
  options: SendOptions,
): Promise<boolean> {
  const run = openUnlessLive(store, name);
  if (run === undefined) return false;
  try {
    if (sent.command.kind === 'shutdown') await shutDown(run, sent.command, options);
    else applyHere(run, sent, options);
    return true;
  } finally {
    await run.close();
  }
}

function openUnlessLive(store: Store, name: string): Run | undefined {
  try {
    return store.openRun(name);
  } catch (error) {
    if (error instanceof EngineError && error.code === 'ENGINE_RUN_LIVE') return undefined;
    throw error;
  }
}

async function shutDown(
  run: Run,
  command: RunCommand,
  { openExecutor, onWarning, clock = systemClock }: SendOptions,
): Promise<void> {
  const executor = await openExecutor(run.folder);
  try {
    await resumeRun(run, { executor, clock, commands: [command] }).ended;
  } finally {
    for (const warning of await executor.close()) onWarning?.(warning);
  }
}

/** Applies all commands that wait, and one more. What they start is left to the process that resumes the run. */
function applyHere(run: Run, sent: SentCommand, { clock = systemClock }: SendOptions): void {
  const { state, latest, handled, pods } = readRun(run);
  const stamps = new Stamps(clock, Math.random, latest);
  for (const { id, command } of [...run.readCommands(), sent]) {
    if (!handled.has(id)) {
      const stamped = stamps.stamp(eventOf(command), { command: id });
      // An event is plain JSON data.
      run.journal.append(stamped as StampedEvent & Record<string, unknown>);
      decide(state, stamped);
    }
    run.removeCommand(id);
  }
  // A run that ends while pods are left is ended by the process that resumes it.
  if (state.finishedAt !== undefined && pods.size > 0) return;
  run.writeWorkflow(workflowObject(state));
  if (state.finishedAt !== undefined) run.keepSecrets([]);
}

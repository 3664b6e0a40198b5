import { eventOf } from './command-events.ts';
import type { RunLoop } from './loop/run-loop.ts';
import type { Run } from './run-files/run.ts';

/**
 * Applies the commands that other processes send to a run, until the returned function is called.
 *
 * @param handled ids of commands that have taken effect before
 */
export function acceptCommands(loop: RunLoop, run: Run, handled: ReadonlySet<string>): () => void {
  const done = new Set(handled);
  return run.watchCommands(() => {
    loop.guard(() => {
      for (const { id, command } of run.readCommands()) {
        if (!done.has(id)) loop.take([eventOf(command)], { command: id });
        done.add(id);
        // The sender learns that the command has taken effect, so others have to see it.
        if (loop.state.finishedAt === undefined) run.writeWorkflow(loop.current());
        // Only now: if this process is killed before, the journal tells whether the command has taken effect.
        run.removeCommand(id);
      }
    });
  });
}

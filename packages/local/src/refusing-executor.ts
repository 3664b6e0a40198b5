import type { Executor } from '@tiphys/engine';
import { RunsError } from '@tiphys/runs';

/** Returns an executor that refuses everything, for commands to a run that another process drives. */
export function refusingExecutor(run: string): Executor {
  const refuse = (): never => {
    throw new RunsError(
      'RUNS_INTERRUPTED',
      `The process that drove the run ${run} has just ended. Repeat the command.`,
      { run },
    );
  };
  return { start: refuse, recover: refuse, findUnsupported: refuse };
}

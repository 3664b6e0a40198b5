import type { Workflow } from '@tiphys/models';
import type { ParsedArguments } from '../line/command.ts';
import type { Place } from '../place/place.ts';
import { reportRun } from '../run/report-run.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { formatOf, printAs } from './print-run.ts';

/** Options of {@link finishRun}. */
export interface FinishOptions {
  readonly args: ParsedArguments;
  readonly world: World;
  /** What has been done, for the line that is printed: `resubmitted`. */
  readonly done: string;
}

/**
 * Prints a run that a command has started or continued. It is followed to its end first if this process drives it, or an option asks for it. Returns the
 * exit code: 1 if a followed run does not succeed.
 */
export async function finishRun(
  place: Place,
  made: Workflow,
  { args, world, done }: FinishOptions,
): Promise<ExitCode> {
  const runs = place.runsOf(made);
  const followed = await place.follow(made);
  if (followed === undefined) {
    if (!(await printAs(formatOf(args), made, { runs, world })))
      world.terminal.out(`workflow ${made.metadata.name} ${done}\n`);
    return ExitCode.Ok;
  }
  if (followed.left) return ExitCode.Interrupted;
  const { workflow } = followed;
  if (!(await printAs(formatOf(args), workflow, { runs, world }))) await reportRun({ workflow, runs }, world);
  if (world.interrupted.aborted) return ExitCode.Interrupted;
  return workflow.status?.phase === 'Succeeded' ? ExitCode.Ok : ExitCode.Findings;
}

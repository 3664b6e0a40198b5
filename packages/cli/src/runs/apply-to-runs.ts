import type { LocalRuns } from '@tiphys/local';
import { openRuns } from '../drive/open-runs.ts';
import { openSession } from '../drive/session.ts';
import type { ParsedArguments } from '../line/command.ts';
import { reportRun } from '../run/report-run.ts';
import { ExitCode } from '../world/exit-code.ts';
import type { World } from '../world/world.ts';
import { chooseRuns } from './choose-runs.ts';

/** What a command does to each run that it names or selects. */
export interface RunAction {
  /** Name of the command, for messages. */
  readonly command: string;
  /** What has been done, for the line that is printed: `stopped`. */
  readonly done: string;
  /** Does it, and returns the name of the run that came of it. */
  readonly apply: (runs: LocalRuns, name: string) => Promise<string>;
}

/**
 * Applies an action to the runs that a command names or selects, and prints a line for each. A run that this process drives afterwards is followed to its
 * end. The exit code is 1 if such a run does not succeed.
 */
export async function applyToRuns(action: RunAction, args: ParsedArguments, world: World): Promise<ExitCode> {
  const json = args.flag('json');
  const session = await openSession(world, {
    silent: json,
    log: args.flag('log'),
    objects: args.list('with'),
    printLog: json ? world.terminal.err : undefined,
  });
  const runs = await openRuns(args, world, session.driver);
  const names = await chooseRuns(runs, args, { world, command: action.command });
  let code: ExitCode = ExitCode.Ok;
  for (const name of names) {
    if (args.flag('dry-run')) {
      world.terminal.out(`workflow ${name} would be ${action.done}\n`);
      continue;
    }
    const made = await action.apply(runs, name);
    const driven = runs.drivenBy(made);
    if (driven === undefined) {
      world.terminal.out(`workflow ${made} ${action.done}\n`);
      continue;
    }
    const result = await session.finish(driven, runs);
    if (result.left) return ExitCode.Interrupted;
    await reportRun({ ...result, folder: driven.folder, json }, world);
    if (world.interrupted.aborted) return ExitCode.Interrupted;
    if (result.workflow.status?.phase !== 'Succeeded') code = ExitCode.Findings;
  }
  if (names.length === 0) world.terminal.err('No runs found.\n');
  return code;
}

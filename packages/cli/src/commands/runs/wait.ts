import type { Workflow } from '@tiphys/models';
import type { CommandSpec } from '../../line/command.ts';
import { withRelativePaths } from '../../output/relative-paths.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { PlaceRuns } from '../../place/place.ts';
import { goesOn } from '../../show/goes-on.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Waits for runs to end. */
export const waitCommand: CommandSpec = {
  name: 'wait',
  summary: 'Wait until runs have ended',
  details: `
Prints a line for each run when it has ended. The exit code is 1 if any run did not succeed, or was interrupted so that it cannot end.`,
  positional: { name: 'RUN', summary: 'The names of runs, or @latest.', required: true, many: true },
  options: {
    'ignore-not-found': { summary: 'Skip runs that do not exist', type: 'flag' },
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys wait hello', does: 'Wait for one run' },
    { line: 'tiphys wait @latest && echo done', does: 'Do something when the latest run has succeeded' },
  ],
  async run(args, world) {
    return inPlace({ args, world }, async ({ runs, flags }) => {
      const phases = await Promise.all(
        args.positionals.map((name) =>
          waitFor(runs, name, { world, flags, skip: args.flag('ignore-not-found') }),
        ),
      );
      if (world.interrupted.aborted) return ExitCode.Interrupted;
      return phases.every((phase) => phase === 'Succeeded') ? ExitCode.Ok : ExitCode.Findings;
    });
  },
};

async function waitFor(
  runs: PlaceRuns,
  name: string,
  { world, flags, skip }: { readonly world: World; readonly flags: string; readonly skip: boolean },
): Promise<string> {
  const { isUnknownRun } = await import('@tiphys/runs');
  try {
    let last: Workflow | undefined;
    for await (const workflow of runs.watch(name, { signal: world.interrupted })) last = workflow;
    if (world.interrupted.aborted)
      world.terminal.err(`${goesOn(`wait ${last?.metadata.name ?? name}${flags}`)}\n`);
    if (last === undefined || world.interrupted.aborted) return '';
    const notice = runs.noticeOf(last);
    if (notice !== undefined) world.terminal.err(`${withRelativePaths(notice, world.cwd)}\n`);
    world.terminal.out(`${last.metadata.name} ${runs.statusOf(last)}${endOf(last)}\n`);
    return last.status?.phase ?? '';
  } catch (error) {
    if (!skip || !isUnknownRun(error)) throw error;
    world.terminal.err(`${withRelativePaths(error.message, world.cwd)}\n`);
    return 'Succeeded';
  }
}

function endOf({ status }: Workflow): string {
  return status?.finishedAt ? ` at ${status.finishedAt}` : '';
}

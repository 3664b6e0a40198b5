import { followRun } from '../../drive/follow-run.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { Place } from '../../place/place.ts';
import { nodeFilterOptions, readNodeFilter } from '../../runs/node-filter.ts';
import { renderRun } from '../../runs/render-run.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Watches a run until it has ended. */
export const watchCommand: CommandSpec = {
  name: 'watch',
  summary: 'Watch a run until it has ended',
  details: `
Shows the tree of the run while it changes; without a terminal, a line for each change. What the run asks for can be
answered here. Ctrl-C ends the watching, not the run. The exit code is 1 if the run did not succeed.`,
  positional: { name: 'RUN', summary: 'The name of a run, or @latest.', required: true },
  options: { ...nodeFilterOptions, ...placeOptions },
  examples: [{ line: 'tiphys watch @latest', does: 'Watch the run that was started last' }],
  async run(args, world) {
    return inPlace({ args, world }, (place) => watchRun(place, args, world));
  },
};

async function watchRun({ runs, flags }: Place, args: ParsedArguments, world: World): Promise<ExitCode> {
  const name = (await runs.get(args.positionals[0] ?? '')).metadata.name ?? '';
  const shows = await readNodeFilter(args);
  const options = { silent: false, log: false, flags, skipsPast: true, shows };
  const { workflow } = await followRun(runs, name, { options, world });
  world.terminal.out(await renderRun({ runs, workflow, format: undefined, shows, flags }, world));
  if (world.interrupted.aborted) return ExitCode.Interrupted;
  return workflow.status?.phase === 'Succeeded' ? ExitCode.Ok : ExitCode.Findings;
}

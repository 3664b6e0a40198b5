import type { Workflow } from '@tiphys/models';
import { createRunProgress } from '../../drive/progress.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { Place } from '../../place/place.ts';
import { renderRun } from '../../runs/render-run.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Watches a run until it has ended. */
export const watchCommand: CommandSpec = {
  name: 'watch',
  summary: 'Watch a run until it has ended',
  details: `
Shows the tree of the run while it changes; without a terminal, a line for each change. Ctrl-C ends the watching, not the run. The exit
code is 1 if the run did not succeed.`,
  positional: { name: 'RUN', summary: 'The name of a run, or @latest.', required: true },
  options: { ...placeOptions },
  examples: [{ line: 'tiphys watch @latest', does: 'Watch the run that was started last' }],
  async run(args, world) {
    return inPlace({ args, world }, (place) => watchRun(place, args, world));
  },
};

async function watchRun({ runs }: Place, args: ParsedArguments, world: World): Promise<ExitCode> {
  const [name = ''] = args.positionals;
  let last: Workflow = await runs.get(name);
  const progress = await createRunProgress(world, { skipsPast: true });
  try {
    for await (const workflow of runs.watch(last.metadata.name ?? name, { signal: world.interrupted })) {
      last = workflow;
      progress.update(workflow);
    }
  } finally {
    progress.end();
  }
  world.terminal.out(await renderRun({ runs, workflow: last, format: undefined }, world));
  if (world.interrupted.aborted) return ExitCode.Interrupted;
  return last.status?.phase === 'Succeeded' ? ExitCode.Ok : ExitCode.Findings;
}

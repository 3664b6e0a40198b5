import type { Workflow } from '@tiphys/models';
import { openRuns, storeOption } from '../../drive/open-runs.ts';
import { createRunProgress } from '../../drive/progress.ts';
import type { CommandSpec } from '../../line/command.ts';
import { renderRun } from '../../runs/render-run.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Watches a run until it has ended. */
export const watchCommand: CommandSpec = {
  name: 'watch',
  summary: 'Watch a run until it has ended',
  details: `
Shows the tree of the run while it changes; without a terminal, a line for each change. Ctrl-C ends the watching, not the run. The exit
code is 1 if the run did not succeed.`,
  positional: { name: 'RUN', summary: 'The name of a run, or @latest.', required: true },
  options: { ...storeOption },
  examples: [{ line: 'tiphys watch @latest', does: 'Watch the run that was started last' }],
  async run(args, world) {
    const runs = await openRuns(args, world);
    const [name = ''] = args.positionals;
    let last: Workflow = await runs.get(name);
    const progress = await createRunProgress(world, false);
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
  },
};

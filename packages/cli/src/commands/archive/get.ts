import { archivedRuns } from '../../archive/archived-run.ts';
import { findUid, identifierOptions } from '../../archive/find-uid.ts';
import { archivedPositional, inArchive } from '../../archive/in-archive.ts';
import type { CommandSpec } from '../../line/command.ts';
import { forEachItem } from '../../objects/for-each-item.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { renderRun } from '../../runs/render-run.ts';
import { runOutputOption } from '../../runs/run-output.ts';

/** Shows archived runs. */
export const archiveGetCommand: CommandSpec = {
  name: 'archive get',
  summary: 'Show archived runs',
  positional: archivedPositional,
  options: {
    ...runOutputOption,
    ...identifierOptions,
    ...clusterOptions,
  },
  examples: [
    { line: 'tiphys archive get nightly-1760000000', does: 'Show a run that is no longer in the cluster' },
  ],
  run: (args, world) =>
    inArchive({ args, world }, (archive) =>
      forEachItem(args.positionals, world, async (word) => {
        const signal = world.interrupted;
        const workflow = await archive.get(await findUid(archive, word, { args, signal }), { signal });
        const format = args.text('output');
        if (format === 'json' || format === 'yaml') await printObjects(workflow, format, world);
        else if (format === 'name') world.terminal.out(`${workflow.metadata.name}\n`);
        else world.terminal.out(await renderRun({ runs: archivedRuns, workflow, format }, world));
      }),
    ),
};

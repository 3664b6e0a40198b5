import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { allNamespacesOption } from '../../place/cluster-options.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { Place } from '../../place/place.ts';
import { filterOptions, readFilter } from '../../runs/filter-options.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { renderRunList } from '../../runs/render-run-list.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Lists the runs. */
export const listCommand: CommandSpec = {
  name: 'list',
  summary: 'List the runs',
  details: `
Runs that go on come first, then the latest. A run whose process was killed is "Interrupted": \`tiphys resume RUN\` continues it.`,
  options: {
    ...filterOptions,
    running: { summary: 'Only runs that have not ended', type: 'flag' },
    since: {
      summary: 'Only runs that are newer than this, such as 10m, 3h or 7d',
      type: 'text',
      value: 'DURATION',
    },
    output: {
      summary: 'Set the format of the output',
      type: 'text',
      short: 'o',
      value: 'FORMAT',
      choices: ['name', 'wide', 'json', 'yaml'],
    },
    'no-headers': { summary: 'Print no line with the names of the columns', type: 'flag' },
    ...placeOptions,
    ...allNamespacesOption,
  },
  examples: [
    { line: 'tiphys list', does: 'List all runs' },
    { line: 'tiphys list --status Failed,Error --since 1d', does: 'List what failed since yesterday' },
    { line: 'tiphys list --running -o name', does: 'Print the names of the runs that go on' },
  ],
  async run(args, world) {
    return inPlace({ args, world }, (place) => listRuns(place, args, world));
  },
};

async function listRuns({ runs }: Place, args: ParsedArguments, world: World): Promise<ExitCode> {
  const { SUMMARY_FIELDS } = await import('@tiphys/runs');
  const format = args.text('output');
  const isWhole = format === 'json' || format === 'yaml';
  const found = await runs.list(readFilter(args, world.now()), isWhole ? {} : { fields: SUMMARY_FIELDS });
  if (isWhole) {
    await printObjects(found, format, world);
  } else if (format === 'name') {
    for (const { metadata } of found) world.terminal.out(`${metadata.name}\n`);
  } else if (found.length === 0) {
    // As in argo, this is not an error.
    world.terminal.err('No runs found.\n');
  } else {
    const headers = !args.flag('no-headers');
    world.terminal.out(
      await renderRunList(runs, found, {
        headers,
        wide: format === 'wide',
        namespaces: args.flag('all-namespaces'),
        now: world.now(),
        cwd: world.cwd,
      }),
    );
  }
  return ExitCode.Ok;
}

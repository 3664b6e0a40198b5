import type { CommandSpec } from '../line/command.ts';
import { COMPARISON_OPTIONS, compareVersions, renderComparison } from '../schema/compare-versions.ts';
import { loadVersion } from '../schema/schema-versions.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';

/** Lists the changes between two versions of Argo, and what they break in the user's files. */
export const schemaDiffCommand: CommandSpec = {
  name: 'schema diff',
  summary: 'List the changes between two versions of Argo, and what they break',
  details: `
Lists fields that were added or removed, that changed their type, or that became required or deprecated. Breaking changes come first,
with the replacement if there is one. A version may also be a folder that \`tiphys schema import\` wrote.`,
  positional: {
    name: 'VERSION',
    summary: 'The old version and the new one (default: the newest).',
    required: true,
    many: true,
    completes: 'version',
  },
  options: COMPARISON_OPTIONS,
  examples: [
    { line: 'tiphys schema diff v3.7 v4.1', does: 'List the changes' },
    {
      line: 'tiphys schema diff v3.7 v4.1 --workflows workflows/',
      does: 'Also list what breaks in your files, with file and line',
    },
  ],
  async run(args, world) {
    const { newestArgoVersion } = await import('@tiphys/models/tables');
    const [from = '', to = newestArgoVersion, ...others] = args.positionals;
    if (others.length > 0)
      throw new CliError(
        'CLI_EXTRA_ARGUMENT',
        '`tiphys schema diff` compares two versions. Remove the others.',
      );
    const comparison = await compareVersions(await loadVersion(from, world), await loadVersion(to, world), {
      args,
      world,
    });
    world.terminal.out(await renderComparison(comparison, { args, world }));
    return comparison.breaks.length > 0 ? ExitCode.Findings : ExitCode.Ok;
  },
};

import type { CommandSpec } from '../line/command.ts';
import { compareVersions, comparisonOptions, renderComparison } from '../schema/compare-versions.ts';
import { loadVersion } from '../schema/schema-versions.ts';
import { CliError } from '../world/cli-error.ts';
import { ExitCode } from '../world/exit-code.ts';

/** Tells what changes between two versions of Argo, and what of the user's files breaks. */
export const schemaDiffCommand: CommandSpec = {
  name: 'schema diff',
  summary: 'Tell what changes between two versions of Argo, and what breaks',
  details: `
Prints what was added, removed, retyped, newly required and deprecated: breaking changes first, with the replacement where there is
one. A version may also be a folder that \`tiphys schema import\` wrote.`,
  positional: {
    name: 'VERSION',
    summary: 'The version you have and the one you want (default: the newest).',
    required: true,
    many: true,
  },
  options: comparisonOptions,
  examples: [
    { line: 'tiphys schema diff v3.7 v4.1', does: 'What changes between two versions' },
    {
      line: 'tiphys schema diff v3.7 v4.1 --workflows workflows/',
      does: 'What breaks in your files, with file and line',
    },
  ],
  async run(args, world) {
    const { newestArgoVersion } = await import('@tiphys/models/tables');
    const [from = '', to = newestArgoVersion, ...others] = args.positionals;
    if (others.length > 0)
      throw new CliError('CLI_EXTRA_ARGUMENT', 'Two versions are compared at a time. Name two.');
    const comparison = await compareVersions(await loadVersion(from, world), await loadVersion(to, world), {
      args,
      world,
    });
    world.terminal.out(await renderComparison(comparison, { args, world }));
    return comparison.breaks.length > 0 ? ExitCode.Findings : ExitCode.Ok;
  },
};

import { inArchive } from '../../archive/in-archive.ts';
import { renderArchive } from '../../archive/render-archive.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { selectorOption } from '../../objects/choose-objects.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Lists archived runs. */
export const archiveListCommand: CommandSpec = {
  name: 'archive list',
  summary: 'List the archived runs of a cluster',
  options: {
    ...selectorOption,
    prefix: { summary: 'Only runs whose names start with this', type: 'text', value: 'TEXT' },
    limit: { summary: 'List at most this many', type: 'text', value: 'NUMBER' },
    output: {
      summary: 'Set the format of the output',
      type: 'text',
      short: 'o',
      value: 'FORMAT',
      choices: ['name', 'json', 'yaml'],
    },
    'no-headers': { summary: 'Print no line with the names of the columns', type: 'flag' },
    ...clusterOptions,
  },
  examples: [
    { line: 'tiphys archive list --limit 20', does: 'List the runs that were archived last' },
    { line: 'tiphys archive list -l team=web -o name', does: 'Print the names of some of them' },
  ],
  run: (args, world) =>
    inArchive({ args, world }, async (archive) => {
      const found = await archive.list({
        labels: args.text('selector'),
        prefix: args.text('prefix'),
        limit: readLimit(args),
        signal: world.interrupted,
      });
      const format = args.text('output');
      const { out, err } = world.terminal;
      if (format === 'json' || format === 'yaml') await printObjects(found, format, world);
      else if (format === 'name') for (const { metadata } of found) out(`${metadata.name}\n`);
      else if (found.length === 0) err('No archived runs found.\n');
      else out(await renderArchive(found, { headers: !args.flag('no-headers'), now: world.now() }));
      return ExitCode.Ok;
    }),
};

function readLimit(args: ParsedArguments): number | undefined {
  const text = args.text('limit');
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CliError('CLI_OPTION_VALUE', `--limit takes a positive integer, not "${text}".`);
}

import { inArchive } from '../../archive/in-archive.ts';
import type { CommandSpec } from '../../line/command.ts';
import { clusterOptions } from '../../place/cluster-options.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';

/** Lists the keys of the labels that archived runs have. */
export const archiveLabelKeysCommand: CommandSpec = {
  name: 'archive list-label-keys',
  summary: 'List the keys of the labels that archived runs have',
  options: clusterOptions,
  examples: [{ line: 'tiphys archive list-label-keys', does: 'List them, one in a line' }],
  run: (args, world) =>
    inArchive({ args, world }, async (archive) => {
      const keys = await archive.labelKeys({ signal: world.interrupted });
      for (const key of keys) world.terminal.out(`${key}\n`);
      return ExitCode.Ok;
    }),
};

/** Lists the values that archived runs have for a label. */
export const archiveLabelValuesCommand: CommandSpec = {
  name: 'archive list-label-values',
  summary: 'List the values that archived runs have for a label',
  positional: { name: 'KEY', summary: 'The key of a label.', required: false },
  options: {
    selector: { summary: 'The key of the label, as argo has it', type: 'text', short: 'l', value: 'KEY' },
    ...clusterOptions,
  },
  examples: [{ line: 'tiphys archive list-label-values team', does: 'List them, one in a line' }],
  async run(args, world) {
    const key = args.positionals[0] ?? args.text('selector');
    if (key === undefined || key === '')
      throw new CliError(
        'CLI_MISSING_ARGUMENT',
        '`tiphys archive list-label-values` needs the key of a label, such as team.',
      );
    if (args.positionals.length > 0 && args.text('selector') !== undefined)
      throw new CliError(
        'CLI_CONFLICTING_OPTIONS',
        'KEY and --selector both say which label is meant. Remove one of them.',
      );
    return inArchive({ args, world }, async (archive) => {
      const values = await archive.labelValues(key, { signal: world.interrupted });
      for (const value of values) world.terminal.out(`${value}\n`);
      return ExitCode.Ok;
    });
  },
};

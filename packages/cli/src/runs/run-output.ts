import type { OptionSpec } from '../line/command.ts';

/** The option that sets how a run is shown. */
export const runOutputOption: { readonly output: OptionSpec } = {
  output: {
    summary: 'Set the format of the output',
    type: 'text',
    short: 'o',
    value: 'FORMAT',
    choices: ['short', 'wide', 'json', 'yaml', 'name'],
  },
};

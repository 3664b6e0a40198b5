import type { OptionSpec, PositionalSpec } from '../line/command.ts';
import { outputOption } from '../runs/print-run.ts';

/** The runs that a command is about. */
export const manyRuns: PositionalSpec = {
  name: 'RUN',
  summary: 'The names of runs, or @latest.',
  required: false,
  many: true,
};

/** The option that selects nodes. */
export const nodeSelectorOption: { readonly 'node-field-selector': OptionSpec } = {
  'node-field-selector': {
    summary: 'Only nodes with these fields, such as displayName=approve or templateName=check,phase=Failed',
    type: 'text',
    value: 'SELECTOR',
  },
};

/** The options that follow a run of a cluster. */
export const followOptions: Readonly<Record<string, OptionSpec>> = {
  wait: { summary: 'Wait until the run has ended', type: 'flag', short: 'w' },
  watch: { summary: 'Show the live tree of the run until it has ended', type: 'flag' },
  log: { summary: 'Print the output of the tasks instead of the live tree', type: 'flag' },
};

/** The options of commands that start or continue runs. This process drives local ones, and follows them always. */
export const driveOptions: Readonly<Record<string, OptionSpec>> = {
  ...followOptions,
  ...outputOption,
  json: { summary: 'Print the finished Workflow object as JSON', type: 'flag' },
  with: {
    summary: 'Read Secrets that the run needs from this file, folder or pattern, if their files have moved',
    type: 'list',
    value: 'PATH',
    completes: 'file',
  },
};

/** The option that shows what a command would do. */
export const dryRunOption: { readonly 'dry-run': OptionSpec } = {
  'dry-run': { summary: 'Print what would be done, and do nothing', type: 'flag' },
};

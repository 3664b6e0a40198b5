import { openCronStore } from '../../cron/cron-store.ts';
import { renderCron } from '../../cron/render-cron.ts';
import type { CommandSpec } from '../../line/command.ts';
import { storeOption } from '../../place/store-option.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { ExitCode } from '../../world/exit-code.ts';
import { findStore } from '../../world/find-store.ts';

/** Shows a CronWorkflow that was run here. */
export const cronGetCommand: CommandSpec = {
  name: 'cron get',
  summary: 'Show a CronWorkflow that was run on this machine',
  positional: { name: 'NAME', summary: 'The name of a CronWorkflow.', required: true },
  options: {
    output: {
      summary: 'Set the format of the output',
      type: 'text',
      short: 'o',
      value: 'FORMAT',
      choices: ['json', 'yaml'],
    },
    ...storeOption,
  },
  examples: [{ line: 'tiphys cron get nightly', does: 'Show its schedule and what came of its runs' }],
  async run(args, world) {
    const stored = openCronStore(findStore(args.text('store'), world)).get(args.positionals[0] ?? '');
    const format = args.text('output');
    if (format === 'json' || format === 'yaml') await printObjects(stored.cron, format, world);
    else world.terminal.out(renderCron(stored, world));
    return ExitCode.Ok;
  },
};

import { openCronStore } from '../../cron/cron-store.ts';
import { renderCronList } from '../../cron/render-cron.ts';
import type { CommandSpec } from '../../line/command.ts';
import { storeOption } from '../../place/store-option.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { ExitCode } from '../../world/exit-code.ts';
import { findStore } from '../../world/find-store.ts';

/** Lists the CronWorkflows that were run here. */
export const cronListCommand: CommandSpec = {
  name: 'cron list',
  summary: 'List the CronWorkflows that were run on this machine',
  options: {
    output: {
      summary: 'Set the format of the output',
      type: 'text',
      short: 'o',
      value: 'FORMAT',
      choices: ['name', 'json', 'yaml'],
    },
    ...storeOption,
  },
  examples: [{ line: 'tiphys cron list', does: 'Show when each one ran, and when it runs next' }],
  async run(args, world) {
    const found = openCronStore(findStore(args.text('store'), world)).list();
    const format = args.text('output');
    if (format === 'json' || format === 'yaml')
      await printObjects(
        found.map(({ cron }) => cron),
        format,
        world,
      );
    else if (format === 'name') for (const { cron } of found) world.terminal.out(`${cron.metadata.name}\n`);
    else if (found.length === 0) world.terminal.err('No CronWorkflows found.\n');
    else world.terminal.out(await renderCronList(found, world));
    return ExitCode.Ok;
  },
};

import { openCronStore } from '../../cron/cron-store.ts';
import type { CommandSpec } from '../../line/command.ts';
import { storeOption } from '../../place/store-option.ts';
import { ExitCode } from '../../world/exit-code.ts';
import { findStore } from '../../world/find-store.ts';

/** Suspends CronWorkflows. */
export const cronSuspendCommand: CommandSpec = {
  name: 'cron suspend',
  summary: 'Suspend CronWorkflows: start no more runs of them',
  positional: { name: 'NAME', summary: 'The names of CronWorkflows.', required: true, many: true },
  options: { ...storeOption },
  examples: [{ line: 'tiphys cron suspend nightly', does: 'Skip its times until it is resumed' }],
  async run(args, world) {
    const { suspendCron } = await import('@tiphys/operations');
    const store = openCronStore(findStore(args.text('store'), world));
    const found = args.positionals.map((name) => store.get(name));
    for (const { cron, file } of found) {
      store.write({ cron: suspendCron(cron), file });
      world.terminal.out(`CronWorkflow '${cron.metadata.name}' suspended\n`);
    }
    return ExitCode.Ok;
  },
};

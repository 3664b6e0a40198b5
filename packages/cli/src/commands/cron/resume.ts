import { openCronStore } from '../../cron/cron-store.ts';
import type { CommandSpec } from '../../line/command.ts';
import { storeOption } from '../../place/store-option.ts';
import { ExitCode } from '../../world/exit-code.ts';
import { findStore } from '../../world/find-store.ts';

/** Resumes CronWorkflows. */
export const cronResumeCommand: CommandSpec = {
  name: 'cron resume',
  summary: 'Resume CronWorkflows: start runs of them again',
  positional: { name: 'NAME', summary: 'The names of CronWorkflows.', required: true, many: true },
  options: { ...storeOption },
  examples: [{ line: 'tiphys cron resume nightly', does: 'Run it at its times again' }],
  async run(args, world) {
    const { resumeCron } = await import('@tiphys/operations');
    const store = openCronStore(findStore(args.text('store'), world));
    const found = args.positionals.map((name) => store.get(name));
    for (const { cron, file } of found) {
      store.write({ cron: resumeCron(cron), file });
      world.terminal.out(`CronWorkflow '${cron.metadata.name}' resumed\n`);
    }
    return ExitCode.Ok;
  },
};

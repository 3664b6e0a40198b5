import { openCronStore } from '../../cron/cron-store.ts';
import { prepareCron } from '../../cron/prepare-cron.ts';
import { runSchedule } from '../../cron/run-schedule.ts';
import type { CommandSpec } from '../../line/command.ts';
import { parameterOptions } from '../../line/read-parameters.ts';
import { sourceOptions } from '../../run/prepare-file.ts';
import { runOptions } from '../../run/run-options.ts';
import { ExitCode } from '../../world/exit-code.ts';

const { name: _, ...settings } = runOptions;

/** Runs a CronWorkflow at its times. */
export const cronRunCommand: CommandSpec = {
  name: 'cron run',
  summary: 'Run a CronWorkflow at its times, until Ctrl-C',
  details: `
Follows the schedules, time zone, concurrency policy, stop strategy, starting deadline and history limits of the CronWorkflow, as Argo's
controller does. Times without a time zone are UTC. The state is kept in the store: a time that was missed while the command did not run
is made up for within the starting deadline. Ctrl-C stops the workflows that run. \`tiphys run\` runs a CronWorkflow once, at once.`,
  positional: {
    name: 'FILE',
    summary: 'A file with a CronWorkflow (.yaml, .json, .ts).',
    required: true,
    completes: 'file',
  },
  options: { ...parameterOptions, ...settings, ...sourceOptions },
  examples: [{ line: 'tiphys cron run nightly.yaml', does: 'Run a CronWorkflow at its times' }],
  async run(args, world) {
    const { cron, file, options, directory } = await prepareCron(args, world);
    const say = (text: string): void =>
      world.terminal.err(`${new Date(world.now()).toISOString().slice(0, 19)}Z  ${text}\n`);
    await runSchedule(cron, { ...options, store: openCronStore(directory), file, say }, world);
    return world.interrupted.aborted ? ExitCode.Interrupted : ExitCode.Ok;
  },
};

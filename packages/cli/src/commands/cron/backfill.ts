import { endOfRun, startCronRun } from '../../cron/cron-runs.ts';
import { prepareCron } from '../../cron/prepare-cron.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { parameterOptions } from '../../line/read-parameters.ts';
import { sourceOptions } from '../../run/prepare-file.ts';
import { runOptions } from '../../run/run-options.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';

const { name: _, ...settings } = runOptions;

/** Runs a CronWorkflow for times in the past. */
export const cronBackfillCommand: CommandSpec = {
  name: 'cron backfill',
  summary: 'Run a CronWorkflow for times in the past, one after another',
  positional: {
    name: 'FILE',
    summary: 'A file with a CronWorkflow, or the name of one that was run here.',
    required: true,
    completes: 'file',
  },
  options: {
    start: { summary: 'Run the times after this one (RFC 3339)', type: 'text', value: 'TIME' },
    end: { summary: 'Run the times up to this one (RFC 3339; default: now)', type: 'text', value: 'TIME' },
    name: { summary: 'Name the backfill (default: the time of its start)', type: 'text', value: 'NAME' },
    argname: {
      summary: 'Set the parameter that gets the scheduled time (default: cronScheduleTime)',
      type: 'text',
      value: 'NAME',
    },
    parallel: { summary: 'Run all of them at the same time', type: 'flag' },
    maxworkflowcount: {
      summary: 'Refuse to run more workflows than this (default: 1000)',
      type: 'text',
      value: 'NUMBER',
    },
    ...parameterOptions,
    ...settings,
    ...sourceOptions,
  },
  examples: [
    {
      line: 'tiphys cron backfill nightly.yaml --start 2026-01-01T00:00:00Z --end 2026-01-08T00:00:00Z',
      does: 'Make up for a week',
    },
  ],
  async run(args, world) {
    const { backfillTimes, backfillWorkflow } = await import('@tiphys/operations');
    const start = readTime(args, 'start');
    if (start === undefined)
      throw new CliError(
        'CLI_MISSING_ARGUMENT',
        '`tiphys cron backfill` needs --start TIME, such as 2026-01-01T00:00:00Z.',
      );
    const now = new Date(world.now());
    const limit = readLimit(args);
    const { cron, options } = await prepareCron(args, world);
    const times = backfillTimes(cron, { start, end: readTime(args, 'end') ?? now, ...(limit && { limit }) });
    if (times.length === 0) world.terminal.err('It has no times in this period.\n');
    const argumentName = args.text('argname');
    const name = args.text('name') ?? String(Math.floor(now.getTime() / 1000));
    const workflows = times.map((time) =>
      // One after another they need no mutex.
      backfillWorkflow(cron, { name, time, now, parallel: true, ...(argumentName && { argumentName }) }),
    );
    const phases: (string | undefined)[] = [];
    const runOne = async (workflow: (typeof workflows)[number]): Promise<void> => {
      if (world.interrupted.aborted) return;
      const { ended } = await startCronRun(workflow, options, world);
      const result = await ended;
      phases.push(result.status?.phase);
      world.terminal.out(`${await endOfRun(result)}\n`);
    };
    if (args.flag('parallel')) await Promise.all(workflows.map(runOne));
    else for (const workflow of workflows) await runOne(workflow);
    if (world.interrupted.aborted) return ExitCode.Interrupted;
    return phases.every((phase) => phase === 'Succeeded') ? ExitCode.Ok : ExitCode.Findings;
  },
};

function readTime(args: ParsedArguments, name: string): Date | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const time = /^\d{4}-\d\d-\d\dT/.test(text) ? new Date(text) : new Date(Number.NaN);
  if (!Number.isNaN(time.getTime())) return time;
  throw new CliError(
    'CLI_OPTION_VALUE',
    `--${name} takes a time such as 2026-01-01T00:00:00Z, not "${text}".`,
  );
}

function readLimit(args: ParsedArguments): number | undefined {
  const text = args.text('maxworkflowcount');
  if (text === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
  throw new CliError('CLI_OPTION_VALUE', `--maxworkflowcount takes a positive integer, not "${text}".`);
}

import { backfillCluster } from '../../cron/backfill-cluster.ts';
import { backfillHere } from '../../cron/backfill-here.ts';
import type { Backfill } from '../../cron/plan-backfill.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { parameterOptions } from '../../line/read-parameters.ts';
import { clusterOptions, localOption } from '../../place/cluster-options.ts';
import { inCluster, isOnThisMachine } from '../../place/open-place.ts';
import { sourceOptions } from '../../run/prepare-file.ts';
import { runOptions } from '../../run/run-options.ts';
import { assertNames } from '../../submit/submit-options.ts';
import { CliError } from '../../world/cli-error.ts';
import type { World } from '../../world/world.ts';

const { name: _, ...settings } = runOptions;
/** Options that say how workflows run here. */
const HERE_ONLY = Object.keys({ ...settings, ...sourceOptions });

/** Runs a CronWorkflow for times in the past. */
export const cronBackfillCommand: CommandSpec = {
  name: 'cron backfill',
  summary: 'Run a CronWorkflow for times in the past, one after another',
  details: `
On this machine, the command runs the workflows, and its exit code is 1 if one does not succeed. In a cluster (--kube or --server), it submits all of them,
and they wait for each other with a mutex, unless --parallel is given.`,
  positional: {
    name: 'FILE',
    summary:
      'A file with a CronWorkflow, or the name of one that was run here. In a cluster, the name of one there.',
    required: true,
    completes: 'file',
  },
  options: {
    start: { summary: 'Run the times after this one (RFC 3339 or RFC 1123)', type: 'text', value: 'TIME' },
    end: { summary: 'Run the times up to this one (default: now)', type: 'text', value: 'TIME' },
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
    ...localOption,
    ...clusterOptions,
  },
  examples: [
    {
      line: 'tiphys cron backfill nightly.yaml --start 2026-01-01T00:00:00Z --end 2026-01-08T00:00:00Z',
      does: 'Make up for a week',
    },
  ],
  async run(args, world) {
    const period = readPeriod(args, world);
    const command = { args, world };
    if (isOnThisMachine(command)) return backfillHere(command, period);
    const given = HERE_ONLY.find(
      (name) => args.flag(name) || args.text(name) !== undefined || args.list(name).length > 0,
    );
    if (given !== undefined)
      throw new CliError(
        'CLI_CONFLICTING_OPTIONS',
        `--${given} is about runs on this machine, but the options choose a cluster. Remove it.`,
      );
    return inCluster(command, ({ cluster }) => backfillCluster(cluster, command, period));
  },
};

function readPeriod(args: ParsedArguments, world: World): Backfill {
  const start = readTime(args, 'start');
  if (start === undefined)
    throw new CliError(
      'CLI_MISSING_ARGUMENT',
      '`tiphys cron backfill` needs --start TIME, such as 2026-01-01T00:00:00Z.',
    );
  const now = new Date(world.now());
  const limit = readLimit(args);
  const argumentName = args.text('argname');
  // The name is a part of those of the runs, which have it in lower case.
  assertNames({ name: args.text('name')?.toLowerCase() });
  const end = readTime(args, 'end') ?? now;
  if (start >= end)
    throw new CliError(
      'CLI_OPTION_VALUE',
      `--start ${start.toISOString()} must be before ${args.text('end') === undefined ? 'now' : '--end'}, which is ${end.toISOString()}.`,
    );
  return {
    now,
    period: { start, end, ...(limit && { limit }) },
    name: args.text('name') ?? String(Math.floor(now.getTime() / 1000)),
    isParallel: args.flag('parallel'),
    ...(argumentName && { argumentName }),
  };
}

/** The form that `argo cron backfill` takes by default. */
const RFC_1123 = /^[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} \d\d:\d\d:\d\d (?:UTC|GMT)$/;

function readTime(args: ParsedArguments, name: string): Date | undefined {
  const text = args.text(name);
  if (text === undefined) return undefined;
  const isKnown = /^\d{4}-\d\d-\d\dT/.test(text) || RFC_1123.test(text);
  const time = new Date(isKnown ? text : Number.NaN);
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

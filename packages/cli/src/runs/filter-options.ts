import type { RunFilter } from '@tiphys/runs';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { CliError } from '../world/cli-error.ts';
import { readAge } from './parse-age.ts';

const PHASES = ['Pending', 'Running', 'Succeeded', 'Failed', 'Error'];

/** The options that select runs by labels and fields. */
export const selectorOptions: Readonly<Record<string, OptionSpec>> = {
  selector: {
    summary: 'Only runs with these labels: key=value, key!=value, key in (a,b), !key',
    type: 'text',
    short: 'l',
    value: 'SELECTOR',
  },
  'field-selector': {
    summary: 'Only runs with these fields: metadata.name=NAME',
    type: 'text',
    value: 'SELECTOR',
  },
};

/** The options that select runs. */
export const filterOptions: Readonly<Record<string, OptionSpec>> = {
  ...selectorOptions,
  status: { summary: `Only runs in these phases: ${PHASES.join(', ')}`, type: 'text', value: 'PHASE,PHASE' },
  prefix: { summary: 'Only runs whose names start like this', type: 'text', value: 'PREFIX' },
  older: {
    summary: 'Only runs that ended longer ago than this, such as 10m, 3h or 7d',
    type: 'text',
    value: 'DURATION',
  },
  completed: { summary: 'Only runs that have ended', type: 'flag' },
  resubmitted: { summary: 'Only runs that were resubmitted', type: 'flag' },
};

/**
 * Returns the filter of {@link filterOptions}.
 *
 * @throws CliError `CLI_OPTION_VALUE`
 */
export function readFilter(args: ParsedArguments, now: number): RunFilter {
  return {
    labels: args.text('selector'),
    fields: args.text('field-selector'),
    phases: readPhases(args.text('status')),
    prefix: args.text('prefix'),
    finishedBefore: readAge(args, 'older', now),
    createdAfter: readAge(args, 'since', now),
    completed: args.flag('completed') ? true : args.flag('running') ? false : undefined,
    resubmitted: args.flag('resubmitted'),
  };
}

/** Tells whether any option of {@link filterOptions} is given. */
export function isFiltered(args: ParsedArguments): boolean {
  return Object.keys(filterOptions).some((name) => args.flag(name) || args.text(name) !== undefined);
}

function readPhases(text: string | undefined): readonly string[] | undefined {
  return text?.split(',').map((word) => {
    const phase = PHASES.find((one) => one.toLowerCase() === word.trim().toLowerCase());
    if (phase === undefined)
      throw new CliError('CLI_OPTION_VALUE', `--status takes ${PHASES.join(', ')}, not "${word}".`);
    return phase;
  });
}

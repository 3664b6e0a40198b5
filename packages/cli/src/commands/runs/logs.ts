import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { Place } from '../../place/place.ts';
import { createLogPrinter } from '../../show/log-printer.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Prints what the tasks of a run printed. */
export const logsCommand: CommandSpec = {
  name: 'logs',
  summary: 'Print the logs of a run, or of one of its nodes',
  details: `
Each line starts with the name of its task. For one NODE, the lines are printed as they are. The logs of a local run have no times, so
--since and --timestamps of argo do not exist here.`,
  positional: {
    name: 'RUN',
    usage: 'RUN [NODE]',
    most: 2,
    summary: 'The name of a run, or @latest; then, a node of it or its pod.',
    required: true,
    many: true,
  },
  options: {
    follow: { summary: 'Wait for more lines until the run has ended', type: 'flag', short: 'f' },
    container: {
      summary: 'Print the logs of this container (default: main)',
      type: 'text',
      short: 'c',
      value: 'NAME',
    },
    grep: { summary: 'Print only lines that match this regular expression', type: 'text', value: 'PATTERN' },
    tail: { summary: 'Print only this many lines at the end of each log', type: 'text', value: 'NUMBER' },
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys logs @latest', does: 'Print the logs of the run that was started last' },
    { line: 'tiphys logs hello -f', does: 'Print the logs of a run while it goes on' },
    { line: 'tiphys logs hello greet --tail 20', does: 'Print the last lines of one node' },
  ],
  async run(args, world) {
    return inPlace({ args, world }, (place) => printLogs(place, args, world));
  },
};

async function printLogs({ runs }: Place, args: ParsedArguments, world: World): Promise<ExitCode> {
  const [name = '', node] = args.positionals;
  const pattern = readPattern(args.text('grep'));
  const printer = await createLogPrinter(world, { prefix: node === undefined });
  const follow = args.flag('follow');
  const lines = runs.logs(name, {
    node,
    follow,
    tail: readTail(args),
    container: args.text('container'),
    // Without --follow, Ctrl-C ends the process at once.
    signal: follow ? world.interrupted : undefined,
  });
  for await (const line of lines) if (pattern === undefined || pattern.test(line.text)) printer.print(line);
  return follow && world.interrupted.aborted ? ExitCode.Interrupted : ExitCode.Ok;
}

function readPattern(text: string | undefined): RegExp | undefined {
  if (text === undefined) return undefined;
  try {
    return new RegExp(text);
  } catch (cause) {
    throw new CliError('CLI_OPTION_VALUE', `--grep takes a regular expression, not "${text}".`, { cause });
  }
}

function readTail(args: ParsedArguments): number | undefined {
  const text = args.text('tail');
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CliError('CLI_OPTION_VALUE', `--tail takes a number of lines, not "${text}".`);
}

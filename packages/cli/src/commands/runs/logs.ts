import type { NodeStatus, Workflow } from '@tiphys/models';
import type { NodeOrLoop, Runs } from '@tiphys/runs';
import { colourOption } from '../../line/colour-option.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { Place } from '../../place/place.ts';
import { readAge } from '../../runs/parse-age.ts';
import { goesOn } from '../../show/goes-on.ts';
import { createLogPrinter } from '../../show/log-printer.ts';
import { taskLines } from '../../show/task-lines.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';
import type { World } from '../../world/world.ts';

/** Prints what the tasks of a run printed. */
export const logsCommand: CommandSpec = {
  name: 'logs',
  summary: 'Print the logs of a run, or of one of its nodes',
  details: `
Each line starts with the name of its task. For a NODE that is a pod, the lines are printed as
they are; for a loop or a template, those of all pods under it, with their names. A loop is named without its items: price for
price(0:a) and price(1:b). The times of the lines of local runs are
exact to about a second. Argo's executor writes lines with argo=true into the logs of a cluster: they are left out. Local containers have no earlier logs, so --previous is for clusters.`,
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
    grep: {
      summary: 'Print only lines that match this regular expression',
      type: 'text',
      mayBeEmpty: true,
      value: 'PATTERN',
    },
    selector: {
      summary: 'Print only logs of pods with these labels',
      type: 'text',
      short: 'l',
      value: 'SELECTOR',
    },
    since: {
      summary: 'Print only lines that are newer than this, such as 10m or 3h',
      type: 'text',
      value: 'DURATION',
    },
    'since-time': { summary: 'Print only lines since this time (RFC 3339)', type: 'text', value: 'TIME' },
    'executor-lines': {
      summary: "Also print what Argo's own program in the containers prints (argo=true)",
      type: 'flag',
    },
    timestamps: { summary: 'Start each line with its time', type: 'flag' },
    previous: { summary: 'Print the log of the container before its last restart', type: 'flag', short: 'p' },
    tail: { summary: 'Print only this many lines at the end of each log', type: 'text', value: 'NUMBER' },
    ...colourOption,
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

async function printLogs(
  { runs, cluster, flags }: Place,
  args: ParsedArguments,
  world: World,
): Promise<ExitCode> {
  const [name = '', node] = args.positionals;
  const group = node === undefined ? undefined : await findGroup(runs, name, node);
  const printer = await createLogPrinter(world, {
    prefix: node === undefined || group !== undefined,
    timestamps: args.flag('timestamps'),
  });
  const follow = args.flag('follow');
  const options = {
    node,
    follow,
    tail: readTail(args),
    container: args.text('container'),
    grep: await readPattern(args.text('grep')),
    selector: args.text('selector'),
    since: readSince(args, world),
    previous: args.flag('previous'),
    // Without --follow, Ctrl-C ends the process at once.
    signal: follow ? world.interrupted : undefined,
  };
  // On this machine, no executor prints anything.
  const isRaw = cluster === undefined || args.flag('executor-lines');
  const lines = isRaw ? runs.logs(name, options) : taskLines(runs, name, options);
  let isSilent = true;
  for await (const line of lines) {
    printer.print(line);
    isSilent = false;
  }
  if (isSilent && group !== undefined && (await hasNoPods(runs, name, group)))
    world.terminal.err(`The node ${group.name} has no pods, so it has no logs.\n`);
  if (!follow || !world.interrupted.aborted) return ExitCode.Ok;
  world.terminal.err(`${goesOn(`logs ${name} -f${flags}`)}\n`);
  return ExitCode.Interrupted;
}

/** Returns the node or loop that a word names if others are under it; undefined for a pod and its attempts, and for what only the cluster knows. */
async function findGroup(runs: Runs, name: string, word: string): Promise<NodeOrLoop | undefined> {
  const { findNodeOrLoop, RunsError } = await import('@tiphys/runs');
  const workflow = await runs.get(name);
  try {
    const found = findNodeOrLoop(workflow, word);
    const { node } = found;
    if (node?.type === 'Pod') return undefined;
    return node?.type === 'Retry' && isOneTask(workflow, node) ? undefined : found;
  } catch (error) {
    // The name may be that of a pod that the status does not have yet.
    if (error instanceof RunsError) return undefined;
    throw error;
  }
}

/** Tells whether the attempts of a node are pods. */
function isOneTask({ status }: Workflow, { name }: NodeStatus): boolean {
  const attempts = Object.values(status?.nodes ?? {}).filter(
    (node) => node.name.startsWith(`${name}(`) && node.nodeFlag?.retried === true,
  );
  return attempts.length > 0 && attempts.every(({ type }) => type === 'Pod');
}

async function hasNoPods(runs: Runs, name: string, group: NodeOrLoop): Promise<boolean> {
  const { isUnder } = await import('@tiphys/runs');
  const { status } = await runs.get(name);
  return !Object.values(status?.nodes ?? {}).some(
    (node) => node.type === 'Pod' && isUnder(node.name, group.name),
  );
}

/** Returns the pattern if it is one of Go. */
async function readPattern(text: string | undefined): Promise<string | undefined> {
  if (text === undefined) return undefined;
  const { compilePattern } = await import('@tiphys/go');
  try {
    compilePattern(text);
    return text;
  } catch (cause) {
    throw new CliError('CLI_OPTION_VALUE', `--grep takes a regular expression, not "${text}".`, { cause });
  }
}

function readSince(args: ParsedArguments, world: World): number | undefined {
  const [since, time] = [readAge(args, 'since', world.now()), readAge(args, 'since-time', world.now())];
  if (since !== undefined && time !== undefined)
    throw new CliError('CLI_CONFLICTING_OPTIONS', 'Pass either --since or --since-time.');
  return since ?? time;
}

function readTail(args: ParsedArguments): number | undefined {
  const text = args.text('tail');
  if (text === undefined) return undefined;
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CliError('CLI_OPTION_VALUE', `--tail takes a number of lines, not "${text}".`);
}

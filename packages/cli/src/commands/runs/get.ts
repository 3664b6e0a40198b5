import { colourOption } from '../../line/colour-option.ts';
import type { CommandSpec, ParsedArguments } from '../../line/command.ts';
import { inPlace, placeOptions } from '../../place/open-place.ts';
import type { Place } from '../../place/place.ts';
import { nodeFilterOptions, readNodeFilter } from '../../runs/node-filter.ts';
import { printObjects } from '../../runs/print-objects.ts';
import { renderNode } from '../../runs/render-node.ts';
import { renderRun } from '../../runs/render-run.ts';
import { runOutputOption } from '../../runs/run-output.ts';
import { CliError } from '../../world/cli-error.ts';
import { ExitCode } from '../../world/exit-code.ts';
import { coloursOf } from '../../world/terminal.ts';
import type { World } from '../../world/world.ts';

/** Shows a run, or one node of it. */
export const getCommand: CommandSpec = {
  name: 'get',
  summary: 'Show a run, or one of its nodes',
  details: `
Shows the tree of the run, its parameters and outputs, and what it waits for. With a NODE, such as its id, its name or the name in the tree, shows the inputs and
outputs of that node, its tries, its command and environment, and where its files are. Values of Secrets are masked.`,
  positional: {
    name: 'RUN',
    usage: 'RUN [NODE...]',
    summary: 'The name of a run, or @latest; then, a node of it.',
    required: true,
    many: true,
  },
  options: {
    ...runOutputOption,
    ...nodeFilterOptions,
    'no-utf8': { summary: 'Draw the tree with plain characters', type: 'flag' },
    ...colourOption,
    ...placeOptions,
  },
  examples: [
    { line: 'tiphys get @latest', does: 'Show the run that was started last' },
    { line: 'tiphys get hello greet', does: 'Show a node of the run hello' },
    { line: 'tiphys get hello -o yaml', does: 'Print the Workflow object with its status' },
  ],
  async run(args, world) {
    return inPlace({ args, world }, (place) => getRun(place, args, world));
  },
};

async function getRun({ runs, flags }: Place, args: ParsedArguments, world: World): Promise<ExitCode> {
  const [name = '', ...words] = args.positionals;
  const workflow = await runs.get(name);
  const format = args.text('output');
  const { findNode } = await import('@tiphys/runs');
  const nodes = words.map((word) => findNode(workflow, word));
  const shows = await readNodeFilter(args);
  if (shows !== undefined && (nodes.length > 0 || ['json', 'yaml', 'name'].includes(format ?? '')))
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      `--status and --node-field-selector choose nodes of the tree, which ${nodes.length > 0 ? 'a NODE is not' : `-o ${format} does not print`}. Remove them.`,
    );
  const [node] = nodes;
  if (format === 'json' || format === 'yaml')
    await printObjects(node === undefined ? workflow : nodes.length === 1 ? node : nodes, format, world);
  else if (format === 'name')
    for (const text of node === undefined ? [workflow.metadata.name] : nodes.map(({ id }) => id))
      world.terminal.out(`${text}\n`);
  else if (node === undefined) {
    const unicode = !args.flag('no-utf8');
    world.terminal.out(await renderRun({ runs, workflow, format, shows, unicode, flags }, world));
  } else {
    const colours = coloursOf(world.terminal);
    const texts = await Promise.all(
      nodes.map((one) => renderNode({ runs, workflow, node: one }, { world, colours })),
    );
    world.terminal.out(texts.join('\n'));
  }
  return ExitCode.Ok;
}

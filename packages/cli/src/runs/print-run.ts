import type { Workflow } from '@tiphys/models';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import type { PlaceRuns } from '../place/place.ts';
import type { World } from '../world/world.ts';
import { printObjects } from './print-objects.ts';
import { renderRun } from './render-run.ts';

/** The option that sets the format of a run that a command has started or continued. */
export const outputOption: { readonly output: OptionSpec } = {
  output: {
    summary: 'Print the run in this format',
    type: 'text',
    short: 'o',
    value: 'FORMAT',
    choices: ['name', 'json', 'yaml', 'wide'],
  },
};

/** Returns the format of `-o`, or `json` with `--json`. */
export function formatOf(args: ParsedArguments): string | undefined {
  return args.flag('json') ? 'json' : args.text('output');
}

/** Tells whether what is printed is for programs, so that nothing else goes to standard output. */
export function isForPrograms(args: ParsedArguments): boolean {
  return ['json', 'yaml', 'name'].includes(formatOf(args) ?? '');
}

/** Prints a run in a format. Returns false without printing if there is none. */
export async function printAs(
  format: string | undefined,
  workflow: Workflow,
  { runs, world }: { readonly runs: PlaceRuns; readonly world: World },
): Promise<boolean> {
  if (format === undefined) return false;
  if (format === 'json' || format === 'yaml') await printObjects(workflow, format, world);
  else if (format === 'name') world.terminal.out(`${workflow.metadata.name}\n`);
  else world.terminal.out(await renderRun({ runs, workflow, format }, world));
  return true;
}

import type { StoredObject } from '@tiphys/client';
import type { OptionSpec, ParsedArguments } from '../line/command.ts';
import { printObjects } from '../runs/print-objects.ts';
import { renderSection } from '../show/render-table.ts';
import { coloursOf } from '../world/terminal.ts';
import type { World } from '../world/world.ts';

/** The option that sets how objects are printed. */
export const outputOption: { readonly output: OptionSpec } = {
  output: {
    summary: 'Set the format of the output',
    type: 'text',
    short: 'o',
    value: 'FORMAT',
    choices: ['name', 'wide', 'json', 'yaml'],
  },
};

/** How an object is printed. */
export interface PrintOptions {
  readonly args: ParsedArguments;
  /** How it looks for people. */
  readonly render?: RenderObject | undefined;
  /** The file that it is from, if it is on this machine. */
  readonly file?: string | undefined;
}

/** Prints an object in the format that the options name. */
export async function printObject(
  object: StoredObject,
  { args, render = renderTemplate, file }: PrintOptions,
  world: World,
): Promise<void> {
  const format = args.text('output');
  if (format === 'json' || format === 'yaml') await printObjects(object, format, world);
  else if (format === 'name') world.terminal.out(`${object.metadata.name}\n`);
  else world.terminal.out(render(object, world, file));
}

/** Returns an object for people. */
export type RenderObject = (object: StoredObject, world: World, file?: string) => string;

/** Returns a template for people: its name and age, its entrypoint, its parameters and templates. */
function renderTemplate({ kind, metadata, spec }: StoredObject, world: World): string {
  const { bold } = coloursOf(world.terminal);
  const workflow = 'workflowSpec' in spec ? spec.workflowSpec : spec;
  const parameters = (workflow.arguments?.parameters ?? []).map(({ name, value }) =>
    value === undefined ? name : `${name}=${value}`,
  );
  const rows = [
    ['Name', metadata.name],
    ['Namespace', metadata.namespace],
    ['Created', metadata.creationTimestamp],
    ['Entrypoint', workflow.entrypoint],
    ['Parameters', parameters.join('\n')],
    ['Templates', (workflow.templates ?? []).map(({ name }) => name ?? '').join(', ')],
  ] as const;
  const known = rows.flatMap(([title, text]) => (text ? [[title, text] as const] : []));
  return renderSection(kind, known, bold);
}

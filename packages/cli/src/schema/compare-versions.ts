import type { Break, SchemaDifference } from '@tiphys/migrate';
import type { SchemaDefinitions } from '@tiphys/schema';
import type { ParsedArguments } from '../line/command.ts';
import { shortName } from '../output/short-name.ts';
import { findSources } from '../source/find-sources.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { renderBreaks, renderBreaksMarkdown, renderNotInstalled } from './render-breaks.ts';

/** The options of commands that compare versions. */
export const COMPARISON_OPTIONS = {
  workflows: {
    summary: 'Also list what breaks in these YAML and TypeScript files; exit with 1 if anything does',
    type: 'list',
    value: 'PATH',
    completes: 'file',
  },
  json: { summary: 'Print the changes as JSON', type: 'flag' },
  markdown: { summary: 'Print the changes as Markdown', type: 'flag' },
} as const;

/** The changes between two versions, and what they break in the user's files. */
export interface VersionComparison {
  readonly difference: SchemaDifference;
  readonly breaks: readonly Break[];
  /** The number of files that were checked. Absent without `--workflows`. */
  readonly read?: number;
}

/**
 * Returns the changes between two versions and, with `--workflows`, what they break.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`, and the errors of {@link findSources}
 */
export async function compareVersions(
  from: SchemaDefinitions,
  to: SchemaDefinitions,
  context: { readonly args: ParsedArguments; readonly world: World },
): Promise<VersionComparison> {
  const { args, world } = context;
  if (args.flag('json') && args.flag('markdown'))
    throw new CliError(
      'CLI_CONFLICTING_OPTIONS',
      '--json and --markdown cannot be used together. Remove one of them.',
    );
  const { compareSchemas, findBreaks } = await import('@tiphys/migrate');
  const difference = compareSchemas(from, to);
  const places = args.list('workflows');
  if (places.length === 0) return { difference, breaks: [] };
  const sources = await findSources(places, world);
  const { breaks, unchecked } = await findBreaks(sources, { from, to, difference });
  world.terminal.err(renderNotInstalled(unchecked, 'checked', world.cwd));
  return { difference, breaks, read: sources.length - unchecked.length };
}

/** Returns a comparison in the format that the options choose. `more` are additional fields of the JSON. */
export async function renderComparison(
  { difference, breaks, read }: VersionComparison,
  context: { readonly args: ParsedArguments; readonly world: World; readonly more?: object },
): Promise<string> {
  const { args, world, more = {} } = context;
  const { renderDifferenceMarkdown, renderDifferenceText } = await import('@tiphys/migrate');
  if (args.flag('json')) {
    const shown = breaks.map((one) => ({ ...one, file: shortName(one.file, world.cwd) }));
    const files = read === undefined ? {} : { files: read, breaks: shown };
    return `${JSON.stringify({ ...more, ...difference, ...files }, undefined, 2)}\n`;
  }
  const [render, renderOwn] = args.flag('markdown')
    ? [renderDifferenceMarkdown, renderBreaksMarkdown]
    : [renderDifferenceText, renderBreaks];
  return `${render(difference)}${read === undefined ? '' : `\n${renderOwn(breaks, read, world.cwd)}`}`;
}

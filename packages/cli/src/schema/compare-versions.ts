import type { Break, SchemaDifference } from '@tiphys/migrate';
import type { SchemaDefinitions } from '@tiphys/schema';
import type { ParsedArguments } from '../line/command.ts';
import { findSources } from '../source/find-sources.ts';
import { CliError } from '../world/cli-error.ts';
import type { World } from '../world/world.ts';
import { renderBreaks, renderBreaksMarkdown, renderNotInstalled, shortName } from './render-breaks.ts';

/** Options that every comparison of versions has. */
export const comparisonOptions = {
  workflows: {
    summary: 'Also list the places in your YAML and TypeScript that break; exit with 1 when any do',
    type: 'list',
    value: 'PATH',
    completes: 'file',
  },
  json: { summary: 'Print the differences as JSON', type: 'flag' },
  markdown: { summary: 'Print the differences as Markdown', type: 'flag' },
} as const;

/** What differs between two versions, and what of the user's files breaks. */
export interface VersionComparison {
  readonly difference: SchemaDifference;
  readonly breaks: readonly Break[];
  /** How many files were looked at; absent when none were asked for. */
  readonly read?: number;
}

/**
 * Returns what differs between two versions; with `--workflows`, also what breaks.
 *
 * @throws CliError `CLI_CONFLICTING_OPTIONS`, and what finding the files throws
 */
export async function compareVersions(
  from: SchemaDefinitions,
  to: SchemaDefinitions,
  context: { readonly args: ParsedArguments; readonly world: World },
): Promise<VersionComparison> {
  const { args, world } = context;
  if (args.flag('json') && args.flag('markdown'))
    throw new CliError('CLI_CONFLICTING_OPTIONS', 'Say --json or --markdown, not both.');
  const { compareSchemas, findBreaks } = await import('@tiphys/migrate');
  const difference = compareSchemas(from, to);
  const places = args.list('workflows');
  if (places.length === 0) return { difference, breaks: [] };
  const sources = await findSources(places, world);
  const { breaks, unchecked } = await findBreaks(sources, { from, to, difference });
  world.terminal.err(renderNotInstalled(unchecked, 'checked', world.cwd));
  return { difference, breaks, read: sources.length - unchecked.length };
}

/** Returns a comparison as the user wants to see it; `more` are fields for the JSON form. */
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

import type { Issue } from '@tiphys/lint';
import { CliError } from './cli-error.ts';

/** A manifest as it was read. */
export interface ManifestText {
  /** For messages. */
  readonly file: string;
  readonly text: string;
}

/** What keeps the API server from taking an object, and what Argo's own reader drops. */
const strictRules: readonly string[] = [
  'structure/unknown-field',
  'structure/wrong-case',
  'structure/wrong-type',
  'yaml/merge-override',
];
const maxShown = 5;

/**
 * Checks that every field of a manifest's objects exists and has a value of its type, as the API server does when it decodes strictly: a
 * misspelt field would be left out silently.
 *
 * @throws CliError `CLI_INVALID_FIELD` with the place of the first such field, and a list of them
 */
export async function assertDecodable(
  { file, text }: ManifestText,
  kinds?: readonly string[],
): Promise<void> {
  const { lint } = await import('@tiphys/lint');
  const isMeant = ({ object }: Issue): boolean =>
    kinds === undefined || object === undefined || kinds.includes(object.kind);
  const issues = lint([{ file, text }]).filter((issue) => strictRules.includes(issue.rule) && isMeant(issue));
  const [first] = issues;
  if (first === undefined) return;
  const lines = issues.slice(0, maxShown).map(describe);
  if (issues.length > maxShown) lines.push(`and ${issues.length - maxShown} more: see tiphys lint`);
  throw new CliError('CLI_INVALID_FIELD', `A cluster would not take this manifest.\n${lines.join('\n')}`, {
    location: { file, line: first.line ?? 1, column: first.column ?? 1 },
  });
}

function describe({ line, column, path, message, suggestion }: Issue): string {
  const where = path === '' ? '' : `${path}: `;
  return `${line}:${column}: ${where}${message}${suggestion === undefined ? '' : ` ${suggestion}`}`;
}

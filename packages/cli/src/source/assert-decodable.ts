import type { Issue, LintInput, LintObjects } from '@tiphys/lint';
import { CliError } from '../world/cli-error.ts';

/** Rules whose issues make the API server reject an object, or Argo's reader drop a field. */
const STRICT_RULES: readonly string[] = [
  'structure/unknown-field',
  'structure/wrong-case',
  'structure/wrong-type',
  'yaml/merge-override',
];
const MAX_SHOWN = 5;

/**
 * Checks that every field of a manifest's objects exists and has the right type, as the API server does when it decodes strictly. A
 * misspelt field would otherwise be dropped silently.
 *
 * @throws CliError `CLI_INVALID_FIELD` with the location of the first invalid field, and a list of all
 */
export async function assertDecodable(
  input: LintInput | LintObjects,
  kinds?: readonly string[],
): Promise<void> {
  const { lint } = await import('@tiphys/lint');
  const isUsed = ({ object }: Issue): boolean =>
    kinds === undefined || object === undefined || kinds.includes(object.kind);
  const issues = lint([input]).filter((issue) => STRICT_RULES.includes(issue.rule) && isUsed(issue));
  const [first] = issues;
  if (first === undefined) return;
  const lines = issues.slice(0, MAX_SHOWN).map(describe);
  if (issues.length > MAX_SHOWN)
    lines.push(`and ${issues.length - MAX_SHOWN} more: run \`tiphys lint\` to see them all`);
  throw new CliError('CLI_INVALID_FIELD', `A cluster would reject this manifest.\n${lines.join('\n')}`, {
    ...(first.line === undefined || first.column === undefined
      ? {}
      : { location: { file: input.file, line: first.line, column: first.column } }),
  });
}

function describe({ line, column, path, message, suggestion }: Issue): string {
  const place = line === undefined ? '' : `${line}:${column}: `;
  const where = path === '' ? '' : `${path}: `;
  return `${place}${where}${message}${suggestion === undefined ? '' : ` ${suggestion}`}`;
}

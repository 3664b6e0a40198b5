import { withoutChance } from './readme-blocks.ts';

/** Returns printed text without what differs between runs and machines. */
export function plainOutput(text: string, folder: string): string {
  return withoutChance(text.replaceAll(`${folder}/`, ''))
    .split('\n')
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd();
}

/** Returns what a command printed without the folder of a run, where a page leaves it out. */
export function withoutPlaces(shown: string, printed: string): string {
  return printed.includes('\nFiles  ') ? shown : shown.replace(/\n\nFiles {2}.*(?:\n|$)/, '');
}

/** Returns text with every line that is `...` replaced by the lines that `shown` has there, so that a comparison shows the rest. */
export function fillGaps(printed: string, shown: string): string {
  const pattern = printed
    .split('\n')
    .map((line) => (line.trim() === '...' ? '((?:.*\\n)*?.*)' : escapeText(line)))
    .join('\n');
  const found = new RegExp(`^${pattern}$`).exec(shown);
  if (found === null) return printed;
  let next = 0;
  return printed
    .split('\n')
    .map((line) => {
      if (line.trim() !== '...') return line;
      next += 1;
      return found[next] ?? '';
    })
    .join('\n');
}

/**
 * Returns the first part of an excerpt that is not in a text, or undefined when all of it is. Parts are divided by lines that are `...` or
 * `# ...`, follow one another, and may all be indented by the same number of columns.
 */
export function findMissingPart(excerpt: string, whole: string): string | undefined {
  const parts = excerpt
    .split(/^ *(?:# |\/\/ )?\.\.\.\n?/m)
    .map((part) => part.trimEnd())
    .filter((part) => part !== '');
  const lines = whole.split('\n').map((line) => line.trimEnd());
  const missing = Array.from({ length: 40 }, (_, columns) => findMissing(parts, lines, ' '.repeat(columns)));
  return missing.includes(undefined) ? undefined : missing[0];
}

function findMissing(parts: readonly string[], lines: readonly string[], indent: string): string | undefined {
  let from = 0;
  for (const part of parts) {
    const wanted = part.split('\n').map((line) => (line === '' ? line : indent + line));
    const at = lines.findIndex(
      (_, index) => index >= from && wanted.every((line, offset) => lines[index + offset] === line),
    );
    if (at === -1) return part;
    from = at + wanted.length;
  }
  return undefined;
}

function escapeText(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

/** Most lines of a value that are shown. */
const MOST_LINES = 20;

/** Most characters of a line that are shown. */
const MOST_CHARACTERS = 500;

/**
 * Returns a value as it is shown to people: long lines and texts of many lines are cut, and the size of the whole is added. A short value is returned
 * as it is.
 */
export function shortValue(text: string): string {
  const lines = text.split('\n');
  const kept = lines.slice(0, MOST_LINES).map(cutLine);
  const more = lines.length - kept.length;
  if (more > 0) return `${kept.join('\n')}\n… ${more} more lines (${formatBytes(sizeOf(text))})`;
  const short = kept.join('\n');
  return short.length < text.length ? `${short} (${formatBytes(sizeOf(text))})` : text;
}

/** Formats a number of bytes: `120 B`, `7 KB`, `1.2 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 999_500) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1e6).toFixed(1)} MB`;
}

/** Returns the size of a text in bytes of UTF-8. */
export function sizeOf(text: string): number {
  return new TextEncoder().encode(text).length;
}

function cutLine(line: string): string {
  if (line.length <= MOST_CHARACTERS + 1) return line;
  // A pair of surrogates is not divided.
  return `${line.slice(0, MOST_CHARACTERS).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

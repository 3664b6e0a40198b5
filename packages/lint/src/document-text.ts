/** Returns the lines of a text that belong to the document with a line of it, counted from 1. */
export function documentText(lines: readonly string[], line: number): string {
  const isStart = (text: string | undefined): boolean => /^---(?:\s|$)/.test(text ?? '');
  let first = Math.min(line, lines.length) - 1;
  while (first > 0 && !isStart(lines[first])) first--;
  let end = Math.max(line, first + 1);
  while (end < lines.length && !isStart(lines[end])) end++;
  return lines.slice(first, end).join('\n');
}

const HELM_VALUE = /\{\{-?\s*(?:\.(?:Values|Release|Chart|Capabilities)\b|(?:include|template)\s+["'\\])/;

/** Tells whether a text that can be read as YAML holds tags that only Helm replaces; comments do not count. */
export function holdsHelmValues(text: string): boolean {
  return (
    HELM_VALUE.test(text) && text.split('\n').some((line) => HELM_VALUE.test(line) && !/^\s*#/.test(line))
  );
}

import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from 'diff';

const CONTEXT_LINES = 3;
/** With more changed lines, the best alignment takes too long: everything between the first and the last change is replaced. */
const MAX_EDITS = 4000;

/** Returns the differences between two texts as a patch for `patch` and `git apply`, or '' if there are none. */
export function unifiedDiff(before: string, after: string, file: string): string {
  if (before === after) return '';
  const names = [`a/${file}`, `b/${file}`] as const;
  const options = { context: CONTEXT_LINES, maxEditLength: MAX_EDITS };
  const patch = structuredPatch(...names, before, after, undefined, undefined, options);
  return formatPatch(patch ?? replaceMiddle(before, after, names), FILE_HEADERS_ONLY);
}

function replaceMiddle(
  before: string,
  after: string,
  [oldFileName, newFileName]: readonly [string, string],
): StructuredPatch {
  const [old, now] = [splitLines(before), splitLines(after)];
  const most = Math.min(old.length, now.length);
  let start = 0;
  while (start < most && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < most - start && old.at(-1 - end) === now.at(-1 - end)) end += 1;
  const first = Math.max(0, start - CONTEXT_LINES);
  const trailing = Math.min(end, CONTEXT_LINES);
  const hunk = {
    oldStart: first + 1,
    oldLines: old.length - end + trailing - first,
    newStart: first + 1,
    newLines: now.length - end + trailing - first,
    lines: [
      ...mark(' ', old.slice(first, start)),
      ...mark('-', old.slice(start, old.length - end)),
      ...mark('+', now.slice(start, now.length - end)),
      ...mark(' ', old.slice(old.length - end, old.length - end + trailing)),
    ],
  };
  return { oldFileName, newFileName, oldHeader: undefined, newHeader: undefined, hunks: [hunk] };
}

function mark(sign: string, lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) =>
    line.endsWith('\n')
      ? [`${sign}${line.slice(0, -1)}`]
      : [`${sign}${line}`, '\\ No newline at end of file'],
  );
}

/** Keeps the line endings, so that a missing one at the end counts as a difference. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

import { FILE_HEADERS_ONLY, formatPatch, type StructuredPatch, structuredPatch } from 'diff';

const CONTEXT = 3;
/** Beyond this many changed lines the best alignment takes too long, and everything between the first and the last is replaced. */
const MOST_EDITS = 4000;

/** Returns what differs between two texts, in the form that `patch` and `git apply` take; empty when nothing does. */
export function unifiedDiff(before: string, after: string, file: string): string {
  if (before === after) return '';
  const names = [`a/${file}`, `b/${file}`] as const;
  const options = { context: CONTEXT, maxEditLength: MOST_EDITS };
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
  const first = Math.max(0, start - CONTEXT);
  const behind = Math.min(end, CONTEXT);
  const hunk = {
    oldStart: first + 1,
    oldLines: old.length - end + behind - first,
    newStart: first + 1,
    newLines: now.length - end + behind - first,
    lines: [
      ...mark(' ', old.slice(first, start)),
      ...mark('-', old.slice(start, old.length - end)),
      ...mark('+', now.slice(start, now.length - end)),
      ...mark(' ', old.slice(old.length - end, old.length - end + behind)),
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

/** Keeps the line ends, so that a missing one at the end counts. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

const CONTEXT = 3;
/** Beyond this, finding the best alignment costs too much, and the parts are shown as replaced. */
const MAX_CELLS = 20_000_000;

type Line = { readonly mark: ' ' | '-' | '+'; readonly text: string };

/** Returns what differs between two texts, in the form that `patch` and `git apply` take; empty when nothing does. */
export function unifiedDiff(before: string, after: string, file: string): string {
  if (before === after) return '';
  const lines = alignLines(splitLines(before), splitLines(after));
  const hunks = findHunks(lines).map(([start, end]) => renderHunk(lines, start, end));
  return `--- a/${file}\n+++ b/${file}\n${hunks.join('')}`;
}

/** Keeps the line ends, so that a missing one at the end counts. */
function splitLines(text: string): readonly string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

function alignLines(before: readonly string[], after: readonly string[]): readonly Line[] {
  let start = 0;
  while (start < before.length && before[start] === after[start]) start++;
  let end = 0;
  const most = Math.min(before.length, after.length) - start;
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end++;
  const same = (text: string): Line => ({ mark: ' ', text });
  return [
    ...before.slice(0, start).map(same),
    ...alignMiddle(before.slice(start, before.length - end), after.slice(start, after.length - end)),
    ...before.slice(before.length - end).map(same),
  ];
}

function alignMiddle(before: readonly string[], after: readonly string[]): readonly Line[] {
  const width = after.length + 1;
  const isLarge = before.length * after.length > MAX_CELLS;
  const longest = isLarge ? undefined : commonLengths(before, after);
  const lines: Line[] = [];
  let a = 0;
  let b = 0;
  while (a < before.length || b < after.length) {
    const [old, now] = [before[a], after[b]];
    if (longest && old !== undefined && old === now) {
      lines.push({ mark: ' ', text: old });
      a++;
      b++;
    } else if (
      old !== undefined &&
      (now === undefined ||
        !longest ||
        (longest[(a + 1) * width + b] ?? 0) >= (longest[a * width + b + 1] ?? 0))
    ) {
      lines.push({ mark: '-', text: old });
      a++;
    } else {
      lines.push({ mark: '+', text: now ?? '' });
      b++;
    }
  }
  return lines;
}

/** The lengths of the longest common subsequences of what is left from each pair of places on. */
function commonLengths(before: readonly string[], after: readonly string[]): Uint32Array {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  for (let a = before.length - 1; a >= 0; a--) {
    for (let b = after.length - 1; b >= 0; b--) {
      lengths[a * width + b] =
        before[a] === after[b]
          ? (lengths[(a + 1) * width + b + 1] ?? 0) + 1
          : Math.max(lengths[(a + 1) * width + b] ?? 0, lengths[a * width + b + 1] ?? 0);
    }
  }
  return lengths;
}

function findHunks(lines: readonly Line[]): readonly (readonly [number, number])[] {
  const hunks: [number, number][] = [];
  for (const [index, { mark }] of lines.entries()) {
    if (mark === ' ') continue;
    const last = hunks.at(-1);
    const start = Math.max(0, index - CONTEXT);
    const end = Math.min(lines.length, index + CONTEXT + 1);
    if (last && start <= last[1]) last[1] = end;
    else hunks.push([start, end]);
  }
  return hunks;
}

function renderHunk(lines: readonly Line[], start: number, end: number): string {
  const count = (marks: string, from: number, to: number): number =>
    lines.slice(from, to).filter(({ mark }) => marks.includes(mark)).length;
  const range = (marks: string): string => {
    const length = count(marks, start, end);
    return `${count(marks, 0, start) + (length === 0 ? 0 : 1)},${length}`;
  };
  const body = lines.slice(start, end).map(({ mark, text }) => {
    return text.endsWith('\n') ? `${mark}${text}` : `${mark}${text}\n\\ No newline at end of file\n`;
  });
  return `@@ -${range(' -')} +${range(' +')} @@\n${body.join('')}`;
}

import type { SourceNode, SourcePair, TextEdit } from '@tiphys/yaml';

/**
 * Returns the text edits that remove fields from a mapping; undefined if its layout is not supported. Comments stay.
 */
export function removeYamlPairs(
  text: string,
  mapping: SourceNode,
  removed: ReadonlySet<SourcePair>,
): readonly TextEdit[] | undefined {
  if (mapping.pairs.some((pair) => removed.has(pair) && colonAfterKey(text, pair) === undefined))
    return undefined;
  if (mapping.pairs.every((pair) => removed.has(pair))) return emptyMapping(text, mapping);
  const edits = runsOf(mapping.pairs, removed).map((run) =>
    mapping.flow ? removeFlowRun(text, mapping, run) : removeBlockRun(text, run),
  );
  return edits.every((one) => one !== undefined) ? edits.flat() : undefined;
}

/** Returns the offset of a field's colon; undefined if it is on another line than the key. */
export function colonAfterKey(text: string, { key }: SourcePair): number | undefined {
  if (!key) return undefined;
  const found = /^[^\S\n]*:/.exec(text.slice(key.end, key.end + 80));
  return found ? key.end + found[0].length - 1 : undefined;
}

/** Adjacent fields to remove, with the neighbours that stay. */
interface Run {
  readonly pairs: readonly SourcePair[];
  readonly before: SourcePair | undefined;
  readonly after: SourcePair | undefined;
}

function runsOf(pairs: readonly SourcePair[], removed: ReadonlySet<SourcePair>): readonly Run[] {
  const runs: Run[] = [];
  for (let at = 0; at < pairs.length; at++) {
    if (!removed.has(pairs[at] as SourcePair)) continue; // within bounds
    let end = at + 1;
    while (end < pairs.length && removed.has(pairs[end] as SourcePair)) end++; // within bounds
    runs.push({ pairs: pairs.slice(at, end), before: pairs[at - 1], after: pairs[end] });
    at = end;
  }
  return runs;
}

function emptyMapping(text: string, { content, end, flow }: SourceNode): readonly TextEdit[] | undefined {
  if (hasComment(text.slice(content, end))) return undefined;
  if (flow) return [{ start: content, end, text: '{}' }];
  const gap = /:([^\S\n]*\r?\n\s*)$/.exec(text.slice(0, content))?.[1];
  return gap === undefined
    ? [{ start: content, end, text: '{}' }]
    : [{ start: content - gap.length, end, text: ' {}' }];
}

function removeBlockRun(text: string, { pairs, after }: Run): readonly TextEdit[] | undefined {
  const edits: TextEdit[] = [];
  // The first field of an item shares its line with the dash; the next field moves up to it.
  let [isShared] = pairs.map(({ key }) => !isFirstOfLine(text, key?.start ?? 0));
  for (const [index, pair] of pairs.entries()) {
    const start = pair.key?.start ?? 0;
    const end = endOfPair(text, pair);
    const rest = /^[^\S\n]*(#?)[^\n]*(?:\n|$)/.exec(text.slice(end, lineEndAfter(text, end)));
    // A comment on the field stays, on its own line.
    if (rest?.[1] === '#') {
      edits.push({ start, end: text.indexOf('#', end), text: '' });
      isShared = false;
    } else if (isShared) {
      const next = (pairs[index + 1] ?? after)?.key;
      if (!next || text.slice(end, next.start).trim() !== '') return undefined;
      edits.push({ start, end: next.start, text: '' });
    } else {
      const lineStart = text.lastIndexOf('\n', start - 1) + 1;
      edits.push({ start: lineStart, end: end + (rest?.[0].length ?? 0), text: '' });
    }
  }
  return edits;
}

function removeFlowRun(
  text: string,
  mapping: SourceNode,
  { pairs, before, after }: Run,
): readonly TextEdit[] | undefined {
  const [first, last] = [pairs[0], pairs.at(-1)];
  if (!first?.key || !last) return undefined;
  const [start, end] = after?.key
    ? [first.key.start, after.key.start]
    : [endOfPair(text, before ?? first), endOfPair(text, last)];
  if (!hasComment(text.slice(start, end))) return [{ start, end, text: '' }];
  const edits = pairs.map((pair): TextEdit => {
    const ends = endOfPair(text, pair);
    const comma = /^\s*,/.exec(text.slice(ends, mapping.end));
    return { start: pair.key?.start ?? ends, end: ends + (comma?.[0].length ?? 0), text: '' };
  });
  if (after || /^\s*,/.test(text.slice(end, mapping.end))) return edits;
  // Nothing follows: remove the comma before it, too, since JSON allows no trailing comma.
  const from = before ? endOfPair(text, before) : start;
  const comma = /^\s*,/.exec(text.slice(from, mapping.end));
  return comma
    ? [{ start: from + comma[0].length - 1, end: from + comma[0].length, text: '' }, ...edits]
    : undefined;
}

/** An empty value ends at its colon. */
function endOfPair(text: string, pair: SourcePair): number {
  return Math.max(pair.value.end, (colonAfterKey(text, pair) ?? -1) + 1);
}

function hasComment(text: string): boolean {
  return /(?:^|\s)#/.test(text);
}

function isFirstOfLine(text: string, offset: number): boolean {
  return text.slice(text.lastIndexOf('\n', offset - 1) + 1, offset).trim() === '';
}

function lineEndAfter(text: string, offset: number): number {
  const found = text.indexOf('\n', offset);
  return found === -1 ? text.length : found + 1;
}

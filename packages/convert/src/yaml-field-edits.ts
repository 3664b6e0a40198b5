import type { SourceNode, SourcePair, TextEdit } from '@tiphys/yaml';
import type { FieldEdit } from './conversion-rule.ts';
import { colonAfterKey, removeYamlPairs } from './yaml-removals.ts';

/**
 * Returns the text edits that change one mapping of a YAML text; undefined if its layout is not supported.
 */
export function editYamlFields(
  text: string,
  mapping: SourceNode,
  edits: readonly FieldEdit[],
): readonly TextEdit[] | undefined {
  if (mapping.kind !== 'mapping') return undefined;
  const made: TextEdit[] = [];
  const removed = new Set<SourcePair>();
  for (const edit of edits) {
    const pair = mapping.pairs.find(({ key }) => key?.kind === 'scalar' && key.text === edit.field);
    if (!pair?.key) return undefined;
    if (edit.kind === 'remove' || edit.kind === 'append') removed.add(pair);
    if (edit.kind === 'remove') continue;
    if (edit.kind === 'append') {
      const list = mapping.pairs.find(({ key }) => key?.kind === 'scalar' && key.text === edit.to)?.value;
      const added = list && appendToList(text, list, pair);
      if (!added) return undefined;
      made.push(added);
      continue;
    }
    const changed = edit.kind === 'wrap' ? wrapValue(text, mapping, pair) : unwrapValue(text, mapping, pair);
    if (!changed) return undefined;
    made.push(renameKey(text, pair.key, edit.to), ...changed);
  }
  const removals = removed.size === 0 ? [] : removeYamlPairs(text, mapping, removed);
  return removals && [...made, ...removals];
}

/** Keeps the quotes of the key, and an anchor or tag before it. */
function renameKey(text: string, key: SourceNode, name: string): TextEdit {
  const quote = /^["']/.test(text.slice(key.content)) ? 1 : 0;
  return { start: key.content + quote, end: key.end - quote, text: name };
}

function wrapValue(text: string, mapping: SourceNode, pair: SourcePair): readonly TextEdit[] | undefined {
  const { value } = pair;
  const colon = colonAfterKey(text, pair);
  if (colon === undefined) return undefined;
  if (mapping.flow) {
    return [
      { start: value.start, end: value.start, text: '[' },
      { start: value.end, end: value.end, text: ']' },
    ];
  }
  const gap = text.slice(colon + 1, value.start);
  const indent = ' '.repeat(columnOf(text, pair.key?.content ?? 0) + 2);
  const shifted = shiftLines(text, value.start, value.end, 2);
  if (/\n/.test(gap)) return [{ start: value.start, end: value.start, text: '- ' }, ...shifted];
  if (gap.trim() !== '') return undefined;
  return [{ start: colon + 1, end: value.start, text: `${lineBreak(text)}${indent}- ` }, ...shifted];
}

function unwrapValue(text: string, mapping: SourceNode, pair: SourcePair): readonly TextEdit[] | undefined {
  const list = pair.value;
  const item = list.pairs[0]?.value;
  const colon = colonAfterKey(text, pair);
  if (list.kind !== 'sequence' || !item || list.start !== list.content || colon === undefined)
    return undefined;
  if (list.flow) {
    const before = text.slice(list.content + 1, item.start);
    const after = text.slice(item.end, list.end - 1);
    if (before.trim() !== '' || !/^\s*,?\s*$/.test(after)) return undefined;
    return [
      { start: list.content, end: item.start, text: '' },
      { start: item.end, end: list.end, text: '' },
    ];
  }
  if (mapping.flow) return undefined;
  const dash = text.slice(list.content, item.start);
  if (!/^- *$/.test(dash)) return undefined;
  const isInline = (item.kind !== 'mapping' && item.kind !== 'sequence') || item.flow;
  const depth = columnOf(text, list.content) - columnOf(text, pair.key?.content ?? 0);
  if (isInline && text.slice(colon + 1, list.content).trim() === '')
    return [
      { start: colon + 1, end: item.start, text: ' ' },
      ...shiftLines(text, item.start, item.end, -depth),
    ];
  const nested = depth > 0;
  if (!nested || item.start !== item.content || dash.length !== 2)
    return [{ start: list.content, end: list.content + 1, text: ' ' }];
  return [{ start: list.content, end: item.start, text: '' }, ...shiftLines(text, item.start, item.end, -2)];
}

/** Adds the value of a field to a list; undefined if the layouts of the two do not fit. */
function appendToList(text: string, list: SourceNode, pair: SourcePair): TextEdit | undefined {
  const { value } = pair;
  const colon = colonAfterKey(text, pair);
  if (list.kind !== 'sequence' || colon === undefined) return undefined;
  if (text.slice(colon + 1, value.start).trim() !== '') return undefined;
  const source = text.slice(value.start, value.end);
  const last = list.pairs.at(-1)?.value;
  if (list.flow) {
    if (!value.flow && value.kind !== 'scalar' && value.kind !== 'alias') return undefined;
    const at = last?.end ?? list.end - 1;
    return { start: at, end: at, text: last ? `, ${source}` : source };
  }
  const first = list.pairs[0]?.value;
  if (!last || !first) return undefined;
  const lineEnd = text.indexOf('\n', last.end);
  const at = lineEnd === -1 ? text.length : text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
  const dash = ' '.repeat(columnOf(text, list.content));
  const shift = columnOf(text, list.content) + 2 - columnOf(text, value.start);
  const lines = source.split('\n').map((line, index) => (index === 0 ? line : shiftLine(line, shift)));
  return { start: at, end: at, text: `${lineBreak(text)}${dash}- ${lines.join('\n')}` };
}

function shiftLine(line: string, by: number): string {
  return by > 0 ? ' '.repeat(by) + line : line.replace(new RegExp(`^ {0,${-by}}`), '');
}

/** Indents or outdents all lines of a range except the first. */
function shiftLines(text: string, start: number, end: number, by: number): readonly TextEdit[] {
  const edits: TextEdit[] = [];
  for (let at = text.indexOf('\n', start); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) {
    const line = at + 1;
    if (/^[^\S\n]*(?:\n|$)/.test(text.slice(line))) continue;
    if (by > 0) edits.push({ start: line, end: line, text: ' '.repeat(by) });
    else {
      const blanks = /^ */.exec(text.slice(line))?.[0].length ?? 0;
      edits.push({ start: line, end: line + Math.min(blanks, -by), text: '' });
    }
  }
  return edits;
}

function columnOf(text: string, offset: number): number {
  return offset - (text.lastIndexOf('\n', offset - 1) + 1);
}

function lineBreak(text: string): string {
  return /\r\n/.test(text) ? '\r\n' : '\n';
}

import { EVENT_ID, YAMLException } from 'js-yaml';
import { splitDocuments } from '../document-chunks.ts';
import { formatPath, type JsonPath } from '../json-path.ts';
import { parseLeniently } from '../lenient-parser.ts';
import { createLineIndex } from '../line-index.ts';
import type { YamlDocument } from '../read-yaml.ts';

/** A comment of a YAML file. */
export interface YamlComment {
  readonly line: number;
  /** Without the number sign. */
  readonly text: string;
  /** Whether nothing else stands on its line. */
  readonly alone: boolean;
}

/** Gives the comments of a YAML text from top to bottom; a document that cannot be read has none. */
export function findComments(text: string): readonly YamlComment[] {
  if (!text.includes('#')) return [];
  const positions = createLineIndex(text);
  const found: YamlComment[] = [];
  for (const chunk of splitDocuments(text)) {
    const taken = findTextSpans(chunk.text);
    if (taken === undefined) continue;
    for (const match of chunk.text.matchAll(/(^|[ \t])#([^\n]*)/gm)) {
      const at = match.index + (match[1]?.length ?? 0);
      if (taken.some(([start, end]) => at >= start && at < end)) continue;
      const before = chunk.text.slice(chunk.text.lastIndexOf('\n', at) + 1, at);
      const { line } = positions(chunk.offset + at);
      found.push({ line, text: (match[2] ?? '').trimEnd(), alone: before.trim() === '' });
    }
  }
  return found;
}

/** Gives where texts stand, in which a number sign begins no comment; nothing when lines had to be moved to read the document. */
function findTextSpans(text: string): readonly (readonly [number, number])[] | undefined {
  try {
    const parsed = parseLeniently(text);
    if (parsed.text !== text) return undefined;
    return parsed.events
      .filter((event) => event.type === EVENT_ID.SCALAR)
      .map(({ valueStart, valueEnd }) => [valueStart, valueEnd] as const);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

/** The comments that belong to the values of a document, by the path of the value. */
export type CommentBook = ReadonlyMap<string, readonly string[]>;

/**
 * Gives each comment to the value that begins on its line or below it. Those above the first field of the document belong to the
 * document as a whole, whose path is empty.
 */
export function assignComments(
  document: YamlDocument,
  comments: readonly YamlComment[],
  isDropped: (path: JsonPath) => boolean,
): CommentBook {
  if (comments.length === 0) return new Map();
  const places: { readonly line: number; readonly path: JsonPath }[] = [];
  listPlaces(document, document.value, [], places);
  places.sort((a, b) => a.line - b.line || a.path.length - b.path.length);
  const book = new Map<string, string[]>();
  for (const { line, text } of comments) {
    const place = places.find((candidate) => candidate.line >= line);
    const path = place === undefined || place.path.length === 0 || isDropped(place.path) ? [] : place.path;
    const key = formatPath(path);
    const texts = book.get(key);
    if (texts === undefined) book.set(key, [text]);
    else texts.push(text);
  }
  return book;
}

function listPlaces(
  document: YamlDocument,
  value: unknown,
  path: JsonPath,
  places: { readonly line: number; readonly path: JsonPath }[],
): void {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, content] of Object.entries(value)) {
    const below = [...path, isList ? Number(key) : key];
    const position = document.locate(below, isList ? 'value' : 'key');
    if (position !== undefined) places.push({ line: position.line, path: below });
    listPlaces(document, content, below, places);
  }
}

import { EVENT_ID, YAMLException } from 'js-yaml';
import { splitDocuments } from '../document-chunks.ts';
import type { JsonPath } from '../json-path.ts';
import { parseLeniently } from '../lenient-parser.ts';
import { createLineIndex } from '../line-index.ts';
import type { YamlDocument } from '../read-yaml.ts';
import { CommentBook } from './comment-book.ts';
import { PathMap } from './path-map.ts';

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
    let passed = 0;
    for (const match of chunk.text.matchAll(/(^|[ \t])#([^\n]*)/gm)) {
      const at = match.index + (match[1]?.length ?? 0);
      while ((taken[passed]?.[1] ?? Number.POSITIVE_INFINITY) <= at) passed += 1;
      if ((taken[passed]?.[0] ?? Number.POSITIVE_INFINITY) <= at) continue;
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

/** The comments of a document. */
export interface AssignedComments {
  readonly book: CommentBook;
  /** Those below its last value. */
  readonly below: readonly string[];
}

/**
 * Gives each comment to the value that begins on its line or below it. Those above the first field of the document belong to the
 * document as a whole, whose path is empty.
 */
export function assignComments(
  document: YamlDocument,
  comments: readonly YamlComment[],
  isDropped: (path: JsonPath) => boolean,
): AssignedComments {
  const texts = new PathMap<string[]>();
  const below: string[] = [];
  const places: Place[] = [];
  if (comments.length > 0) listPlaces(document, document.value, [], places);
  places.sort((a, b) => a.line - b.line || a.path.length - b.path.length);
  for (const { line, text } of comments) {
    const place = findPlace(places, line);
    const path = place === undefined || isDropped(place.path) ? [] : place.path;
    const own = place === undefined && places.length > 0 ? below : texts.get(path);
    if (own === undefined) texts.set(path, [text]);
    else own.push(text);
  }
  return { book: new CommentBook(texts), below };
}

interface Place {
  readonly line: number;
  readonly path: JsonPath;
}

/** Gives the first that is on a line or below it. */
function findPlace(places: readonly Place[], line: number): Place | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.line ?? 0) < line) low = middle + 1;
    else high = middle;
  }
  return places[low];
}

function listPlaces(document: YamlDocument, value: unknown, path: JsonPath, places: Place[]): void {
  if (typeof value !== 'object' || value === null) return;
  const isList = Array.isArray(value);
  for (const [key, content] of Object.entries(value)) {
    const below = [...path, isList ? Number(key) : key];
    const position = document.locate(below, isList ? 'value' : 'key');
    if (position !== undefined) places.push({ line: position.line, path: below });
    listPlaces(document, content, below, places);
  }
}

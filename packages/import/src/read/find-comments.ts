import type { JsonPath } from '@tiphys/models/facts';
import type { YamlDocument } from '@tiphys/yaml';
import { createLineIndex, isEmptyChunk, parseLeniently, splitText } from '@tiphys/yaml';
import { EVENT_ID, type Event, type ScalarEvent, YAMLException } from 'js-yaml';
import { CommentBook } from './comment-book.ts';
import { PathMap } from './path-map.ts';

/** A comment of a YAML file. */
export interface YamlComment {
  readonly line: number;
  /** Without the number sign. */
  readonly text: string;
}

/** Returns the comments of a YAML text from top to bottom; skips documents that cannot be read. */
export function findComments(text: string): readonly YamlComment[] {
  if (!text.includes('#')) return [];
  const positions = createLineIndex(text);
  const found: YamlComment[] = [];
  for (const chunk of splitText(text)) {
    const taken = isEmptyChunk(chunk.text) ? [] : findTakenSpans(chunk.text);
    if (taken === undefined) continue;
    let passed = 0;
    for (let at = chunk.text.indexOf('#'); at !== -1; ) {
      while ((taken[passed]?.end ?? Number.POSITIVE_INFINITY) <= at) passed += 1;
      const span = taken[passed];
      if (span !== undefined && span.start <= at) {
        at = chunk.text.indexOf('#', span.end);
        continue;
      }
      const end = findLineEnd(chunk.text, at);
      const { line } = positions(chunk.offset + at);
      found.push({ line, text: chunk.text.slice(at + 1, end).trimEnd() });
      at = chunk.text.indexOf('#', end);
    }
  }
  return found;
}

function findLineEnd(text: string, from: number): number {
  const rest = /[\r\n]/g;
  rest.lastIndex = from;
  return rest.exec(text)?.index ?? text.length;
}

/** A range of a text, by offsets. */
interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * Returns the ranges of texts, anchors and tags, in which a number sign does not start a comment; undefined if
 * the text cannot be read.
 */
function findTakenSpans(text: string): readonly Span[] | undefined {
  try {
    const { events, originalOffset } = parseLeniently(text);
    return events
      .flatMap(spansOf)
      .filter(({ start, end }) => start !== -1 && start < end)
      .map(({ start, end }) => ({ start: originalOffset(start), end: originalOffset(end) }))
      .sort((a, b) => a.start - b.start);
  } catch (error) {
    if (error instanceof YAMLException) return undefined;
    throw error;
  }
}

function spansOf(event: Event): readonly Span[] {
  switch (event.type) {
    case EVENT_ID.SCALAR:
      return [{ start: event.valueStart, end: event.valueEnd }, ...propertySpans(event)];
    case EVENT_ID.MAPPING:
    case EVENT_ID.SEQUENCE:
      return propertySpans(event);
    case EVENT_ID.ALIAS:
      return [{ start: event.anchorStart, end: event.anchorEnd }];
    default:
      return [];
  }
}

function propertySpans({
  anchorStart,
  anchorEnd,
  tagStart,
  tagEnd,
}: Pick<ScalarEvent, 'anchorStart' | 'anchorEnd' | 'tagStart' | 'tagEnd'>): readonly Span[] {
  return [
    { start: anchorStart, end: anchorEnd },
    { start: tagStart, end: tagEnd },
  ];
}

/** The comments of a document. */
export interface AssignedComments {
  readonly book: CommentBook;
  /** The comments below its last value. */
  readonly below: readonly string[];
}

/**
 * Assigns each comment to the value that starts on its line or below it. Comments above the first field belong to the
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
    const isAbove = line < (places[0]?.line ?? 0);
    const path = isAbove || place === undefined || isDropped(place.path) ? [] : place.path;
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

/** Returns the first value on a line or below it. */
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

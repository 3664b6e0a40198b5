import type { JsonPath } from '@tiphys/models/facts';
import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { keyText, resolvePlain } from '../scalar/yaml-scalar.ts';

/** Finds the offset of the key or the value at a path; of its deepest ancestor when there is nothing at the path. */
export type FindOffset = (path: JsonPath, part: 'key' | 'value') => number | undefined;

interface Entry {
  /** Index of the event of the key; -1 for items of a list. */
  readonly key: number;
  /** Index of the event of the value. */
  readonly value: number;
}

type Entries = ReadonlyMap<string | number, Entry>;

/** Prepares the search in the events of one document, which starts at the event `root`. Each collection is indexed when it is first passed. */
export function createNodeLocator(text: string, events: readonly Event[], root: number): FindOffset {
  const index = new EventIndex(text, events, root);
  return (path, part) => {
    let entry: Entry = { key: -1, value: root };
    for (const [depth, step] of path.entries()) {
      const next = index.findEntry(entry.value, step);
      if (!next) return depth === 0 ? index.offset(root) : index.keyOffset(entry);
      entry = next;
    }
    return part === 'key' ? index.keyOffset(entry) : (index.offset(entry.value) ?? index.keyOffset(entry));
  };
}

/** Lists the keys that stand more than once in a mapping of a document, with their offsets. */
export function findDuplicateKeys(
  text: string,
  events: readonly Event[],
): readonly { readonly key: string; readonly offset: number }[] {
  const found: { key: string; offset: number }[] = [];
  const index = new EventIndex(text, events, 0);
  for (const [at, event] of events.entries()) {
    if (event.type !== EVENT_ID.MAPPING) continue;
    const seen = new Set<string>();
    for (const { key } of index.pairs(at)) {
      const name = index.keyName(key);
      if (name === undefined || name === '<<') continue;
      if (seen.has(name)) found.push({ key: name, offset: index.offset(key) ?? 0 });
      seen.add(name);
    }
  }
  return found;
}

/** A key that a mapping gets by `<<` and once more, with its offset. */
export interface MergeOverride {
  readonly key: string;
  readonly offset: number;
}

/** Lists the keys that a mapping of a document gets by `<<` and once more: by hand, or from another mapping that is merged. */
export function findMergeOverrides(
  text: string,
  events: readonly Event[],
  root: number,
): readonly MergeOverride[] {
  const found: MergeOverride[] = [];
  const index = new EventIndex(text, events, root);
  for (let at = root; at < events.length && events[at]?.type !== EVENT_ID.DOCUMENT; at++) {
    if (events[at]?.type !== EVENT_ID.MAPPING) continue;
    const entries = [...index.pairs(at)].map((entry) => ({ ...entry, name: index.keyName(entry.key) }));
    if (!entries.some(({ name }) => name === '<<')) continue;
    const seen = new Map<string, 'merged' | 'written'>();
    for (const { key, value, name } of entries) {
      const isMerge = name === '<<';
      for (const each of isMerge ? index.mergedNames(value) : name === undefined ? [] : [name]) {
        const earlier = seen.get(each);
        if (earlier && (isMerge || earlier === 'merged'))
          found.push({ key: each, offset: index.offset(key) ?? 0 });
        seen.set(each, isMerge ? 'merged' : (earlier ?? 'written'));
      }
    }
  }
  return found;
}

/** Finds the first key that is neither string, number nor boolean, as an offset. */
export function findBadKey(text: string, events: readonly Event[]): number | undefined {
  const index = new EventIndex(text, events, 0);
  for (const [at, event] of events.entries()) {
    if (event.type !== EVENT_ID.MAPPING) continue;
    for (const entry of index.pairs(at)) {
      if (index.keyName(entry.key) === undefined)
        return index.offset(entry.key) ?? index.offset(entry.value) ?? event.start;
    }
  }
  return undefined;
}

class EventIndex {
  readonly #text: string;
  readonly #events: readonly Event[];
  readonly #entries = new Map<number, Entries>();
  readonly #root: number;
  #ends: Int32Array | undefined;
  #anchors: Map<string, number> | undefined;

  constructor(text: string, events: readonly Event[], root: number) {
    this.#text = text;
    this.#events = events;
    this.#root = root;
  }

  findEntry(at: number, step: string | number): Entry | undefined {
    const target = this.#dealias(at);
    const event = this.#events[target];
    if (event?.type === EVENT_ID.SEQUENCE) return this.#entriesOf(target).get(step);
    if (event?.type !== EVENT_ID.MAPPING) return undefined;
    return this.#entriesOf(target).get(step) ?? this.#findMerged(target, step);
  }

  offset(at: number): number | undefined {
    const event = this.#events[at];
    if (!event) return undefined;
    if (event.type === EVENT_ID.SCALAR) {
      if (event.valueStart === -1) return undefined;
      return isQuoted(event) ? event.valueStart - 1 : event.valueStart;
    }
    if (event.type === EVENT_ID.ALIAS) return event.anchorStart - 1;
    return 'start' in event ? event.start : undefined;
  }

  keyOffset(entry: Entry): number | undefined {
    return this.offset(entry.key === -1 ? entry.value : entry.key);
  }

  keyName(at: number): string | undefined {
    const event = this.#events[this.#dealias(at)];
    if (event?.type !== EVENT_ID.SCALAR) return undefined;
    const source = getScalarValue(this.#text, event);
    if (event.style !== SCALAR_STYLE.PLAIN || event.tagStart !== -1) return source;
    const resolved = resolvePlain(source);
    return resolved ? keyText(resolved.value) : source;
  }

  /** The keys and values of a mapping, as indexes of events. */
  *pairs(at: number): Generator<Entry> {
    const last = this.#end(at) - 1;
    for (let key = at + 1; key < last; ) {
      const value = this.#end(key);
      yield { key, value };
      key = this.#end(value);
    }
  }

  /** The keys of a mapping, or of the mappings of a list, that is merged; one that is in several is there several times. */
  *mergedNames(at: number): Generator<string> {
    const target = this.#dealias(at);
    if (this.#events[target]?.type === EVENT_ID.SEQUENCE) {
      for (const { value } of this.#items(target).values()) yield* this.mergedNames(value);
    } else if (this.#events[target]?.type === EVENT_ID.MAPPING) {
      for (const { key, value } of this.pairs(target)) {
        const name = this.keyName(key);
        if (name === '<<') yield* this.mergedNames(value);
        else if (name !== undefined) yield name;
      }
    }
  }

  #entriesOf(at: number): Entries {
    let entries = this.#entries.get(at);
    if (!entries) {
      entries = this.#events[at]?.type === EVENT_ID.SEQUENCE ? this.#items(at) : this.#fields(at);
      this.#entries.set(at, entries);
    }
    return entries;
  }

  #items(at: number): Entries {
    const entries = new Map<number, Entry>();
    const last = this.#end(at) - 1;
    for (let value = at + 1; value < last; value = this.#end(value))
      entries.set(entries.size, { key: -1, value });
    return entries;
  }

  #fields(at: number): Entries {
    const entries = new Map<string, Entry>();
    for (const entry of this.pairs(at)) {
      const name = this.keyName(entry.key);
      if (name !== undefined) entries.set(name, entry);
    }
    return entries;
  }

  #findMerged(at: number, step: string | number): Entry | undefined {
    const merge = this.#entriesOf(at).get('<<');
    if (!merge) return undefined;
    const source = this.#dealias(merge.value);
    if (this.#events[source]?.type !== EVENT_ID.SEQUENCE) return this.findEntry(source, step);
    for (const { value } of this.#entriesOf(source).values()) {
      const found = this.findEntry(value, step);
      if (found) return found;
    }
    return undefined;
  }

  #dealias(at: number): number {
    const event = this.#events[at];
    if (event?.type !== EVENT_ID.ALIAS) return at;
    return this.#anchorsOf().get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? at;
  }

  /** Anchors of the document; of a name that is given twice, the last. */
  #anchorsOf(): Map<string, number> {
    if (this.#anchors) return this.#anchors;
    const anchors = new Map<string, number>();
    for (let at = this.#root; at < this.#events.length; at++) {
      const event = this.#events[at];
      if (!event || event.type === EVENT_ID.DOCUMENT) break;
      if (event.type === EVENT_ID.POP || event.type === EVENT_ID.ALIAS || event.anchorStart === -1) continue;
      anchors.set(this.#text.slice(event.anchorStart, event.anchorEnd), at);
    }
    this.#anchors = anchors;
    return anchors;
  }

  /** Index of the first event after the value that begins at `at`. */
  #end(at: number): number {
    this.#ends ??= valueEnds(this.#events);
    return this.#ends[at] ?? at + 1;
  }
}

function valueEnds(events: readonly Event[]): Int32Array {
  const ends = new Int32Array(events.length);
  const open: number[] = [];
  for (const [at, event] of events.entries()) {
    if (event.type === EVENT_ID.POP) ends[open.pop() ?? at] = at + 1;
    else if (event.type === EVENT_ID.SCALAR || event.type === EVENT_ID.ALIAS) ends[at] = at + 1;
    else open.push(at);
  }
  return ends;
}

function isQuoted(event: ScalarEvent): boolean {
  return event.style === SCALAR_STYLE.SINGLE_QUOTED || event.style === SCALAR_STYLE.DOUBLE_QUOTED;
}

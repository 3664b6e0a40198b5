import { EVENT_ID, type Event, getScalarValue, SCALAR_STYLE, type ScalarEvent } from 'js-yaml';
import { keyText, resolvePlain } from '../scalar/yaml-scalar.ts';

/** A value in a mapping or a list, as indexes of events. */
export interface Entry {
  /** The index of the mapping or list that holds it. */
  readonly owner: number;
  /** Index of the event of the key; -1 for items of a list. */
  readonly key: number;
  /** Index of the event of the value. */
  readonly value: number;
}

type Entries = ReadonlyMap<string | number, Entry>;

/**
 * Finds values in the events of one document, which starts at the event `root`. Each collection is indexed on
 * first use.
 */
export class EventIndex {
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

  /** Returns a field or an item; follows aliases and merged mappings. */
  findEntry(at: number, step: string | number): Entry | undefined {
    const target = this.#dealias(at);
    const event = this.#events[target];
    if (event?.type === EVENT_ID.SEQUENCE) return this.#entriesOf(target).get(step);
    if (event?.type !== EVENT_ID.MAPPING) return undefined;
    return this.#entriesOf(target).get(step) ?? this.#findMerged(target, step);
  }

  /** Returns the offset of a value, undefined for an empty one. */
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

  /** Returns the offset of a key, or of an item. */
  keyOffset(entry: Entry): number | undefined {
    return this.offset(entry.key === -1 ? entry.value : entry.key);
  }

  /** Returns a key as Go reads it; undefined if JSON cannot have it as a key. */
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
      yield { owner: at, key, value };
      key = this.#end(value);
    }
  }

  /** Returns the keys of a merged mapping or list of mappings, with duplicates. */
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
      entries.set(entries.size, { owner: at, key: -1, value });
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

  /** Returns the anchors of the document; a later anchor replaces an earlier one of the same name. */
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

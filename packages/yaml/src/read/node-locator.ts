import type { JsonPath } from '@tiphys/models/facts';
import { EVENT_ID, type Event } from 'js-yaml';
import { type Entry, EventIndex } from './event-index.ts';

/** Returns the offset of the key or the value at a path, or of its deepest existing ancestor. */
export type FindOffset = (path: JsonPath, part: 'key' | 'value') => number | undefined;

/** Creates a locator for one document, whose events start at `root`. Each collection is indexed on first use. */
export function createNodeLocator(text: string, events: readonly Event[], root: number): FindOffset {
  const index = new EventIndex(text, events, root);
  return (path, part) => {
    let entry: Entry = { owner: -1, key: -1, value: root };
    for (const [depth, step] of path.entries()) {
      const next = index.findEntry(entry.value, step);
      if (!next) return depth === 0 ? index.offset(root) : index.keyOffset(entry);
      entry = next;
    }
    return part === 'key' ? index.keyOffset(entry) : (index.offset(entry.value) ?? index.keyOffset(entry));
  };
}

/** Returns the duplicate keys in the mappings of a document, with their offsets. */
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

/** A key of a mapping that is merged with `<<` and set again, with its offset. */
export interface MergeOverride {
  readonly key: string;
  readonly offset: number;
}

/** Returns the keys that a mapping merges with `<<` and sets again, directly or by another merge. */
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

/** Returns the offset of the first key that is not a string, a number or a boolean. */
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

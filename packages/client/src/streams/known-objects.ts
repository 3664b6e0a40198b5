import type { Tracked } from './watch-event.ts';

/** How an object has changed. */
export interface Change<T> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/** Remembers the objects of a watch, so that each change is reported once, however often the server tells it. */
export class KnownObjects<T extends Tracked> {
  readonly #objects: Map<string, T>;

  constructor(objects: readonly T[] = []) {
    this.#objects = new Map(objects.map((object) => [keyOf(object), object]));
  }

  /** Returns what a new list changes. Objects that are no longer in it were deleted. */
  *replace(items: readonly T[]): Generator<Change<T>> {
    const present = new Set(items.map(keyOf));
    for (const [key, object] of this.#objects)
      if (!present.has(key)) {
        this.#objects.delete(key);
        yield { type: 'DELETED', object };
      }
    for (const object of items) yield* this.set(object);
  }

  /** Returns the change that a state of an object means: none if it is known. */
  *set(object: T): Generator<Change<T>> {
    const key = keyOf(object);
    const known = this.#objects.get(key);
    if (known !== undefined && known.metadata.resourceVersion === object.metadata.resourceVersion) return;
    this.#objects.set(key, object);
    yield { type: known === undefined ? 'ADDED' : 'MODIFIED', object };
  }

  /** Returns the change that the end of an object means: none if it is known. */
  *delete(object: T): Generator<Change<T>> {
    if (this.#objects.delete(keyOf(object))) yield { type: 'DELETED', object };
  }
}

/** An object that is created anew under its old name is another one. */
function keyOf({ metadata }: Tracked): string {
  return metadata.uid ?? metadata.name ?? '';
}

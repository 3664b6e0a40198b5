import { formatPath, type JsonPath } from '@tiphys/models/facts';

interface Entry<TValue> {
  readonly path: JsonPath;
  readonly value: TValue;
}

/** A map from paths in an object to values, with fast access to everything under a path. */
export class PathMap<TValue> {
  readonly #entries = new Map<string, Entry<TValue>>();
  readonly #below = new Map<string, string[]>();

  constructor(entries: Iterable<readonly [JsonPath, TValue]> = []) {
    for (const [path, value] of entries) this.set(path, value);
  }

  *entries(): Generator<readonly [JsonPath, TValue]> {
    for (const { path, value } of this.#entries.values()) yield [path, value];
  }

  get(path: JsonPath): TValue | undefined {
    return this.#entries.size === 0 ? undefined : this.#entries.get(formatPath(path))?.value;
  }

  set(path: JsonPath, value: TValue): void {
    const key = formatPath(path);
    if (!this.#entries.has(key))
      for (let length = 0; length < path.length; length += 1) this.#enter(path.slice(0, length), key);
    this.#entries.set(key, { path, value });
  }

  /** Removes the value at a path and returns it. */
  take(path: JsonPath): TValue | undefined {
    return this.#entries.size === 0 ? undefined : this.#take(formatPath(path));
  }

  /** Removes the values at and under a path and returns them in the order in which they were set. */
  takeWithin(path: JsonPath): readonly TValue[] {
    if (this.#entries.size === 0) return [];
    const key = formatPath(path);
    const keys = [key, ...(this.#below.get(key) ?? [])];
    this.#below.delete(key);
    return keys.flatMap((each) => {
      const value = this.#take(each);
      return value === undefined ? [] : [value];
    });
  }

  #take(key: string): TValue | undefined {
    const value = this.#entries.get(key)?.value;
    this.#entries.delete(key);
    return value;
  }

  #enter(ancestor: JsonPath, key: string): void {
    const above = formatPath(ancestor);
    const keys = this.#below.get(above);
    if (keys === undefined) this.#below.set(above, [key]);
    else keys.push(key);
  }
}

const slots = globalThis as Record<symbol, unknown>; // keys of our own, which no type knows

/**
 * Returns a value that all copies of this package share, because a pipeline and the CLI may load different copies.
 *
 * The first copy creates it.
 */
export function sharedSlot<T>(name: string, make: () => T): T {
  const key = sharedKey(name);
  slots[key] ??= make();
  // Every copy stores the same kind of value under a name.
  return slots[key] as T;
}

/** Returns the symbol of a shared value in the global object. */
export function sharedKey(name: string): symbol {
  return Symbol.for(sharedName(name));
}

/** Returns the text of the symbol of a shared value in the global object. */
export function sharedName(name: string): string {
  return `@tiphys/pipeline/${name}`;
}

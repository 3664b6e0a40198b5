const slots = globalThis as unknown as Record<symbol, unknown>; // keys of our own, which no type knows

/**
 * Returns the value of that name that all copies of this package share, because a pipeline and the command may load different ones.
 *
 * The first copy that asks makes it.
 */
export function sharedSlot<T>(name: string, make: () => T): T {
  const key = sharedKey(name);
  slots[key] ??= make();
  // Every copy stores the same kind of value under a name.
  return slots[key] as T;
}

/** Returns the symbol under which the global object has a shared value. */
export function sharedKey(name: string): symbol {
  return Symbol.for(sharedName(name));
}

/** Returns the text of the symbol under which the global object has a shared value. */
export function sharedName(name: string): string {
  return `@tiphys/pipeline/${name}`;
}

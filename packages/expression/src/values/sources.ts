import type * as NodeCrypto from 'node:crypto';

/** Where expressions get the current time and random numbers from. */
export interface Sources {
  /** Returns the current time in milliseconds since the epoch. */
  now(): number;
  /** Returns random bytes. */
  randomBytes(count: number): Uint8Array;
}

let current: Sources | undefined;

/**
 * Calls a function during which expressions take the current time and random numbers from the given sources. Without it, they take them from
 * this machine. The function must not return a promise.
 */
export function withSources<T>(sources: Sources, action: () => T): T {
  const before = current;
  current = sources;
  try {
    return action();
  } finally {
    current = before;
  }
}

/** Returns the current time in milliseconds since the epoch. */
export function currentTime(): number {
  return current === undefined ? Date.now() : current.now();
}

/** Returns random bytes. */
export function randomBytes(count: number): Uint8Array {
  return current === undefined ? crypto().randomBytes(count) : current.randomBytes(count);
}

/** Returns random integers from 0 to below a limit of at most 2^32. */
export function randomIntegers(count: number, limit: number): readonly number[] {
  const bytes = randomBytes(count * 4);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: count }, (_, index) =>
    Math.floor((view.getUint32(index * 4) / 2 ** 32) * limit),
  );
}

/** Returns Node's crypto. It is loaded lazily: it takes longer to load than all of sprig, and few expressions need it. */
export function crypto(): typeof NodeCrypto {
  return process.getBuiltinModule('node:crypto');
}

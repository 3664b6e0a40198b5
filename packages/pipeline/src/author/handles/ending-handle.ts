import type { Ending } from '../../ir/graph.ts';
import type { Ending as EndingHandle } from '../../ir/surface/after.ts';

const endingKey: unique symbol = Symbol.for('@tiphys/pipeline/ending') as never;

/** Returns the condition behind the result of `failed`, `anyOf` and the like, or undefined for any other value. */
export function findEnding(value: unknown): Ending | undefined {
  return typeof value === 'object' && value !== null
    ? (value as { readonly [endingKey]?: Ending })[endingKey]
    : undefined;
}

/** Returns the object that users get for a condition on how tasks ended. */
export function createEnding(ending: Ending): EndingHandle {
  return Object.freeze(Object.defineProperty({ kind: 'ending' as const }, endingKey, { value: ending }));
}

import type { BodyResult } from './scope.ts';
import type { Source } from './source.ts';
import { taskNames } from './task-protocol.ts';

/** Returns the results of a body by name; a single result is called `output`. */
export function namedResults(result: BodyResult): readonly (readonly [name: string, source: Source])[] {
  if (result === undefined) return [];
  // A map holds named results; anything else is the only one.
  return result instanceof Map
    ? [...(result as ReadonlyMap<string, Source>)]
    : [[taskNames.output, result as Source]];
}

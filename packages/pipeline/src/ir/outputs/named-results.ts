import type { BodyResult, Source } from '../graph.ts';
import { taskNames } from '../wire/task-protocol.ts';

/** Returns the results of a body by name; a single result is called `output`. */
export function namedResults(result: BodyResult): readonly (readonly [name: string, source: Source])[] {
  switch (result?.kind) {
    case undefined:
      return [];
    case 'one':
      return [[taskNames.output, result.source]];
    case 'named':
      return [...result.sources];
  }
}

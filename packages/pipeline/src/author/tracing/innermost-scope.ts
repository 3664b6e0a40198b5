import type { Scope, Source } from '../../ir/graph.ts';

/** Returns the innermost of the bodies that sources belong to; undefined if all of them are known everywhere. */
export function innermostScope(sources: readonly Source[]): Scope | undefined {
  let found: Scope | undefined;
  for (const { scope } of sources)
    if (scope !== undefined && (found === undefined || scope.depth > found.depth)) found = scope;
  return found;
}

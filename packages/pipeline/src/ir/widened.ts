import type { Source } from './graph.ts';

/** Returns the source that has the value of a source, without what is only known about it in a body. */
export function widened(source: Source): Exclude<Source, { readonly kind: 'narrowed' }> {
  let found = source;
  while (found.kind === 'narrowed') found = found.of;
  return found;
}

import type { Source } from './source.ts';

/** Tells whether a source has no value: a call of a function that returns nothing, or a loop or branch whose body returns nothing. */
export function givesNothing(source: Source): boolean {
  switch (source.kind) {
    case 'call':
      return source.component.descriptor.output.route === 'none';
    case 'loop':
      return source.result === undefined;
    case 'branch':
      return source.thenResult === undefined && source.otherwiseResult === undefined;
    case 'field':
      return givesNothing(source.of);
    default:
      return false;
  }
}

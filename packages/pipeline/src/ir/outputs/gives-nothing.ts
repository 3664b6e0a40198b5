import type { Source } from '../graph.ts';
import { outputsOf } from './outputs.ts';

/** Tells whether a source has no value: a call of a function that returns nothing, or a task whose bodies return nothing. */
export function givesNothing(source: Source): boolean {
  switch (source.kind) {
    case 'call':
    case 'question':
    case 'pause':
      return outputsOf(source) === undefined;
    case 'attempt':
      return source.mode !== 'settled' && source.bodies.every(({ result }) => result === undefined);
    case 'loop':
    case 'branch':
    case 'group':
      return source.bodies.every(({ result }) => result === undefined);
    case 'field':
    case 'narrowed':
      return givesNothing(source.of);
    default:
      return false;
  }
}

import { closest as closestOf, distance } from 'fastest-levenshtein';

/** Returns the candidate that a misspelt word most likely means, or undefined when none is near. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closestOf(word, candidates);
  return distance(word, best) <= Math.max(1, Math.floor(word.length / 3)) ? best : undefined;
}

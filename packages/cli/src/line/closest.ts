import { closest as closestOf, distance } from 'fastest-levenshtein';

/** Returns the candidate that a misspelt word most likely means, or undefined if none is similar. */
export function closest(word: string, candidates: readonly string[]): string | undefined {
  if (candidates.length === 0) return undefined;
  const best = closestOf(word, candidates);
  // Swapping two letters is a distance of two.
  const farthest = word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return distance(word, best) <= farthest ? best : undefined;
}

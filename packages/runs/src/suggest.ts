import { closest, distance } from 'fastest-levenshtein';

/** Returns ` Did you mean "NAME"?` for the known name that is most similar to a word; an empty text if none is similar. */
export function suggest(word: string, known: readonly string[]): string {
  if (known.length === 0) return '';
  const best = closest(word, [...known]);
  const farthest = word.length <= 3 ? 1 : Math.max(2, Math.floor(word.length / 3));
  return distance(word, best) <= farthest ? ` Did you mean "${best}"?` : '';
}

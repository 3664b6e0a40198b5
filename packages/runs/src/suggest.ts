import { closestName } from '@tiphys/models/facts';

/** Returns ` Did you mean "NAME"?` for the known name that is most similar to a word; an empty text if none is similar. */
export function suggest(word: string, known: readonly string[]): string {
  const best = closestName(word, known);
  return best === undefined ? '' : ` Did you mean "${best}"?`;
}

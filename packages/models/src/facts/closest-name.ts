import { distance } from 'fastest-levenshtein';

/**
 * Returns the known name that a misspelt one most likely means; undefined if none is similar.
 *
 * @example
 * ```ts
 * closestName('paralelism', ['parallelism', 'priority']); // => parallelism
 * ```
 */
export function closestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let apart = farthestTypo(name) + 1;
  for (const candidate of known) {
    const next = typoDistance(name, candidate);
    if (next < apart) [best, apart] = [candidate, next];
  }
  return best;
}

/** Returns the largest {@link typoDistance} of names that are similar to a misspelt one. Swapping two letters is a distance of two. */
export function farthestTypo(name: string): number {
  return name.length <= 3 ? 1 : Math.max(2, Math.floor(name.length / 3));
}

/** Returns how far a misspelt name is from a known one. A singular for a plural, or another case, counts as nearer than any other mistake. */
export function typoDistance(name: string, candidate: string): number {
  const [folded, other] = [name.toLowerCase(), candidate.toLowerCase()];
  return folded === other ? 0 : name.length > 3 && other.startsWith(folded) ? 1 : distance(folded, other);
}

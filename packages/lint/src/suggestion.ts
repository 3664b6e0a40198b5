import { distance } from 'fastest-levenshtein';

/** Above this many candidates a near name is not searched for. */
const MAX_CANDIDATES = 5000;

/** Gives the known name that a misspelt one most likely means, or undefined when none is near. */
export function nearestName(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  let seen = 0;
  for (const candidate of known) {
    if (++seen > MAX_CANDIDATES) break;
    if (Math.abs(candidate.length - name.length) >= bestDistance || candidate === name) continue;
    const apart = candidate.toLowerCase() === name.toLowerCase() ? 0 : distance(name, candidate);
    if (apart < bestDistance) [best, bestDistance] = [candidate, apart];
  }
  return best;
}

/** Gives the suggestion for a misspelt name as a part of a finding. */
export function suggest(name: string, known: Iterable<string>): { readonly suggestion?: string } {
  const nearest = nearestName(name, known);
  return nearest === undefined ? {} : { suggestion: `Did you mean "${nearest}"?` };
}

import { distance } from 'fastest-levenshtein';

/** A name that is not known, with those that are. */
export interface Misspelt {
  readonly name: string;
  readonly known: Iterable<string>;
  /** Says what to do, given the nearest name. @default asks whether that was meant */
  readonly advice?: (nearest: string) => string;
}

/** Gives the known name that a misspelt one most likely means, or undefined when none is near. */
export type FindNearest = (misspelt: Misspelt) => string | undefined;

/** Names that one run compares at most: a file with thousands of mistakes needs no help with each. */
const MAX_COMPARED = 500_000;

/** Prepares the search for nearest names, with a bound on all the work together. */
export function createNearestSearch(): FindNearest {
  let compared = 0;
  return ({ name, known }) => {
    let best: string | undefined;
    let bestDistance = farthest(name) + 1;
    for (const candidate of known) {
      if (++compared > MAX_COMPARED) break;
      if (candidate === name || Math.abs(candidate.length - name.length) >= bestDistance) continue;
      const apart = distanceOf(name, candidate);
      if (apart < bestDistance) [best, bestDistance] = [candidate, apart];
    }
    return best;
  };
}

function farthest(name: string): number {
  return name.length <= 3 ? 1 : Math.max(2, Math.floor(name.length / 3));
}

/** A singular for a plural, or another case, is nearer than any other mistake. */
function distanceOf(name: string, candidate: string): number {
  const [folded, other] = [name.toLowerCase(), candidate.toLowerCase()];
  return folded === other ? 0 : name.length > 3 && other.startsWith(folded) ? 1 : distance(folded, other);
}

/** Says in a finding that a name looks misspelt. */
export function suggest(name: string, known: Iterable<string>): { readonly misspelt: Misspelt } {
  return { misspelt: { name, known } };
}

/** Says how to have an object of another file looked up. */
export function giveItsFile({ file }: { readonly file: string }): string {
  const command = /^[\w./-]+$/.test(file) ? `: tiphys lint ${file} templates.yaml` : '.';
  return `Give its file too${command}`;
}

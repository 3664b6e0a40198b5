import { farthestTypo, typoDistance } from '@tiphys/models/facts';

/** A name that does not exist, with those that do. */
export interface Misspelt {
  readonly name: string;
  readonly known: Iterable<string>;
  /** Returns what to do, given the nearest name. @default asks whether that name was meant */
  readonly advice?: (nearest: string) => string;
}

/** Returns the known name that a misspelt one most likely means; undefined when none is similar. */
export type FindNearest = (misspelt: Misspelt) => string | undefined;

/** The limit on comparisons in one run: with thousands of mistakes, a suggestion for each is of no help. */
const MAX_COMPARED = 500_000;

/** Returns a search for similar names, which stops when all its comparisons together reach the limit. */
export function createNearestSearch(): FindNearest {
  let compared = 0;
  return ({ name, known }) => {
    let best: string | undefined;
    let bestDistance = farthestTypo(name) + 1;
    for (const candidate of known) {
      if (++compared > MAX_COMPARED) break;
      if (candidate === name || Math.abs(candidate.length - name.length) >= bestDistance) continue;
      const apart = typoDistance(name, candidate);
      if (apart < bestDistance) [best, bestDistance] = [candidate, apart];
    }
    return best;
  };
}

/** Returns the part of a finding that says that a name looks misspelt. */
export function suggest(name: string, known: Iterable<string>): { readonly misspelt: Misspelt } {
  return { misspelt: { name, known } };
}

/** Returns how to have references looked up in another file. */
export function giveItsFile({ file }: { readonly file: string }): string {
  const command = /^[\w./-]+$/.test(file) ? `: tiphys lint ${file} templates.yaml` : '.';
  return `Lint its file too${command}`;
}

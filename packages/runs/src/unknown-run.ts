import { closest, distance } from 'fastest-levenshtein';
import { RunsError } from './runs-error.ts';

/** Most names that a message suggests. */
const MOST = 5;

/** Returns the error for a name that no run has, with the names that were probably meant. */
export function unknownRun(name: string, place: string, known: readonly string[]): RunsError {
  if (known.length === 0)
    return new RunsError('RUNS_UNKNOWN_RUN', `There are no runs in ${place}.`, { run: name });
  const meant = findMeant(name, known);
  const shown = meant.slice(0, MOST).map((one) => `"${one}"`);
  const more = meant.length > MOST ? ` or one of ${meant.length - MOST} more` : '';
  const guess = meant.length === 0 ? '' : ` Did you mean ${shown.join(' or ')}${more}?`;
  return new RunsError(
    'RUNS_UNKNOWN_RUN',
    (flags) => `There is no run "${name}" in ${place}.${guess} \`tiphys list${flags}\` shows all runs.`,
    { run: name },
  );
}

/** Returns the names that start with the word, or else the most similar one. */
function findMeant(word: string, known: readonly string[]): readonly string[] {
  const longer = known.filter((name) => word !== '' && name.startsWith(word));
  if (longer.length > 0) return longer;
  const best = closest(word, [...known]);
  // Two letters that are swapped are two changes. More are another name, such as that of another run with the same prefix.
  const farthest = word.length < 4 ? 1 : 2;
  return distance(word, best) <= farthest ? [best] : [];
}

import { RunsError } from './runs-error.ts';

/**
 * Returns the error for a change of a run that has ended.
 *
 * @param what what cannot be done to it, such as `stopped`
 * @param phase undefined if it is not known
 */
export function endedRun(name: string, what: string, phase?: string): RunsError {
  const how = phase === undefined ? '' : ` with phase ${phase}`;
  // There is nothing to retry after a success.
  const verbs = phase === 'Succeeded' ? ['resubmit'] : ['retry', 'resubmit'];
  return new RunsError(
    'RUNS_ENDED',
    (flags) =>
      `The run ${name} has ended${how}, so it cannot be ${what}. Run it again: ${verbs.map((verb) => `tiphys ${verb} ${name}${flags}`).join(', or ')}`,
    { run: name },
  );
}

import type { Workflow } from '@tiphys/models';
import { type CallOptions, RunsError, unknownRun } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import { isMissing } from './is-missing.ts';

/** The name that means the run that was created last. */
const LATEST = '@latest';

/** The runs that a way to a cluster knows. */
export interface KnownRuns {
  /** Where they are, for messages. */
  readonly place: string;
  /** Lists the runs, with at least their names and times of creation. */
  list(call: CallOptions): Promise<readonly Pick<Workflow, 'metadata'>[]>;
}

/**
 * Returns the name of a run: that of the latest one for `@latest`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there are no runs
 */
export async function findName(runs: KnownRuns, name: string, call: CallOptions): Promise<string> {
  if (name !== LATEST) return name;
  const created = ({ metadata }: Pick<Workflow, 'metadata'>): string => metadata.creationTimestamp ?? '';
  const [first, ...others] = await runs.list(call);
  if (first === undefined) throw unknownRun(name, runs.place, []);
  const latest = others.reduce((best, one) => (created(one) > created(best) ? one : best), first);
  return latest.metadata.name ?? '';
}

/**
 * Returns what a request about a run gives.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if the server does not know the run
 */
export async function askAboutRun<T>(
  runs: KnownRuns,
  name: string,
  send: () => Promise<T>,
  call: CallOptions,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    throw await describeUnknown(runs, name, call);
  }
}

/** Returns the error for a run that does not exist, with similar names if they can be listed. */
export async function describeUnknown(runs: KnownRuns, name: string, call: CallOptions): Promise<RunsError> {
  try {
    const names = (await runs.list(call)).map(({ metadata }) => metadata.name ?? '');
    return unknownRun(name, runs.place, names);
  } catch (error) {
    call.signal?.throwIfAborted();
    if (!(error instanceof ClientError)) throw error;
    return new RunsError('RUNS_UNKNOWN_RUN', `There is no run "${name}" in ${runs.place}.`, { run: name });
  }
}

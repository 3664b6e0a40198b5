import { OperationError } from '@tiphys/operations';
import { endedRun } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';

/** What Argo says of a workflow that has ended. The status of the reply differs between versions. */
const ENDED = /cannot shutdown a completed workflow|cannot suspend completed workflows/;

/**
 * Returns what a change of a run gives.
 *
 * @param what what the change does, such as `stopped`
 * @throws RunsError `RUNS_ENDED` if the run has ended, and what the change throws
 */
export async function refuseEnded<T>(name: string, what: string, change: () => Promise<T>): Promise<T> {
  try {
    return await change();
  } catch (error) {
    const isEnded =
      (error instanceof OperationError && error.code === 'OPERATIONS_COMPLETED') ||
      (error instanceof ClientError && ENDED.test(error.serverMessage ?? ''));
    throw isEnded ? endedRun(name, what) : error;
  }
}

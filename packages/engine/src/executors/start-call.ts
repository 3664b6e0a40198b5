import type { Clock } from '../contract/clock.ts';
import { EngineError } from '../contract/engine-error.ts';
import { describeError } from '../contract/error-text.ts';
import type { PodHandle, PodRequest, PodResult } from '../contract/executor.ts';

const DEADLINE_MESSAGE = 'Step exceeded its deadline';

/**
 * Starts work of this process for a node. It is aborted at the deadline of the request, and when it is stopped; the node then ends as
 * Failed. An exception of the work becomes phase Error.
 */
export function startCall(
  request: PodRequest,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<PodResult>,
): PodHandle {
  const stop = new AbortController();
  const stopped = Promise.withResolvers<PodResult>();
  const end = (message: string): void => {
    stopped.resolve({ phase: 'Failed', message, parameters: [], artifacts: [] });
    stop.abort(new Error(message));
  };
  const cancel =
    request.deadline === undefined ? undefined : clock.callAt(request.deadline, () => end(DEADLINE_MESSAGE));
  const done = Promise.race([work(stop.signal).catch(failedCall), stopped.promise]);
  return {
    done: done.finally(() => cancel?.()),
    stop: (reason) => end(reason === 'deadline' ? DEADLINE_MESSAGE : "Stopped with strategy 'Terminate'"),
  };
}

function failedCall(error: unknown): PodResult {
  const message = error instanceof EngineError ? `${error.code}: ${error.message}` : describeError(error);
  return { phase: 'Error', message, parameters: [], artifacts: [] };
}

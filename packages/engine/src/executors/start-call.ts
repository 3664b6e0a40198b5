import type { Clock } from '../contract/clock.ts';
import { EngineError } from '../contract/engine-error.ts';
import { describeError } from '../contract/error-text.ts';
import type { PodHandle, PodRequest, PodResult } from '../contract/executor.ts';

/** The messages of nodes that are stopped. */
export interface StopTexts {
  readonly deadline: string;
  readonly shutdown: string;
  /** @default none */
  readonly exitCode?: string;
}

/** Those of nodes that are not pods. */
const NODE_TEXTS: StopTexts = {
  deadline: 'Step exceeded its deadline',
  shutdown: "Stopped with strategy 'Terminate'",
};

/**
 * Starts work of this process for a node. It is aborted at the deadline of the request, and when it is stopped; the node then ends as
 * Failed. An exception of the work becomes phase Error.
 */
export function startCall(
  request: PodRequest,
  clock: Clock,
  work: (signal: AbortSignal) => Promise<PodResult>,
  { exitCode, ...texts }: StopTexts = NODE_TEXTS,
): PodHandle {
  const stop = new AbortController();
  const stopped = Promise.withResolvers<PodResult>();
  const end = (message: string): void => {
    const ended = exitCode === undefined ? {} : { exitCode };
    stopped.resolve({ phase: 'Failed', message, ...ended, parameters: [], artifacts: [] });
    stop.abort(new Error(message));
  };
  const cancel =
    request.deadline === undefined ? undefined : clock.callAt(request.deadline, () => end(texts.deadline));
  const done = Promise.race([work(stop.signal).catch(failedCall), stopped.promise]);
  return {
    done: done.finally(() => cancel?.()),
    stop: (reason) => end(texts[reason]),
  };
}

function failedCall(error: unknown): PodResult {
  const message = error instanceof EngineError ? `${error.code}: ${error.message}` : describeError(error);
  return { phase: 'Error', message, parameters: [], artifacts: [] };
}

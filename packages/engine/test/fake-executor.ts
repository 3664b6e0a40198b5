import type { Executor, PodHandle, PodRequest, PodResult } from '../src/contract/executor.ts';

/** An executor without processes, and a record of its calls. */
export interface FakeExecutor extends Executor {
  /** Names of the nodes whose pods were started, in order. */
  readonly started: readonly string[];
  /** The most pods that ran at a time. */
  readonly mostAtATime: number;
}

/** How a fake pod ends. */
export interface FakePod {
  readonly result?: Partial<PodResult>;
  /** Resolves when the pod ends by itself. @default at once */
  readonly ends?: Promise<unknown>;
}

/** Runs every pod as specified. By default, it succeeds at once. */
export function createFakeExecutor(podOf: (request: PodRequest) => FakePod = () => ({})): FakeExecutor {
  const started: string[] = [];
  let running = 0;
  let mostAtATime = 0;
  return {
    started,
    get mostAtATime() {
      return mostAtATime;
    },
    start(request, report): PodHandle {
      started.push(request.nodeName);
      report?.({ kind: 'running' });
      running += 1;
      mostAtATime = Math.max(mostAtATime, running);
      const pod = podOf(request);
      const stopped = Promise.withResolvers<PodResult>();
      const ended = (pod.ends ?? Promise.resolve()).then(() => podResult(pod.result));
      const done = Promise.race([stopped.promise, ended]).then((result) => {
        running -= 1;
        return result;
      });
      return { done, stop: () => stopped.resolve(killed) };
    },
    findUnsupported: () => undefined,
  };
}

const killed = podResult({ phase: 'Failed', message: 'main: Error (exit code 143)', exitCode: '143' });

/** Returns a result with defaults for what the test does not need. */
export function podResult(given: Partial<PodResult> = {}): PodResult {
  return { phase: 'Succeeded', exitCode: '0', parameters: [], artifacts: [], ...given };
}

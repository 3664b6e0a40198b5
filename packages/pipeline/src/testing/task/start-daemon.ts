import type { PodHandle, PodNotice, PodRequest, PodResult } from '@tiphys/engine';

/** Keeps note of the nodes that only wait, so that time passes meanwhile. */
interface WaitingNodes {
  sleep(nodeId: string): void;
  wake(nodeId: string): void;
}

const STOPPED: PodResult = {
  phase: 'Failed',
  message: 'main: Error (exit code 143)',
  exitCode: '143',
  parameters: [],
  artifacts: [],
};

/** Starts what stands for a daemon: it is ready at once, at the address of this machine, and does nothing until it is stopped. */
export function startDaemon(
  { nodeId }: PodRequest,
  report: (notice: PodNotice) => void,
  waiting: WaitingNodes,
): PodHandle {
  const ended = Promise.withResolvers<PodResult>();
  queueMicrotask(() => {
    // Time passes although it runs.
    waiting.sleep(nodeId);
    report({ kind: 'ready', podIP: '127.0.0.1' });
  });
  return {
    done: ended.promise,
    stop() {
      waiting.wake(nodeId);
      ended.resolve(STOPPED);
    },
  };
}

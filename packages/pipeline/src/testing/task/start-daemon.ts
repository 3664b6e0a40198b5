import type { PodHandle, PodNotice, PodRequest, PodResult } from '@tiphys/engine';
import type { RunDriver } from '../run-driver.ts';

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
  driver: RunDriver,
): PodHandle {
  const ended = Promise.withResolvers<PodResult>();
  queueMicrotask(() => {
    // Time passes although it runs.
    driver.sleep(nodeId);
    report({ kind: 'ready', podIP: '127.0.0.1' });
  });
  return {
    done: ended.promise,
    stop() {
      driver.wake(nodeId);
      ended.resolve(STOPPED);
    },
  };
}

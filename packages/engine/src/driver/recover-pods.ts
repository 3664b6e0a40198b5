import type { Executor, PodResult } from '../contract/executor.ts';
import { retryPolicyOf } from '../semantics/calls/retry/retry-decision.ts';
import { valueAt } from '../state/records.ts';
import type { RunState } from '../state/run-state.ts';
import type { RunLoop } from './loop/run-loop.ts';
import type { NewEvent } from './loop/stamps.ts';
import type { UnfinishedPod } from './replay.ts';

/**
 * Goes on with the pods that a killed process has left behind. Lost pods end in Error, as in a cluster, where a retry strategy covers it;
 * otherwise they run again. Returns the events of those that have ended.
 */
export function recoverPods(
  loop: RunLoop,
  executor: Executor,
  pods: ReadonlyMap<string, UnfinishedPod>,
): readonly NewEvent[] {
  const lost: NewEvent[] = [];
  for (const [nodeId, { request, started, stop }] of pods) {
    const pod = executor.recover?.(request, loop.commands.reporterOf(nodeId));
    if (pod !== undefined) {
      loop.commands.follow(nodeId, pod);
      if (stop !== undefined) pod.stop(stop);
    } else if (stop !== undefined || (started && endsInError(loop.state, nodeId))) {
      lost.push({ kind: 'podFinished', nodeId, result: LOST });
    } else loop.commands.startPod(request);
  }
  return lost;
}

/** How Argo records a pod that has vanished. */
const LOST: PodResult = { phase: 'Error', message: 'pod deleted', parameters: [], artifacts: [] };

function endsInError(run: RunState, nodeId: string): boolean {
  if (run.finishedAt !== undefined) return true;
  const parent = valueAt(run.activities, valueAt(run.activities, nodeId)?.parent ?? '');
  return parent?.kind === 'retry' && ['Always', 'OnError'].includes(retryPolicyOf(parent.body.strategy));
}

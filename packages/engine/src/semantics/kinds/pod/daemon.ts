import type { PodActivity } from '../../../state/activities/pod-activity.ts';
import { isFulfilled } from '../../../state/node/node-status.ts';
import type { RunState } from '../../../state/run-state.ts';
import { setPhase } from '../../../state/tree/create-node.ts';
import { nodeOf } from '../../../state/tree/find-node.ts';
import { tellParent } from '../../calls/finish.ts';

/** Lets what waits for a daemon go on, now that it is ready. See docs/semantics/pods.md#daemons. */
export function readyDaemon(run: RunState, activity: PodActivity, podIP: string): void {
  const node = nodeOf(run, activity.id);
  if (!activity.body.template.daemon || isFulfilled(node.fields)) return;
  setPhase(run, node, 'Running');
  node.fields.daemoned = true;
  node.fields.podIP = podIP;
  run.daemons[activity.id] = true;
  tellParent(run, activity);
}

import { newActivity } from '../../state/activities/activity-basis.ts';
import type { Activity } from '../../state/activity.ts';
import type { NodeBody } from '../../state/node/node-body.ts';
import type { RunNode } from '../../state/node/run-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { createNode } from '../../state/tree/create-node.ts';
import { addActivity, tellParent } from './finish.ts';
import { kindOf } from './registry.ts';

/** Starts the body of a template by its kind. */
export function startBody(run: RunState, body: NodeBody): Activity {
  const kind = kindOf(body.template);
  if (kind) return kind.start(run, body);
  const message = `Template '${body.template.name ?? ''}' missing specification`;
  const node = createNode(run, { ...body, type: 'Skipped', phase: 'Error', message });
  return endedActivity(run, node, { ...body, error: message });
}

/** Adds the activity of a node that has already ended, and tells its parent. */
export function endedActivity(
  run: RunState,
  node: RunNode,
  { depth, parent, error }: Pick<NodeBody, 'depth' | 'parent'> & { readonly error?: string | undefined },
): Activity {
  const activity = addActivity(run, {
    ...newActivity(node.fields.id, { depth, parent }),
    kind: 'ended',
    ...(error !== undefined && { error }),
  });
  tellParent(run, activity);
  return activity;
}

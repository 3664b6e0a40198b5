import type { TemplateFields } from '../../manifest/fields.ts';
import { type Activity, endedActivity } from '../../state/activity.ts';
import { createNode, type NewNode } from '../../state/node/create-node.ts';
import type { RunState } from '../../state/run-state.ts';
import { startDag } from '../kinds/dag/dag.ts';
import { startPod } from '../kinds/pod/pod.ts';
import { startSteps } from '../kinds/steps/steps.ts';
import { startSuspend } from '../kinds/suspend.ts';
import type { TemplateContext } from '../values/template-store.ts';
import { tellParent } from './finish.ts';

/** A filled template that is about to run as a node. */
export interface NodeBody extends Omit<NewNode, 'type' | 'phase'> {
  readonly template: TemplateFields;
  /** Where calls in the template are looked up. */
  readonly context: TemplateContext;
  readonly exitHandler: boolean;
  readonly parent: Activity | undefined;
  readonly depth: number;
  readonly nesting: number;
  /** Deadline of the pods because of the retry strategy. */
  readonly retryDeadline?: number | undefined;
}

/** Starts the body of a template by its kind. */
export function startBody(run: RunState, body: NodeBody): Activity {
  const { template } = body;
  if (template.container || template.script) return startPod(run, body);
  if (template.steps?.length) return startSteps(run, body);
  if (template.dag) return startDag(run, body);
  if (template.suspend) return startSuspend(run, body);
  const error = new Error(`Template '${template.name ?? ''}' missing specification`);
  const node = createNode(run, { ...body, type: 'Skipped', phase: 'Error', message: error.message });
  const activity = endedActivity({ node, depth: body.depth, parent: body.parent }, error);
  tellParent(run, activity);
  return activity;
}

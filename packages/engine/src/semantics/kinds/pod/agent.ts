import { newActivity } from '../../../state/activities/activity-basis.ts';
import type { PodActivity } from '../../../state/activities/pod-activity.ts';
import type { NodeBody } from '../../../state/node/node-body.ts';
import type { NodeType } from '../../../state/node/node-status.ts';
import type { RunState } from '../../../state/run-state.ts';
import { createNode } from '../../../state/tree/create-node.ts';
import { addActivity, finish, finishWithError } from '../../calls/finish.ts';
import type { TemplateKind } from '../../calls/registry.ts';
import { refusalOf, requestWork } from './pod.ts';

/** HTTP templates, which Argo's agent calls. See docs/semantics/pods.md#http. */
export const httpKind: TemplateKind<PodActivity> = agentKind('http', 'HTTP');

/** Plugin templates, which Argo's agent calls. See docs/semantics/pods.md#plugin. */
export const pluginKind: TemplateKind<PodActivity> = agentKind('plugin', 'Plugin');

function agentKind(field: 'http' | 'plugin', type: NodeType): TemplateKind<PodActivity> {
  return {
    kind: 'pod',
    matches: (template) => Boolean(template[field]),
    nodeType: () => type,
    start: (run, body) => start(run, body, type),
    // It waits for the executor only.
    advance: () => undefined,
  };
}

function start(run: RunState, body: NodeBody, type: NodeType): PodActivity {
  const node = createNode(run, { ...body, type, phase: 'Pending', withInputs: true });
  const activity = addActivity<PodActivity>(run, {
    ...newActivity(node.fields.id, body),
    kind: 'pod',
    body,
    running: false,
  });
  const refusal = refusalOf(run, body);
  if (refusal !== undefined) {
    finish(run, activity, { phase: 'Failed', message: refusal });
    return activity;
  }
  try {
    requestWork(run, activity, node);
  } catch (error) {
    finishWithError(run, activity, error);
  }
  return activity;
}

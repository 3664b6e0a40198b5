import type { Workflow } from '@tiphys/models';
import { rfc3339 } from '../../manifest/time-text.ts';
import type { NodeFields } from '../../state/node/node-status.ts';
import type { RunState } from '../../state/run-state.ts';
import { nodeProgress, workflowProgress } from './progress.ts';
import { storedObjects } from './stored-templates.ts';

/** Most nodes for which the progress of each is computed during the run, which takes quadratic time. */
const LIVE_PROGRESS_LIMIT = 500;

/** Returns the workflow as Argo would show it now, with its `status`. */
export function workflowObject(run: RunState): Workflow {
  const { identity, workflow } = run;
  const object = {
    apiVersion: workflow.apiVersion ?? 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    ...workflow,
    metadata: {
      ...workflow.metadata,
      name: identity.name,
      namespace: identity.namespace,
      uid: identity.uid,
      creationTimestamp: rfc3339(identity.createdAt),
      ...(run.spec.workflowMetadata?.annotations && {
        annotations: { ...workflow.metadata?.annotations, ...run.spec.workflowMetadata.annotations },
      }),
      labels: {
        ...workflow.metadata?.labels,
        ...run.spec.workflowMetadata?.labels,
        ...run.labels,
        'workflows.argoproj.io/completed': String(run.finishedAt !== undefined),
        'workflows.argoproj.io/phase': run.phase,
      },
    },
    spec: { ...specOf(run), ...(run.spec.arguments && { arguments: run.spec.arguments }) },
    status: statusOf(run),
  };
  // The engine's types are lenient views of the same object.
  return object as unknown as Workflow;
}

/** As in a cluster, `spec.suspend` tells whether the run is suspended. */
function specOf({ workflow: { spec }, paused }: RunState): object {
  if (paused) return { ...spec, suspend: true };
  const { suspend, ...others } = spec ?? {};
  return suspend === true ? others : (spec ?? {});
}

function statusOf(run: RunState): object {
  const { outputs } = run;
  const hasOutputs = outputs.parameters.length > 0 || outputs.artifacts.length > 0;
  return {
    phase: run.phase,
    ...(run.startedAt !== undefined && { startedAt: rfc3339(run.startedAt) }),
    ...(run.finishedAt !== undefined && { finishedAt: rfc3339(run.finishedAt) }),
    ...(run.message && { message: run.message }),
    ...(run.startedAt !== undefined && { progress: workflowProgress(run) }),
    ...(Object.keys(run.nodes).length > 0 && { nodes: nodesOf(run) }),
    ...(hasOutputs && {
      outputs: {
        ...(outputs.parameters.length > 0 && { parameters: [...outputs.parameters] }),
        ...(outputs.artifacts.length > 0 && { artifacts: [...outputs.artifacts] }),
      },
    }),
    ...storedObjects(run),
    conditions: [
      { type: 'PodRunning', status: run.activePods > 0 ? 'True' : 'False' },
      ...(run.finishedAt === undefined ? [] : [{ type: 'Completed', status: 'True' }]),
      ...metricsCondition(run),
    ],
  };
}

function metricsCondition({ metrics: { errors } }: RunState): readonly object[] {
  return errors.length === 0 ? [] : [{ type: 'MetricsError', status: 'True', message: errors.join(', ') }];
}

function nodesOf(run: RunState): Record<string, NodeFields> {
  const nodes: Record<string, NodeFields> = {};
  const entries = Object.entries(run.nodes);
  const withProgress = run.finishedAt !== undefined || entries.length <= LIVE_PROGRESS_LIMIT;
  for (const [id, node] of entries) {
    const { fields } = node;
    const copy: NodeFields = { ...fields };
    if (fields.children) copy.children = [...fields.children];
    const progress = withProgress ? nodeProgress(run, node) : undefined;
    if (progress !== undefined) copy.progress = progress;
    nodes[id] = copy;
  }
  return nodes;
}

import { workOf } from '../../../contract/combine-executors.ts';
import type { PodRequest, PodResult } from '../../../contract/executor.ts';
import type { ArtifactFields } from '../../../manifest/fields.ts';
import { podSpecOf } from '../../../pod-spec/pod-spec.ts';
import { newActivity } from '../../../state/activities/activity-basis.ts';
import type { PodActivity } from '../../../state/activities/pod-activity.ts';
import type { NodeBody } from '../../../state/node/node-body.ts';
import { podName } from '../../../state/node/node-id.ts';
import { callNameOf } from '../../../state/node/node-name.ts';
import { hasEnded, type NodeOutputs } from '../../../state/node/node-status.ts';
import type { RunNode } from '../../../state/node/run-node.ts';
import type { RunState } from '../../../state/run-state.ts';
import { createNode, setTimes } from '../../../state/tree/create-node.ts';
import { findNode, nodeOf } from '../../../state/tree/find-node.ts';
import { checkDisplayName } from '../../calls/display-name.ts';
import { addActivity, type Ending, finish, finishWithError } from '../../calls/finish.ts';
import { saveMemo } from '../../calls/memoize.ts';
import { isPodTemplate } from '../../calls/pod-template.ts';
import type { TemplateKind } from '../../calls/registry.ts';
import {
  isStopping,
  pendingDeadline,
  podDeadline,
  TIMEOUT,
  workflowDeadline,
} from '../../limits/deadlines.ts';
import { withArchiveLocation } from '../../values/artifact-repository.ts';
import { addGlobalOutputs } from '../../values/global-outputs.ts';
import { substitute } from '../../values/substitution.ts';
import { globalsOf } from '../../values/variables.ts';
import { addContainerNodes, endContainerNodes } from './container-nodes.ts';
import { executorTemplate } from './executor-template.ts';
import { checkPod } from './pod-checks.ts';
import { refersToResult } from './result-references.ts';
import { withWorkflowSettings } from './workflow-settings.ts';

/** Templates that run as pods. */
export const podKind: TemplateKind<PodActivity> = {
  kind: 'pod',
  matches: isPodTemplate,
  nodeType: () => 'Pod',
  start: startPod,
  // It waits for the executor only.
  advance: () => undefined,
};

function startPod(run: RunState, body: NodeBody): PodActivity {
  const node = createNode(run, { ...body, type: 'Pod', phase: 'Pending', withInputs: true });
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
    checkDisplayName(body.template);
    checkPod(run, body.template, podName(run.identity.name, body.name, body.template.name));
    requestWork(run, activity, node);
    addContainerNodes(run, node, body.template);
  } catch (error) {
    finishWithError(run, activity, error);
  }
  return activity;
}

/** Returns why no new work may start; undefined if it may. */
export function refusalOf(run: RunState, body: NodeBody): string | undefined {
  if (isStopping(run, body)) {
    return `workflow shutdown with strategy: ${run.shutdown}`;
  }
  const deadline = workflowDeadline(run);
  if (deadline !== undefined && run.now >= deadline && !body.exitHandler) return 'Step exceeded its deadline';
  return undefined;
}

/** Asks the executor for the work of a node. */
export function requestWork(run: RunState, activity: PodActivity, { fields, startedAt }: RunNode): void {
  const { body } = activity;
  const deadline = podDeadline(run, body, startedAt);
  // Argo substitutes global variables once more, in volumes and artifact keys too.
  // See docs/semantics/pods.md#substitution-in-the-pod.
  const name = podName(run.identity.name, fields.name, body.template.name);
  const template = withArchiveLocation(run, substitute(body.template, globalsOf(run), 'lenient'), name);
  const boundary = findNode(run, body.boundary);
  const work = workOf(body.template);
  const captured =
    ['data', 'http', 'plugin'].includes(work) ||
    (boundary !== undefined && refersToResult(boundary, callNameOf(body.name)));
  const request: PodRequest = {
    workflowName: run.identity.name,
    workflowUid: run.identity.uid,
    namespace: run.identity.namespace,
    nodeId: fields.id,
    nodeName: fields.name,
    displayName: fields.displayName,
    podName: name,
    // The engine's type of a template is a view of the same object.
    template: (['http', 'plugin'].includes(work)
      ? template
      : executorTemplate(withWorkflowSettings(run.spec, template))) as never,
    captureResult: captured,
    ...(deadline !== undefined && { deadline }),
    objects: run.objects,
    volumes: [...(run.spec.volumes ?? []), ...claimedVolumes(run), ...(body.template.volumes ?? [])],
    podSpecPatches: [run.spec.podSpecPatch, template.podSpecPatch].filter((patch) => patch !== undefined),
  };
  // A patch that cannot be applied is an error before there is a pod.
  if (request.podSpecPatches?.length) podSpecOf(request);
  activity.running = true;
  run.commands.push({ kind: 'start', work, request });
}

/** Returns the volumes of the claims that are made for the run. See docs/semantics/reconciliation.md#claims. */
function claimedVolumes(run: RunState): readonly object[] {
  return (run.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata?.name ?? '',
    persistentVolumeClaim: { claimName: `${run.identity.name}-${metadata?.name ?? ''}` },
  }));
}

/** Ends a pod with the result of its executor. */
export function finishPod(run: RunState, activity: PodActivity, result: PodResult): void {
  const { body } = activity;
  const node = nodeOf(run, activity.id);
  activity.running = false;
  delete run.daemons[activity.id];
  const early = result.neverStarted && endOfPending(run, body, node, result);
  endContainerNodes(run, node, result, early?.message);
  // The node has already ended if one of its hooks could not be evaluated, or if it was a daemon.
  if (hasEnded(node.fields.phase)) return;
  if (early) {
    finish(run, activity, early);
    return;
  }
  setTimes(run, node, result);
  const outputs = podOutputs(result);
  if (outputs) node.fields.outputs = outputs;
  addGlobalOutputs(run, outputs);
  if (result.phase === 'Succeeded') saveMemo(run, body.template, node);
  const stopped = run.shutdown && result.phase === 'Succeeded' && !body.exitHandler;
  const message = stopped ? `workflow shutdown with strategy:  ${run.shutdown}` : result.message;
  // A daemon runs until it is stopped.
  const phase = body.template.daemon && result.phase === 'Succeeded' ? 'Failed' : result.phase;
  finish(run, activity, { phase, message });
}

/** Returns how a pod ends that was stopped while it was pending. See docs/semantics/suspend-and-stop.md#stop-and-terminate. */
function endOfPending(run: RunState, body: NodeBody, node: RunNode, result: PodResult): Ending {
  const phase = 'Failed';
  if (result.neverStarted === 'shutdown' && run.shutdown)
    return { phase, message: `workflow shutdown with strategy:  ${run.shutdown}` };
  const ofWorkflow = workflowDeadline(run);
  if (ofWorkflow !== undefined && run.now >= ofWorkflow && !body.exitHandler)
    return { phase, message: 'Step exceeded its deadline' };
  const limit = body.retried ? undefined : pendingDeadline(body, node.startedAt);
  if (limit !== undefined && run.now >= limit) return { phase, message: TIMEOUT, error: TIMEOUT };
  return { phase, message: result.message };
}

function podOutputs(result: PodResult): NodeOutputs | undefined {
  const outputs: NodeOutputs = {
    ...(result.parameters.length > 0 && {
      parameters: result.parameters as NodeOutputs['parameters'] & object,
    }),
    ...(result.artifacts.length > 0 && {
      artifacts: (result.artifacts as readonly unknown[] as readonly ArtifactFields[]).map(withCleanPath),
    }),
    ...(result.result !== undefined && { result: result.result }),
    ...(result.exitCode !== undefined && { exitCode: result.exitCode }),
  };
  return Object.keys(outputs).length > 0 ? outputs : undefined;
}

function withCleanPath(artifact: ArtifactFields): ArtifactFields {
  return artifact.path ? { ...artifact, path: artifact.path.replace(/(?<=.)\/+$/, '') } : artifact;
}

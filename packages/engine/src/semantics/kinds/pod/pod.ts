import type { PodResult } from '../../../contract/executor.ts';
import type { ArtifactFields } from '../../../manifest/fields.ts';
import { newActivity } from '../../../state/activity.ts';
import { createNode } from '../../../state/node/create-node.ts';
import { podName } from '../../../state/node/node-id.ts';
import { callNameOf } from '../../../state/node/node-name.ts';
import { isFulfilled, type NodeOutputs } from '../../../state/node/node-status.ts';
import type { PodActivity, RunState } from '../../../state/run-state.ts';
import { checkDisplayName } from '../../calls/display-name.ts';
import { finish, finishWithError } from '../../calls/finish.ts';
import type { NodeBody } from '../../calls/start-body.ts';
import { podDeadline, workflowDeadline } from '../../limits/deadlines.ts';
import { saveMemo } from '../../limits/memoize.ts';
import { addGlobalOutputs } from '../../values/global-outputs.ts';
import { substitute } from '../../values/substitution.ts';
import { checkPod } from './pod-checks.ts';
import { refersToResult } from './result-references.ts';

/** Starts a container or script template as a pod. */
export function startPod(run: RunState, body: NodeBody): PodActivity {
  const node = createNode(run, { ...body, type: 'Pod', phase: 'Pending', withInputs: true });
  const activity: PodActivity = {
    ...newActivity({ node, depth: body.depth, parent: body.parent }),
    exitHandler: body.exitHandler,
    advance: () => undefined,
    finish: (at, result) => finishPod(at, activity, body, result),
  };
  const refusal = refusalOf(run, body);
  if (refusal !== undefined) {
    finish(run, activity, { phase: 'Failed', message: refusal });
    return activity;
  }
  try {
    checkDisplayName(body.template);
    checkPod(run, body.template, podName(run.identity.name, body.name, body.template.name));
    requestPod(run, activity, body);
  } catch (error) {
    finishWithError(run, activity, error);
  }
  return activity;
}

function refusalOf(run: RunState, body: NodeBody): string | undefined {
  if (run.shutdown && !(run.shutdown === 'Stop' && body.exitHandler)) {
    return `workflow shutdown with strategy: ${run.shutdown}`;
  }
  const deadline = workflowDeadline(run);
  if (deadline !== undefined && run.now >= deadline && !body.exitHandler) return 'Step exceeded its deadline';
  return undefined;
}

function requestPod(run: RunState, activity: PodActivity, body: NodeBody): void {
  const { fields } = activity.node;
  const deadline = podDeadline(run, body, activity.node.startedAt);
  // Argo substitutes global variables once more, in volumes and artifact keys too.
  // See docs/semantics/pods.md#substitution-in-the-pod.
  const template = substitute(body.template, run.globals, 'lenient');
  const captured = body.boundary !== undefined && refersToResult(body.boundary, callNameOf(body.name));
  run.pods.set(fields.id, activity);
  run.commands.push({
    kind: 'startPod',
    request: {
      workflowName: run.identity.name,
      nodeId: fields.id,
      nodeName: fields.name,
      displayName: fields.displayName,
      podName: podName(run.identity.name, fields.name, body.template.name),
      // The engine's type of a template is a view of the same object.
      template: template as never,
      captureResult: captured,
      ...(deadline !== undefined && { deadline }),
      objects: run.objects,
      volumes: [...(run.spec.volumes ?? []), ...claimedVolumes(run), ...(body.template.volumes ?? [])],
    },
  });
}

/** Returns the volumes of the claims that are made for the run. See docs/semantics/reconciliation.md#claims. */
function claimedVolumes(run: RunState): readonly object[] {
  return (run.spec.volumeClaimTemplates ?? []).map(({ metadata }) => ({
    name: metadata?.name ?? '',
    persistentVolumeClaim: { claimName: `${run.identity.name}-${metadata?.name ?? ''}` },
  }));
}

function finishPod(run: RunState, activity: PodActivity, body: NodeBody, result: PodResult): void {
  run.pods.delete(activity.node.fields.id);
  // The node has already ended if one of its hooks could not be evaluated.
  if (isFulfilled(activity.node.fields.phase)) return;
  const outputs = podOutputs(result);
  if (outputs) activity.node.fields.outputs = outputs;
  addGlobalOutputs(run, outputs);
  if (result.phase === 'Succeeded') saveMemo(run, body.template, activity.node);
  const stopped = run.shutdown && result.phase === 'Succeeded' && !activity.exitHandler;
  const message = stopped ? `workflow shutdown with strategy:  ${run.shutdown}` : result.message;
  finish(run, activity, { phase: result.phase, message });
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

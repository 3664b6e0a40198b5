import type { NodeStatus, Workflow } from '@tiphys/models';
import { isUnknownRun } from '@tiphys/runs';
import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import type { ClusterState } from '../state/cluster-state.ts';

/** Does what Argo's controller does when workflows are stored or changed through the Kubernetes API. */
export interface Controller {
  create(workflow: ClusterObject): Promise<ClusterObject>;
  update(stored: ClusterObject, given: ClusterObject): Promise<ClusterObject>;
  remove(workflow: ClusterObject): Promise<void>;
}

/** Returns a controller that really runs workflows. */
export function createController(state: ClusterState): Controller {
  return {
    async create(workflow) {
      try {
        return await state.submit(workflow);
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.reason !== 'BadRequest') throw error;
        // The API server does not know what Argo refuses: the workflow fails.
        const finishedAt = new Date().toISOString();
        const status = { phase: 'Error', message: error.message, startedAt: finishedAt, finishedAt };
        return state.objects.create({ ...workflow, status });
      }
    },
    async update(stored, given) {
      // Both are workflows that the server stores.
      const change = changeOf(stored as unknown as Workflow, given as unknown as Workflow);
      const { name = '' } = stored.metadata;
      // A run that has just ended still tells of its end.
      if (change?.kind === 'retry') await state.runs.drivenBy(name)?.ended.catch(() => {});
      const updated = state.objects.update(given);
      if (change !== undefined) await perform(state, name, change);
      return updated;
    },
    async remove({ metadata }) {
      try {
        await state.runs.delete(metadata.name ?? '');
      } catch (error) {
        if (!isUnknownRun(error)) throw error;
      }
    },
  };
}

type Change =
  | { readonly kind: 'stop' | 'terminate' | 'suspend' | 'resume' }
  | { readonly kind: 'retry'; readonly parameters: Readonly<Record<string, string>> }
  | { readonly kind: 'set'; readonly nodes: readonly SetNode[] };

interface SetNode {
  readonly nodeFieldSelector: string;
  readonly phase?: string;
  readonly message?: string;
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Returns what somebody wants who has changed a workflow like this. */
function changeOf(before: Workflow, after: Workflow): Change | undefined {
  if (before.spec.shutdown !== after.spec.shutdown && after.spec.shutdown !== undefined)
    return { kind: after.spec.shutdown === 'Terminate' ? 'terminate' : 'stop' };
  const isReopened = before.status?.finishedAt != null && after.status?.finishedAt == null;
  if (isReopened) return { kind: 'retry', parameters: parametersOf(after.spec.arguments?.parameters) };
  if (after.spec.suspend === true && before.spec.suspend !== true) return { kind: 'suspend' };
  const nodes = Object.values(after.status?.nodes ?? {}).flatMap(
    (node) => setOf(before.status?.nodes?.[node.id], node) ?? [],
  );
  const isResumed = before.spec.suspend === true && after.spec.suspend !== true;
  if (nodes.length > 0) return { kind: 'set', nodes };
  return isResumed ? { kind: 'resume' } : undefined;
}

function setOf(before: NodeStatus | undefined, after: NodeStatus): SetNode | undefined {
  if (before === undefined || before.type !== 'Suspend' || before.phase !== 'Running') return undefined;
  const parameters = parametersOf(
    after.outputs?.parameters?.filter(({ name, value }) => {
      const known = before.outputs?.parameters?.find((one) => one.name === name);
      return value !== undefined && value !== known?.value;
    }),
  );
  const set = {
    ...(after.phase !== before.phase && { phase: after.phase }),
    ...(after.message !== before.message && { message: after.message }),
    ...(Object.keys(parameters).length > 0 && { parameters }),
  } as Omit<SetNode, 'nodeFieldSelector'>; // phases and messages that changed are there
  return Object.keys(set).length === 0 ? undefined : { nodeFieldSelector: `id=${after.id}`, ...set };
}

function parametersOf(
  parameters: readonly { readonly name: string; readonly value?: unknown }[] = [],
): Readonly<Record<string, string>> {
  return Object.fromEntries(
    parameters.flatMap(({ name, value }) => (value === undefined ? [] : [[name, String(value)]])),
  );
}

async function perform({ runs }: ClusterState, name: string, change: Change): Promise<void> {
  if (change.kind === 'set') for (const node of change.nodes) await runs.setNode(name, node);
  else if (change.kind === 'retry') await runs.retry(name, { parameters: change.parameters });
  else await runs[change.kind](name);
}

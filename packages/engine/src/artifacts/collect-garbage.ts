import type { Artifact, ArtifactLocation, NodeStatus, Workflow } from '@tiphys/models';
import { describeError } from '../contract/error-text.ts';
import type { ArtifactContext } from './artifact-context.ts';
import { readLocation } from './locations/artifact-location.ts';
import { findRemoteObject } from './locations/remote-object.ts';
import { removeS3 } from './remote/s3-artifact.ts';

/** When artifacts are deleted. */
export type GarbageStrategy = 'OnWorkflowCompletion' | 'OnWorkflowDeletion';

/**
 * Deletes the artifacts of a workflow whose `artifactGC` has a strategy. Returns the workflow, in whose status they are marked as deleted.
 * One that cannot be deleted becomes a condition of the workflow. See docs/semantics/artifacts-and-volumes.md#garbage-collection.
 */
export async function collectGarbage(
  workflow: Workflow,
  strategy: GarbageStrategy,
  context: ArtifactContext,
): Promise<Workflow> {
  const nodes = workflow.status?.nodes ?? {};
  if (!Object.values(nodes).some((node) => isDue(workflow, node, strategy))) return workflow;
  const problems: string[] = [];
  const collect = async (node: NodeStatus, artifact: Artifact): Promise<Artifact> => {
    if (strategyOf(workflow, artifact) !== strategy || artifact.deleted === true) return artifact;
    try {
      await remove(artifact, { ...context, repository: repositoryOf(workflow, node) ?? context.repository });
      return { ...artifact, deleted: true };
    } catch (error) {
      problems.push(`${artifact.name}: ${describeError(error)}`);
      return artifact;
    }
  };
  const collected: Record<string, NodeStatus> = {};
  for (const [id, node] of Object.entries(nodes)) {
    const artifacts: Artifact[] = [];
    for (const artifact of node.outputs?.artifacts ?? []) artifacts.push(await collect(node, artifact));
    collected[id] = artifacts.length === 0 ? node : { ...node, outputs: { ...node.outputs, artifacts } };
  }
  return withStatus(workflow, { nodes: collected, strategy, problems });
}

function isDue(workflow: Workflow, { outputs }: NodeStatus, strategy: GarbageStrategy): boolean {
  return (outputs?.artifacts ?? []).some((artifact) => strategyOf(workflow, artifact) === strategy);
}

function strategyOf({ spec }: Workflow, artifact: Artifact): string {
  return artifact.artifactGC?.strategy || spec.artifactGC?.strategy || 'Never';
}

/** Returns the archive location of the template of a node, if it has its own. */
function repositoryOf({ spec }: Workflow, { templateName }: NodeStatus): ArtifactLocation | undefined {
  const template = spec.templates?.find(({ name }) => name === templateName);
  const location = template?.archiveLocation;
  return location !== undefined && readLocation({ name: '', ...location } as Artifact).kind === 'key'
    ? location
    : undefined;
}

async function remove(artifact: Artifact, context: ArtifactContext): Promise<void> {
  const location = readLocation(artifact, context.repository);
  if (location.kind === 'none') return;
  if (location.kind !== 'key') throw new Error('delete not supported for this artifact storage');
  const remote = findRemoteObject(location, context);
  if (remote !== undefined) await removeS3(remote, context);
  // Another node may have had the same file.
  else await context.store.storeOf(location).remove(location.key);
}

interface Collected {
  readonly nodes: Readonly<Record<string, NodeStatus>>;
  readonly strategy: GarbageStrategy;
  readonly problems: readonly string[];
}

function withStatus(workflow: Workflow, { nodes, strategy, problems }: Collected): Workflow {
  const { status = {} } = workflow;
  const processed = { ...status.artifactGCStatus?.strategiesProcessed, [strategy]: true };
  const condition = {
    type: 'ArtifactGCError',
    status: 'True' as const,
    message: `Artifact Garbage Collection failed for strategy ${strategy}: ${problems.join('; ')}`,
  };
  return {
    ...workflow,
    status: {
      ...status,
      nodes,
      artifactGCStatus: { ...status.artifactGCStatus, strategiesProcessed: processed },
      ...(problems.length > 0 && { conditions: [...(status.conditions ?? []), condition] }),
    },
  };
}

import type { Cluster, KubernetesObject } from '@tiphys/client';
import { CliError } from '../world/cli-error.ts';
import type { DeployedObject } from './deployed-object.ts';

/** Which objects of a cluster a deployment deletes if the files no longer have them. */
export interface Pruning {
  /** A selector of labels, which all objects of the files match, too. */
  readonly selector: string;
  /** Kinds that are deleted. */
  readonly kinds: readonly string[];
}

/** The kinds that can be pruned by default. A ClusterWorkflowTemplate may belong to a deployment in another namespace. */
export const PRUNED_KINDS: readonly string[] = ['WorkflowTemplate', 'CronWorkflow'];
/** The kinds that can be pruned, if an option names them. */
export const PRUNABLE_KINDS: readonly string[] = [...PRUNED_KINDS, 'ClusterWorkflowTemplate'];

/**
 * Returns the objects of a cluster that match a selector, and that no file has. Objects that belong to others, such as the templates of a run, are left
 * out: Kubernetes deletes them with their owners.
 *
 * @throws CliError `CLI_PRUNE` if the selector names no value of a label, or if an object of a file does not match it, so that a later deployment
 * would not find it; ClientError
 */
export async function findObsolete(
  cluster: Cluster,
  deployed: readonly DeployedObject[],
  { selector, kinds, signal }: Pruning & { readonly signal: AbortSignal },
): Promise<readonly KubernetesObject[]> {
  const { keyOf, storeOf } = await import('@tiphys/client');
  await assertSelected(deployed, selector);
  const kept = new Set(deployed.map(({ object }) => keyOf(object)));
  const obsolete: KubernetesObject[] = [];
  for (const kind of kinds) {
    const store = storeOf(cluster, kind);
    if (store === undefined) continue;
    // Any stored object has the fields of every object.
    const found = (await store.list({ labels: selector, signal })) as readonly KubernetesObject[];
    obsolete.push(
      ...found.filter(
        (object) => !kept.has(keyOf(object)) && (object.metadata.ownerReferences ?? []).length === 0,
      ),
    );
  }
  return obsolete;
}

async function assertSelected(deployed: readonly DeployedObject[], selector: string): Promise<void> {
  const { matchesLabels, parseLabelSelector } = await import('@tiphys/operations');
  const parsed = parseLabelSelector(selector);
  // Objects of others usually lack a label of ours, so that only a label that must be there tells them apart.
  if (!parsed.some(({ operator }) => operator === 'in'))
    throw new CliError(
      'CLI_PRUNE',
      `--selector ${selector} also matches objects that others have deployed. Add a label with its value, such as app=reports. Nothing was changed.`,
    );
  const [other] = deployed.filter(({ object }) => !matchesLabels(parsed, object.metadata.labels ?? {}));
  if (other === undefined) return;
  const { keyOf } = await import('@tiphys/client');
  throw new CliError(
    'CLI_PRUNE',
    `The ${keyOf(other.object)} in ${other.file} does not match --selector ${selector}, so that a later --prune would not find it. Add the labels to its metadata, or change the selector. Nothing was changed.`,
  );
}

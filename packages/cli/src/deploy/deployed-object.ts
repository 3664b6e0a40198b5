import type { Cluster, KubernetesObject } from '@tiphys/client';
import { keyOf } from '../source/read-objects.ts';
import { CliError } from '../world/cli-error.ts';

/** An object to deploy, and the file that it is from. */
export interface DeployedObject {
  readonly object: KubernetesObject;
  readonly file: string;
}

/** The kinds that a deployment stores, with the names that `--kinds` has for them. */
export const DEPLOYED_KINDS: Readonly<Record<string, string>> = {
  configmaps: 'ConfigMap',
  clusterworkflowtemplates: 'ClusterWorkflowTemplate',
  workflowtemplates: 'WorkflowTemplate',
  cronworkflows: 'CronWorkflow',
  workfloweventbindings: 'WorkflowEventBinding',
};

/** Returns an object as messages name it: `WorkflowTemplate build`. */
export function labelOf(object: KubernetesObject): string {
  return keyOf(object).replaceAll('"', '');
}

/**
 * Checks that an object belongs into the namespace that is used.
 *
 * @throws CliError `CLI_NAMESPACE`
 */
export function assertNamespace({ object, file }: DeployedObject, { namespace, place }: Cluster): void {
  const own = object.metadata.namespace;
  if (own === undefined || own === namespace || object.kind === 'ClusterWorkflowTemplate') return;
  throw namespaceError({ object, file }, { own, place });
}

/** Returns the error for an object of another namespace than that which is used. */
export function namespaceError(
  { object, file }: DeployedObject,
  { own, place }: { readonly own: string; readonly place: string },
): CliError {
  return new CliError(
    'CLI_NAMESPACE',
    `The ${keyOf(object)} in ${file} is for the namespace ${own}, not for ${place}. Pass --namespace ${own}, or remove the namespace from the file.`,
  );
}

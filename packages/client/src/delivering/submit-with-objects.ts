import type { Workflow } from '@tiphys/models';
import { RunsError, type SubmitOptions } from '@tiphys/runs';
import { type ClientCode, ClientError } from '../contract/client-error.ts';
import type { Cluster } from '../contract/cluster.ts';
import type { KubernetesObject } from '../contract/delivery.ts';
import { deliver, withRest } from './deliver.ts';
import type { DeliveredObject } from './delivered-object.ts';

/** A run that was submitted with the objects that it needs. */
export interface SubmittedRun {
  readonly run: Workflow;
  readonly objects: readonly DeliveredObject[];
  /** Objects that should belong to the run, but do not: nobody deletes them. */
  readonly unowned: readonly DeliveredObject[];
}

/** After these errors, the workflow may have been created all the same. */
const UNCERTAIN: ReadonlySet<ClientCode> = new Set([
  'CLIENT_TIMEOUT',
  'CLIENT_UNREACHABLE',
  'CLIENT_SERVER',
  'CLIENT_REPLY',
]);

/**
 * Submits a workflow, after the objects that it needs were created; see {@link deliver}. These belong to the run then, and are deleted with it.
 * If the workflow is refused, they are removed again.
 *
 * @throws ClientError the errors of {@link deliver} and of a submission
 */
export async function submitWithObjects(
  cluster: Cluster,
  workflow: Workflow,
  objects: readonly KubernetesObject[],
  options: SubmitOptions = {},
): Promise<SubmittedRun> {
  const { signal, serverDryRun } = options;
  const delivered = await deliver(cluster, workflow, objects, { signal, dryRun: serverDryRun });
  const run = await cluster.runs.submit(delivered.workflow, options).catch(async (error: unknown) => {
    const isRefused =
      error instanceof RunsError || (error instanceof ClientError && !UNCERTAIN.has(error.code));
    // Without the signal, because the removal must go on after Ctrl-C.
    throw withRest(error, isRefused ? await delivered.undo() : delivered.objects.filter(isCreated));
  });
  const unowned = serverDryRun === true ? [] : await delivered.own(run);
  return { run, objects: delivered.objects, unowned };
}

function isCreated({ action }: DeliveredObject): boolean {
  return action === 'created';
}

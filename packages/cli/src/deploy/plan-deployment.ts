import { type Cluster, keyOf, type ObjectPlan, orderObjects, planObject } from '@tiphys/client';
import { assertValuesStored } from '../cron/assert-values-stored.ts';
import { isKnownError, type KnownError } from '../output/render-error.ts';
import { findFirst, findIn, findInCluster } from '../place/find-template.ts';
import type { World } from '../world/world.ts';
import type { DeployedObject } from './deployed-object.ts';

/** What a deployment does about an object, or why it cannot. */
export type PlannedObject = DeployedObject &
  (
    | { readonly plan: ObjectPlan; readonly error?: undefined }
    | { readonly plan?: undefined; readonly error: Error & KnownError }
  );

/** Options of {@link planDeployment}. */
export interface DeploymentOptions {
  readonly force: boolean;
  readonly signal: AbortSignal;
}

/** Returns what would change for each object, in the order in which they are applied. An object that the server refuses does not hide others. */
export async function planDeployment(
  cluster: Cluster,
  deployed: readonly DeployedObject[],
  options: DeploymentOptions,
  world: World,
): Promise<readonly PlannedObject[]> {
  const { assertStorable } = await import('@tiphys/client');
  const files = new Map(deployed.map(({ object, file }) => [keyOf(object), file]));
  const planned: PlannedObject[] = [];
  const pending = orderObjects(deployed.map((one) => one.object));
  const { createReferenceCheck } = await import('../references/reference-check.ts');
  // A template of this deployment is stored before the CronWorkflow.
  const find = findFirst(findIn(pending), findInCluster(cluster));
  const assertReferences = createReferenceCheck(cluster, pending, world);
  for (const object of pending) {
    const held = { object, file: files.get(keyOf(object)) ?? '' };
    try {
      assertStorable(object);
      await assertValuesStored(object, find);
      const plan = await planObject(cluster, object, { ...options, pending });
      await assertReferences(object);
      planned.push({ ...held, plan });
    } catch (error) {
      options.signal.throwIfAborted();
      if (!isKnownError(error)) throw error;
      planned.push({ ...held, error });
    }
  }
  return planned;
}

import { type Cluster, findDependencies, type KubernetesObject, keyOf, referenceTo } from '@tiphys/client';
import { isKnownError, type KnownError } from '../output/render-error.ts';
import type { DeploymentOptions, PlannedObject } from './plan-deployment.ts';

/** What came of an object of a deployment. */
export interface AppliedObject {
  readonly object: KubernetesObject;
  /** The file that it is from; undefined for one that was deleted. */
  readonly file?: string | undefined;
  /** `skipped` if an object that it refers to failed. */
  readonly result: 'created' | 'changed' | 'unchanged' | 'deleted' | 'failed' | 'skipped' | 'interrupted';
  readonly error?: Error & KnownError;
  /** The key of the object because of which it was skipped. */
  readonly because?: string;
}

/**
 * Applies what was planned, one object after the other, and yields what came of each. An object that fails does not keep those from being applied
 * that do not refer to it.
 */
export async function* applyDeployment(
  cluster: Cluster,
  planned: readonly PlannedObject[],
  options: DeploymentOptions,
): AsyncGenerator<AppliedObject> {
  const dependencies = findDependencies(planned.map(({ object }) => object));
  const failed = new Set<string>();
  for (const { object, file, plan } of planned) {
    // A refused object ends a deployment before this.
    if (plan === undefined) continue;
    const key = keyOf(object);
    const because = (dependencies.get(key) ?? []).map(keyOf).find((other) => failed.has(other));
    const outcome =
      because !== undefined
        ? ({ result: 'skipped', because } as const)
        : plan.change === 'none'
          ? ({ result: 'unchanged' } as const)
          : await attempt(options, plan.change === 'create' ? 'created' : 'changed', () =>
              cluster.delivery.apply(plan.object, options),
            );
    if (outcome.result === 'failed' || outcome.result === 'skipped') failed.add(key);
    yield { object, file, ...outcome };
  }
}

/** Deletes objects, and yields what came of each. */
export async function* deleteObsolete(
  cluster: Cluster,
  obsolete: readonly KubernetesObject[],
  options: DeploymentOptions,
): AsyncGenerator<AppliedObject> {
  const { signal } = options;
  for (const object of obsolete) {
    const remove = (): Promise<void> => cluster.delivery.remove(referenceTo(object), { signal });
    yield { object, ...(await attempt(options, 'deleted', remove)) };
  }
}

async function attempt(
  { signal }: DeploymentOptions,
  result: AppliedObject['result'],
  change: () => Promise<unknown>,
): Promise<Pick<AppliedObject, 'result' | 'error'>> {
  if (signal.aborted) return { result: 'interrupted' };
  try {
    await change();
    return { result };
  } catch (error) {
    if (signal.aborted) return { result: 'interrupted' };
    if (!isKnownError(error)) throw error;
    return { result: 'failed', error };
  }
}

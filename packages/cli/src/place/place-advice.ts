import type { World } from '../world/world.ts';
import type { PlaceChoice } from './choose-place.ts';

/** Variables that lead to a cluster, but not by themselves. */
const CLUSTER_VARIABLES = ['ARGO_SERVER', 'KUBECONFIG'];

/**
 * Calls a function about local runs. Where it finds no run by a name, and this machine is only the default while a variable describes a cluster, the
 * error says how to look there.
 */
export async function withPlaceAdvice<T>(
  { by }: PlaceChoice,
  { env }: Pick<World, 'env'>,
  use: () => Promise<T>,
): Promise<T> {
  try {
    return await use();
  } catch (error) {
    const { isUnknownRun, RunsError } = await import('@tiphys/runs');
    const variable = CLUSTER_VARIABLES.find((name) => (env[name] ?? '') !== '');
    if (!isUnknownRun(error) || by !== undefined || variable === undefined) throw error;
    throw new RunsError(
      error.code,
      `${error.message} Only this machine was searched. For runs of a cluster, pass --server or --kube, or set TIPHYS_PLACE to server or kube.`,
      { ...(error.run !== undefined && { run: error.run }), cause: error },
    );
  }
}

/** Calls a function about the runs of a cluster. The commands that an error about a run names get the options that lead to the same cluster. */
export async function withPlaceFlags<T>(flags: string, use: () => Promise<T>): Promise<T> {
  try {
    return await use();
  } catch (error) {
    const { RunsError } = await import('@tiphys/runs');
    throw flags !== '' && error instanceof RunsError ? error.withFlags(flags) : error;
  }
}

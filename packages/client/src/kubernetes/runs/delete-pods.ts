import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { PODS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';

/** How many pods are deleted at the same time. */
const AT_ONCE = 10;

/** Deletes pods. Those that no longer exist are passed over. */
export async function deletePods(
  { api, namespace }: NamespacePlace,
  names: readonly string[],
  call: CallOptions,
): Promise<void> {
  for (let start = 0; start < names.length; start += AT_ONCE)
    await Promise.all(
      names.slice(start, start + AT_ONCE).map(async (name) => {
        try {
          await api.remove(PODS, namespace, name, {}, call);
        } catch (error) {
          if (!(error instanceof ClientError && error.status === 404)) throw error;
        }
      }),
    );
}

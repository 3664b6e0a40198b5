import type { Patience } from '../streams/reconnection.ts';
import type { RetryLimits, TimeLimits, TransportOptions } from '../transport/transport-options.ts';
import type { AccessOptions } from './access/kubernetes-access.ts';

/** Options of {@link openKubernetes}. */
export interface KubernetesOptions extends AccessOptions {
  /** @default that of the context, else `default`. Empty for all namespaces, in which runs can only be listed. */
  readonly namespace?: string | undefined;
  /** The controller whose workflows to list and to start, where there are several. Empty for the one without an id. @default all */
  readonly instanceId?: string | undefined;
  readonly timeouts?: TimeLimits | undefined;
  readonly retries?: RetryLimits | undefined;
  /** Called with what the API server warns of, such as fields of an object that it does not know. @default nothing is done */
  readonly onWarning?: ((text: string) => void) | undefined;
  /** Called when a server that has answered before answers no more, and when it does again. @default nobody is told */
  readonly onConnection?: TransportOptions['onConnection'];
  /** How many objects the API server sends in one reply; 0 for all. @default 500 */
  readonly pageSize?: number | undefined;
  /** Time after which the API server ends a watch, which is opened again then, in seconds. @default 290 */
  readonly watchSeconds?: number | undefined;
  /** How long a watch waits for a server that has gone away. */
  readonly patience?: Patience | undefined;
}

import type { Patience } from '../streams/reconnection.ts';
import type { TransportOptions } from '../transport/transport-options.ts';

/** Options of {@link openArgoServer}. Those that variables `ARGO_*` set are returned by {@link serverOptions}. */
export interface ArgoServerOptions extends TransportOptions {
  /** Empty for all namespaces, in which runs can only be listed. @default `default` */
  readonly namespace?: string | undefined;
  /** The controller whose workflows to list and to start, where there are several. Empty for the one without an id. @default all */
  readonly instanceId?: string | undefined;
  /** How long a watch waits for a server that has gone away. */
  readonly patience?: Patience | undefined;
}

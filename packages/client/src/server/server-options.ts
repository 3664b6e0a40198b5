import type { Patience } from '../streams/reconnection.ts';
import type { StreamFormat } from '../transport/stream-texts.ts';
import type { TransportOptions } from '../transport/transport-options.ts';

/** Options of {@link openArgoServer}. Those that variables `ARGO_*` set are returned by {@link serverOptions}. */
export interface ArgoServerOptions extends TransportOptions {
  /** Empty for all namespaces, in which runs can only be listed. @default `default` */
  readonly namespace?: string | undefined;
  /** The controller whose workflows to list and to start, where there are several. Empty for the one without an id. @default all */
  readonly instanceId?: string | undefined;
  /** How many workflows the server sends in one reply; 0 for all. @default 100, or 500 if only some of their fields are read */
  readonly pageSize?: number | undefined;
  /** How the server separates the messages of logs and watches. Some proxies pass on only `lines`, which are of JSON. @default events */
  readonly streams?: StreamFormat | undefined;
  /** How long a watch waits for a server that has gone away. */
  readonly patience?: Patience | undefined;
}

import type { Patience } from '../streams/reconnection.ts';
import type { StreamFormat } from '../transport/stream-texts.ts';
import type { Transport } from '../transport/transport.ts';

/** A namespace that an Argo Server reaches. */
export interface ServerPlace {
  readonly transport: Transport;
  /** Empty for all namespaces, in which objects can be listed, but not written. */
  readonly namespace: string;
}

/** A namespace whose runs an Argo Server reaches. */
export interface ServerRunsPlace extends ServerPlace {
  /** Where it is, for messages. */
  readonly place: string;
  /** The controller whose workflows are read and started. @default all */
  readonly instanceId: string | undefined;
  /** How many workflows the server sends in one reply; 0 for all. */
  readonly pageSize: number | undefined;
  /** How the server separates the messages of a stream. @default events */
  readonly streams: StreamFormat | undefined;
  /** How long a watch waits for a server that has gone away. */
  readonly patience: Patience | undefined;
}

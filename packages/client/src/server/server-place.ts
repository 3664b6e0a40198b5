import type { Transport } from '../transport/transport.ts';

/** A namespace that an Argo Server reaches. */
export interface ServerPlace {
  readonly transport: Transport;
  /** Empty for all namespaces, in which objects can be listed, but not written. */
  readonly namespace: string;
}

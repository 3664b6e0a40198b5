import type { Patience } from '../streams/reconnection.ts';
import type { KubernetesApi } from './api/kubernetes-api.ts';

/** A namespace of a cluster, with what every operation there needs. */
export interface NamespacePlace {
  readonly api: KubernetesApi;
  /** Empty for all namespaces, in which objects can be listed, but not written. */
  readonly namespace: string;
  /** Where that is, for messages. */
  readonly place: string;
  /** The controller whose workflows these are, by the label that it goes by. Undefined for those of any controller. */
  readonly instanceId: string | undefined;
  /** Time after which the API server ends a watch, in seconds. */
  readonly watchSeconds: number | undefined;
  readonly patience: Patience | undefined;
}

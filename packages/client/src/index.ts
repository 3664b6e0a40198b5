export { clientCodes } from './codes.ts';
export type { Archive, ArchiveFilter } from './contract/archive.ts';
export type { Access, AccessAnswer, ClusterChecks, Identity, InstalledKind } from './contract/checks.ts';
export { type ClientCode, ClientError, type ClientErrorContext } from './contract/client-error.ts';
export type {
  Cluster,
  ClusterMode,
  ClusterRuns,
  ClusterVersion,
  SubmitFromOptions,
  SubmitSource,
} from './contract/cluster.ts';
export type {
  ApplyOptions,
  Delivery,
  KubernetesObject,
  ObjectReference,
  OwnerReference,
} from './contract/delivery.ts';
export type { CronStore, ObjectFilter, ObjectStore, StoredObject, WriteOptions } from './contract/objects.ts';

export { clientCodes } from './codes.ts';
export type { Archive, ArchiveFilter } from './contract/archive.ts';
export type { Access, AccessAnswer, ClusterChecks, Identity, InstalledKind } from './contract/checks.ts';
export { type ClientCode, ClientError, type ClientErrorContext } from './contract/client-error.ts';
export type {
  ArtifactFile,
  Cluster,
  ClusterMode,
  ClusterRuns,
  ClusterSubmitOptions,
  ClusterVersion,
  RunEvent,
  RunSelection,
  SubmitFromOptions,
  SubmitSource,
  WatchAllOptions,
} from './contract/cluster.ts';
export type {
  ApplyOptions,
  Delivery,
  KubernetesObject,
  ObjectReference,
  OwnerReference,
} from './contract/delivery.ts';
export type { EventService, KubernetesEvent } from './contract/events.ts';
export type {
  FieldValidation,
  JsonPatchStep,
  KubernetesDeleteOptions,
  KubernetesFilter,
  KubernetesObjects,
  KubernetesPatchOptions,
  KubernetesWriteOptions,
  ObjectKind,
} from './contract/kubernetes-objects.ts';
export type { CronStore, ObjectFilter, ObjectStore, StoredObject, WriteOptions } from './contract/objects.ts';
export type {
  OperationArguments,
  OperationMap,
  OperationName,
  OperationReply,
  OperationRequest,
  ServerOperations,
} from './contract/operations.ts';
export type { ClusterReply, ClusterRequest } from './contract/request.ts';
export { assertStorable } from './delivering/assert-storable.ts';
export { type Delivered, type DeliverOptions, deliver } from './delivering/deliver.ts';
export type { DeliveredObject } from './delivering/delivered-object.ts';
export { keyOf } from './delivering/object-key.ts';
export { findDependencies, orderObjects } from './delivering/order-objects.ts';
export { type ObjectPlan, type PlanOptions, planObject, referenceTo } from './delivering/plan-object.ts';
export { storeOf, takesKind } from './delivering/store-of.ts';
export { type SubmittedRun, submitWithObjects } from './delivering/submit-with-objects.ts';
export { withoutServerFields } from './delivering/without-server-fields.ts';
export type { KubernetesOptions } from './kubernetes/kubernetes-options.ts';
export { type KubernetesCluster, openKubernetes } from './kubernetes/open-kubernetes.ts';
export type { ServerInfo, ServerLink } from './server/info/server-info.ts';
export { type ArgoServerCluster, openArgoServer } from './server/open-argo-server.ts';
export type { ArgoServerOptions } from './server/server-options.ts';
export { serverOptions } from './settings/server-options.ts';
export type { ServerSettings } from './settings/server-settings.ts';

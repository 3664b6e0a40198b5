export { type ArgoServer, type ArgoServerOptions, startArgoServer } from './argo/start-argo-server.ts';
export { type ApiResource, parseTarget, RESOURCES, type Target } from './kubernetes/api-resource.ts';
export type { Kubelet } from './kubernetes/kubelet.ts';
export type { PodLog } from './kubernetes/pod-logs.ts';
export {
  type KubernetesServer,
  type KubernetesServerOptions,
  startKubernetes,
} from './kubernetes/start-kubernetes.ts';
export type { Fault, FaultRule, Faults } from './loopback/faults.ts';
export { type Loopback, startLoopback } from './loopback/loopback.ts';
export type { Reply } from './loopback/reply.ts';
export type { SeenRequest } from './loopback/seen-request.ts';
export { ApiProblem, type ProblemReason } from './state/api-problem.ts';
export type { ClusterObject, ObjectChange, ObjectMetadata, ObjectName } from './state/cluster-object.ts';
export { type ClusterState, type ClusterStateOptions, openClusterState } from './state/cluster-state.ts';
export type { ObjectTable } from './state/object-table.ts';

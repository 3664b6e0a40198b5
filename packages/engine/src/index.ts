export { isRunnable, type RunnableObject, toWorkflow } from '@tiphys/models/facts';
export { type AdmissionOptions, assertAdmitted } from './admission/assert-admitted.ts';
export { findRefusal, type Refusal } from './admission/find-refusal.ts';
export {
  type ArtifactContent,
  type ArtifactReference,
  type ArtifactRun,
  type CopyArtifactOptions,
  copyArtifact,
  listArtifacts,
  type NodeArtifact,
  readArtifact,
} from './artifacts/run-artifacts.ts';
export { copyStoredArtifact, findArtifactPath } from './artifacts/stored-artifacts.ts';
export type { AllowedHosts } from './contract/allowed-hosts.ts';
export type { Clock } from './contract/clock.ts';
export { combineExecutors, type Executors } from './contract/combine-executors.ts';
export { EngineError, type EngineErrorOptions } from './contract/engine-error.ts';
export type {
  ClosableExecutor,
  ContainerResult,
  Executor,
  PodHandle,
  PodNotice,
  PodRequest,
  PodResult,
} from './contract/executor.ts';
export type { FileSystem } from './contract/file-system.ts';
export { type Journal, type JournalEvent, readJournal } from './contract/journal.ts';
export { defaultLimits, type Limits } from './contract/limits.ts';
export { type LoggedNode, logFile, type RunFolder, runFolder } from './contract/run-folder.ts';
export { isRecord, readStoredJson, type StoredJsonOptions } from './contract/stored-json.ts';
export type { DockerProgram } from './docker/docker-cli.ts';
export {
  createDockerExecutor,
  type DockerExecutor,
  type DockerExecutorOptions,
} from './docker/docker-executor.ts';
export { StuckRunError } from './driver/loop/stuck-run-error.ts';
export { type RunInput, readPodRequests, readRunInput, replayWorkflow } from './driver/read-history.ts';
export { type LogTailOptions, readLogTail } from './driver/read-log-tail.ts';
export { type ResumeOptions, resumeRun } from './driver/resume-run.ts';
export { type FollowLogOptions, followLog } from './driver/run-files/follow-log.ts';
export type { RunCommand } from './driver/run-files/run-command.ts';
export type { Liveness } from './driver/run-files/stored-run.ts';
export type { StartedRun, SuspendedNode } from './driver/run-handle.ts';
export type { RunOptions, StartOptions } from './driver/run-options.ts';
export { runWorkflow, startWorkflow } from './driver/run-workflow.ts';
export { type SendOptions, sendToRun } from './driver/send-to-run.ts';
export { openStore, type Run, type Store, type StoredRun, type StoreOptions } from './driver/store.ts';
export { type WatchRunOptions, watchRun } from './driver/watch-run.ts';
export { type EventBindingFields, eventArguments, type WorkflowEvent } from './events/event-arguments.ts';
export { createHttpExecutor, type HttpExecutorOptions } from './executors/http/http-executor.ts';
export type { PluginAddress } from './executors/plugin/call-plugin.ts';
export { createPluginExecutor, type PluginExecutorOptions } from './executors/plugin/plugin-executor.ts';
export type { Cluster, ResourceRequest } from './executors/resource/cluster/cluster.ts';
export { createKubectlCluster, type KubectlOptions } from './executors/resource/cluster/kubectl-cluster.ts';
export { findKubectlContext } from './executors/resource/cluster/kubectl-context.ts';
export { createLocalCluster } from './executors/resource/cluster/local-cluster.ts';
export { jsonPath } from './executors/resource/json-path/json-path.ts';
export { addObjects, type GivenObjects } from './executors/resource/objects/add-objects.ts';
export type { KubeMetadata, KubeObject } from './executors/resource/objects/kube-object.ts';
export type { ObjectKind } from './executors/resource/objects/object-kind.ts';
export {
  type ObjectEditor,
  type ObjectKey,
  type ObjectStore,
  openObjectStore,
} from './executors/resource/objects/object-store.ts';
export { type JqOptions, jqFilter } from './executors/resource/outputs/jq-filter.ts';
export {
  createResourceExecutor,
  type ResourceExecutorOptions,
} from './executors/resource/resource-executor.ts';
export {
  openRunResources,
  type RunResources,
  type RunResourcesOptions,
} from './executors/resource/run-resources.ts';
export {
  createInProcessExecutor,
  type InProcessEnd,
  type InProcessExecutorOptions,
  type InProcessPod,
} from './in-process/in-process-executor.ts';
export { type LogTime, logTimesFile, readLogTimes } from './logs/log-times.ts';
export { decodeNulls } from './manifest/decode-nulls.ts';
export { type LoggedPod, podLogs } from './pod-spec/container-log.ts';
export { podLabels } from './pod-spec/pod-fields.ts';
export { assertObjects, type KeyedObject } from './prepare/assert-objects.ts';
export { type CheckOptions, checkWorkflow } from './prepare/check-workflow.ts';
export { type NamedWorkflow, nameRun } from './prepare/name-run.ts';
export { startAt } from './prepare/start-at.ts';
export type { ImageCommand, ImageCommands } from './process/image-command.ts';
export { findUnusedImages } from './process/image-commands.ts';
export { endPods, findLivePods, findPodStates } from './process/leftovers.ts';
export {
  createProcessExecutor,
  type ProcessExecutor,
  type ProcessExecutorOptions,
} from './process/process-executor.ts';
export { createProcessSlots, type ProcessSlots, type SlotCounts } from './process/running/process-slots.ts';
export type { FailedNode } from './semantics/failures.ts';
export { findLargeSize, type NodeSize, type WorkflowSize } from './semantics/limits/workflow-size.ts';
export type { KeptNode } from './state/kept-node.ts';

import type { ClusterWorkflowTemplate, Workflow, WorkflowTemplate } from '@tiphys/models';
import type {
  ArtifactReference,
  CallOptions,
  ReadOptions,
  RunFilter,
  Runs,
  SubmitOptions,
} from '@tiphys/runs';
import type { Archive } from './archive.ts';
import type { ClusterChecks } from './checks.ts';
import type { Delivery } from './delivery.ts';
import type { EventService, KubernetesEvent } from './events.ts';
import type { FieldValidation } from './kubernetes-objects.ts';
import type { CronStore, ObjectStore } from './objects.ts';
import type { ClusterReply, ClusterRequest } from './request.ts';

/** A way to a cluster. */
export type ClusterMode = 'server' | 'kubernetes';

/** What a run is started from, besides a Workflow object. */
export interface SubmitSource {
  readonly kind: 'WorkflowTemplate' | 'ClusterWorkflowTemplate' | 'CronWorkflow';
  readonly name: string;
}

/** Options of {@link ClusterRuns.submitFrom}, as `argo submit --from` has them. */
export interface SubmitFromOptions extends SubmitOptions {
  readonly name?: string | undefined;
  readonly generateName?: string | undefined;
  readonly entrypoint?: string | undefined;
  /** Values of parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
  readonly labels?: Readonly<Record<string, string>> | undefined;
  readonly annotations?: Readonly<Record<string, string>> | undefined;
  readonly serviceAccount?: string | undefined;
  readonly priority?: number | undefined;
}

/** A file in an artifact that is a folder. */
export interface ArtifactFile extends ArtifactReference {
  /** Such as `reports/first.txt`. @default the artifact itself */
  readonly path?: string | undefined;
}

/** Options of {@link ClusterRuns.submit}. */
export interface ClusterSubmitOptions extends SubmitOptions {
  /**
   * What happens to fields that the definition of workflows does not have. Only the Kubernetes API can be told: through the Argo Server, any value
   * throws `CLIENT_NOT_OFFERED`. @default `Warn`, and the Argo Server drops them
   */
  readonly fieldValidation?: FieldValidation | undefined;
}

/** Which runs to watch. All conditions must hold. */
export type RunSelection = Pick<RunFilter, 'labels' | 'fields'>;

/** Options of {@link ClusterRuns.watchAll}. */
export interface WatchAllOptions extends ReadOptions {
  /** Only changes after this version, which is the `metadata.resourceVersion` of a run. @default the present state comes first */
  readonly from?: string | undefined;
  /**
   * Whether to go on after a broken connection. If not, there is one connection, and the iterator ends or throws with it: `CLIENT_EXPIRED` if the
   * server no longer has the version. @default true
   */
  readonly resume?: boolean | undefined;
}

/** How a run has changed. */
export interface RunEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly run: Workflow;
}

/** The runs of a namespace of a cluster. */
export interface ClusterRuns extends Runs {
  /** Returns a run as it is now. */
  get(name: string, options?: ReadOptions): Promise<Workflow>;
  /**
   * Iterates over the changes of several runs: first each one that exists as `ADDED`, then each change once, until the caller aborts it or breaks out
   * of the loop.
   *
   * @throws RunsError `RUNS_INVALID_SELECTOR`
   */
  watchAll(selection?: RunSelection, options?: WatchAllOptions): AsyncIterable<RunEvent>;
  /**
   * Iterates over what Kubernetes and Argo report about a run: what there is, then what is new, until the caller aborts it or breaks out of the loop.
   * Kubernetes keeps such events for an hour.
   */
  kubernetesEvents(name: string, call?: CallOptions): AsyncIterable<KubernetesEvent>;
  /**
   * Iterates over the bytes of a file in an artifact that is a folder, also in one that is stored as an archive. Without a path, of what the server
   * answers for the artifact: a page with links for a folder. Only the Argo Server offers it: with the Kubernetes API it throws `CLIENT_NOT_OFFERED`.
   *
   * @throws RunsError `RUNS_UNKNOWN_NODE`, `RUNS_UNKNOWN_ARTIFACT`
   */
  readArtifactFile(name: string, file: ArtifactFile, call?: CallOptions): AsyncIterable<Uint8Array>;
  /**
   * Starts a workflow.
   *
   * @throws ClientError `CLIENT_ARGUMENT` for something that is not a workflow at all
   */
  submit(workflow: Workflow, options?: ClusterSubmitOptions): Promise<Workflow>;
  /** Starts a workflow from an object that the cluster has. */
  submitFrom(source: SubmitSource, options?: SubmitFromOptions): Promise<Workflow>;
  /** Checks a workflow as Argo's server does, without starting it. */
  lint(workflow: Workflow, call?: CallOptions): Promise<Workflow>;
}

/** Versions that the other side tells of itself. */
export interface ClusterVersion {
  /** Version of Argo, such as `v4.1.2`; undefined if it is not known. The Kubernetes API does not tell it. */
  readonly argo?: string | undefined;
  /** Version of Kubernetes, such as `v1.35.4`; undefined through the Argo Server. */
  readonly kubernetes?: string | undefined;
}

/** A namespace of a cluster with Argo, through the Argo Server or the Kubernetes API. */
export interface Cluster {
  readonly mode: ClusterMode;
  /** Where it is, for messages: `the Argo Server https://argo.example.org, namespace default`. Without credentials. */
  readonly place: string;
  readonly namespace: string;
  readonly runs: ClusterRuns;
  readonly workflowTemplates: ObjectStore<WorkflowTemplate>;
  readonly clusterWorkflowTemplates: ObjectStore<ClusterWorkflowTemplate>;
  readonly cronWorkflows: CronStore;
  readonly archive: Archive;
  /** Starts workflows by events. */
  readonly events: EventService;
  /** Creates and applies objects of any kind. */
  readonly delivery: Delivery;
  /** Finds out what the credentials may do, and what is installed. */
  readonly checks: ClusterChecks;
  /** Returns the same cluster with another namespace. */
  inNamespace(namespace: string): Cluster;
  version(call?: CallOptions): Promise<ClusterVersion>;
  /**
   * Sends any request to the server, with the credentials of this cluster, for what no other call offers. Returns the whole reply; a status of 300
   * and above is an error as elsewhere. The namespace and the instance id of this cluster are not added.
   *
   * @throws ClientError `CLIENT_ARGUMENT` for a path that may lead to another server, or a header that cannot be sent
   */
  request(request: ClusterRequest, call?: CallOptions): Promise<ClusterReply>;
  /** Closes connections. Calls that go on fail. */
  close(): Promise<void>;
}

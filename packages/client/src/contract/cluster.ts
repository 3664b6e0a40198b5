import type { ClusterWorkflowTemplate, Workflow, WorkflowTemplate } from '@tiphys/models';
import type { CallOptions, ReadOptions, RunFilter, Runs, SubmitOptions } from '@tiphys/runs';
import type { Archive } from './archive.ts';
import type { ClusterChecks } from './checks.ts';
import type { Delivery } from './delivery.ts';
import type { CronStore, ObjectStore } from './objects.ts';

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
  /** Creates and applies objects of any kind. */
  readonly delivery: Delivery;
  /** Finds out what the credentials may do, and what is installed. */
  readonly checks: ClusterChecks;
  /** Returns the same cluster with another namespace. */
  inNamespace(namespace: string): Cluster;
  version(call?: CallOptions): Promise<ClusterVersion>;
  /** Closes connections. Calls that go on fail. */
  close(): Promise<void>;
}

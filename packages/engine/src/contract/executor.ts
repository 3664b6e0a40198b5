import type { Artifact, ArtifactLocation, Parameter, Template, Workflow } from '@tiphys/models';

/** A pod to run: a template with its tags substituted, and the context that the executor needs. */
export interface PodRequest {
  readonly workflowName: string;
  /** Uid of the workflow, for plugins and owner references. */
  readonly workflowUid?: string;
  /** Namespace of the workflow. @default `default` */
  readonly namespace?: string;
  readonly nodeId: string;
  /** Name of the node, `wf[0].a(1:x)`. */
  readonly nodeName: string;
  /** Name of the node without those of the nodes around it: `a(1:x)`. */
  readonly displayName: string;
  readonly podName: string;
  /** The substituted template: `container` or `script` and the artifacts, inputs, outputs, volumes that go with it. Input artifacts carry their location. */
  readonly template: Template;
  /** Whether the stdout of main is kept as `outputs.result`. See docs/semantics/inputs-and-outputs.md#result. */
  readonly captureResult: boolean;
  /** Time at which the pod must have ended, in milliseconds since the epoch. Absent for no limit. */
  readonly deadline?: number;
  /** Objects that `env.valueFrom`, `envFrom` and volumes refer to: ConfigMaps and Secrets. */
  readonly objects: readonly unknown[];
  /** Volumes of the workflow. */
  readonly volumes: readonly unknown[];
  /** Patches of the spec of the pod, in the order in which they apply. @default that of the template */
  readonly podSpecPatches?: readonly string[];
}

/** What a pod reports while it runs. */
export type PodNotice =
  /** Its containers have started. */
  | { readonly kind: 'running' }
  /** All containers of a daemon are ready. */
  | { readonly kind: 'ready'; readonly podIP: string }
  /** The last valid line of its progress file, such as `3/10`. */
  | { readonly kind: 'progress'; readonly progress: string };

/** How a container of a container set ended. See docs/semantics/pods.md#container-set. */
export interface ContainerResult {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  readonly message?: string;
  /** Absent if it never ran. */
  readonly exitCode?: string;
}

/**
 * How a pod ended. Outputs are kept even when main failed.
 * See docs/semantics/inputs-and-outputs.md#outputs-of-pods.
 */
export interface PodResult {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  /** Argo's message, such as `main: Error (exit code 1)`. */
  readonly message?: string;
  /** Exit code of main, as text. Absent if main never ran. */
  readonly exitCode?: string;
  /** The last 256 KiB of stdout of main, without one trailing newline. Present only if requested. */
  readonly result?: string;
  /** Output parameters with `value` filled in. */
  readonly parameters: readonly Parameter[];
  /** Output artifacts with their locations. */
  readonly artifacts: readonly Artifact[];
  /** Why it was stopped before its containers started. Absent if they did start. */
  readonly neverStarted?: 'shutdown' | 'deadline';
  /** When it started, in milliseconds since the epoch, if an earlier run did the work. @default when the executor was asked for it */
  readonly startedAt?: number;
  /** When it ended, in milliseconds since the epoch, if that was before its executor could tell. @default now */
  readonly finishedAt?: number;
  /** The containers of a container set, by name. */
  readonly containers?: Readonly<Record<string, ContainerResult>>;
}

/** A pod that is running. */
export interface PodHandle {
  /** Resolves when the pod has ended. Never rejects. */
  readonly done: Promise<PodResult>;
  /** Asks the pod to end: SIGTERM to its process group, SIGKILL after the grace period. */
  stop(reason: 'shutdown' | 'deadline'): void;
}

/** The kinds of work that executors do. */
export type WorkKind = 'pod' | 'http' | 'plugin' | 'resource' | 'data';

/**
 * Where pods find their declared paths: under their own names, or in the folder of each pod under a folder.
 * See {@link podPath}.
 */
export type PodPaths = { readonly kind: 'own' } | { readonly kind: 'under'; readonly folder: string };

/** Runs pods. It is all that the semantics know of the outside world. */
export interface Executor {
  /** Starts a pod. The caller enforces the limits of the workflow; the executor may let the pod wait for its own. */
  start(request: PodRequest, report?: (notice: PodNotice) => void): PodHandle;
  /**
   * Finds a pod again that an earlier process started: one that still runs, or has ended since. Returns undefined if it is lost.
   */
  recover?(request: PodRequest, report?: (notice: PodNotice) => void): PodHandle | undefined;
  /** The kinds of work that it does. @default pods only */
  readonly works?: readonly WorkKind[];
  /** Where pods find their declared paths, for tags such as `{{outputs.parameters.x.path}}`. @default their own names */
  readonly podPaths?: PodPaths;
  /**
   * Returns why this executor cannot run a template, such as an image without a known command; undefined if it can. Called for every
   * template before the run starts.
   *
   * @param podSpecPatches the patches of the pods of the template. @default its own
   */
  findUnsupported(
    template: Template,
    podSpecPatches?: readonly string[],
  ): { readonly code: string; readonly message: string } | undefined;
  /**
   * Deletes the artifacts that a workflow no longer needs when it has ended. Returns the workflow with its status updated. Never rejects.
   */
  collectGarbage?(workflow: Workflow, source: GarbageSource): Promise<Workflow>;
}

/** An executor that works in the folder of a run. Open it only for a run that this process owns: it writes and removes files of the run. */
export interface ClosableExecutor extends Executor {
  /** Ends what still runs, and removes what tasks left behind. Returns a warning for each thing that could not be removed. */
  close(): Promise<readonly string[]>;
}

/** What {@link Executor.collectGarbage} finds artifacts with. */
export interface GarbageSource {
  readonly objects: readonly unknown[];
  /** The artifact repository of the run, if it is known. */
  readonly repository: ArtifactLocation | undefined;
}

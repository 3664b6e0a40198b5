import type { Artifact, Parameter, Template } from '@tiphys/models';

/** One pod to run: a template with every tag substituted, and what the executor must know about its surroundings. */
export interface PodRequest {
  readonly workflowName: string;
  readonly nodeId: string;
  /** Name of the node, `wf[0].a(1:x)`. */
  readonly nodeName: string;
  readonly podName: string;
  /** The substituted template: `container` or `script` and the artifacts, inputs, outputs, volumes that go with it. Input artifacts carry their location. */
  readonly template: Template;
  /** Whether the stdout of main is kept as `outputs.result`. See docs/semantics/inputs-and-outputs.md#result. */
  readonly captureResult: boolean;
  /** Milliseconds since the epoch when the pod must have ended; absent: no limit. */
  readonly deadline?: number;
  /** Objects that `env.valueFrom`, `envFrom` and volumes refer to: ConfigMaps and Secrets. */
  readonly objects: readonly unknown[];
  /** Volumes of the workflow. */
  readonly volumes: readonly unknown[];
}

/**
 * How a pod ended. Outputs are kept even when main failed.
 * See docs/semantics/inputs-and-outputs.md#outputs-of-pods.
 */
export interface PodResult {
  readonly phase: 'Succeeded' | 'Failed' | 'Error';
  /** As Argo words it: `main: Error (exit code 1)`. */
  readonly message?: string;
  /** Exit code of main, as text; absent when main never ran. */
  readonly exitCode?: string;
  /** stdout of main without one trailing newline, the last 256 KiB; only when asked for. */
  readonly result?: string;
  /** Output parameters with `value` filled in. */
  readonly parameters: readonly Parameter[];
  /** Output artifacts with the location where they were saved. */
  readonly artifacts: readonly Artifact[];
}

/** A pod that is running. */
export interface PodHandle {
  /** Resolves when the pod has ended; never rejects. */
  readonly done: Promise<PodResult>;
  /** Asks the pod to end: SIGTERM to its process group, SIGKILL after the grace period. */
  stop(reason: 'shutdown' | 'deadline'): void;
}

/** Runs pods. The semantics know nothing else of the world. */
export interface Executor {
  /** Starts a pod at once; the number of pods at a time is the caller's matter only where the workflow limits it. */
  start(request: PodRequest): PodHandle;
  /** Where a declared path of a pod really lies, for tags such as `{{outputs.parameters.x.path}}`; the path itself when pods see it under that name. */
  pathOf(nodeId: string, path: string): string;
  /**
   * Names a template that this executor cannot run, with the reason, or undefined when it can: an image without command that the table does not know, say.
   * Checked for every template before the run starts.
   */
  findUnsupported(template: Template): { readonly code: string; readonly message: string } | undefined;
}

import type { Workflow } from '@tiphys/models';
import type { RunFilter } from './run-filter.ts';

/** What every operation takes besides its own options. */
export interface CallOptions {
  /** Cancels the call. An iterator ends, a promise rejects with the reason of the signal. @default never */
  readonly signal?: AbortSignal | undefined;
}

/** Which fields of a run to read: paths such as `status.phase`. */
export type FieldChoice =
  | { readonly only: readonly string[]; readonly without?: never }
  | { readonly without: readonly string[]; readonly only?: never };

/** Options of calls that read whole objects. */
export interface ReadOptions extends CallOptions {
  /**
   * The fields that the caller needs. The Argo Server sends no others, which makes large replies small. Local runs and those of the Kubernetes API
   * come whole. @default all
   */
  readonly fields?: FieldChoice | undefined;
}

/** Leaves out what makes runs large, and what a table of runs does not need. */
export const SUMMARY_FIELDS: FieldChoice = {
  without: [
    'metadata.managedFields',
    'status.nodes',
    'status.storedTemplates',
    'status.storedWorkflowTemplateSpec',
  ],
};

/** Which part of the logs of a run to read. */
export interface LogOptions extends CallOptions {
  /** Id, name or display name of a node, also as it is shown, or the name of its pod, or the name of a loop. The nodes under it are read, too. @default all nodes with logs */
  readonly node?: string | undefined;
  /** Container of the pods. @default `main` */
  readonly container?: string | undefined;
  /** Whether to wait for more lines until the run has ended. @default false */
  readonly follow?: boolean | undefined;
  /** Only this many lines at the end of the log of each node. @default all */
  readonly tail?: number | undefined;
  /** Only lines printed after this time, in milliseconds since the epoch. @default all */
  readonly since?: number | undefined;
  /** Only lines that match this regular expression of RE2, as `grep` of Argo reads it. @default all */
  readonly grep?: string | undefined;
  /** Only pods with these labels. @default all */
  readonly selector?: string | undefined;
  /** Whether to read the log of the container before its last restart. @default false */
  readonly previous?: boolean | undefined;
  /**
   * Whether the lines have their times. A log goes on after a broken connection with their help: without them, that is an error, and the lines of
   * several pods may come pod by pod. Local runs have the times anyway. @default true
   */
  readonly times?: boolean | undefined;
}

/** A line of a log. */
export interface LogLine {
  readonly nodeId: string;
  /** Name of the node, `hello[0].greet`. */
  readonly nodeName: string;
  /** Name of the pod, if the node has one. */
  readonly podName?: string | undefined;
  /** When the line was printed, in milliseconds since the epoch, where that is known. */
  readonly time?: number | undefined;
  /** Without the line end. Bytes that are not UTF-8 are U+FFFD. A line over 1 MiB comes in parts. */
  readonly text: string;
}

/** An artifact of a node. */
export interface ArtifactReference {
  /** Id of the node. */
  readonly nodeId: string;
  readonly name: string;
  /** @default output */
  readonly direction?: 'input' | 'output';
}

/** Options of {@link Runs.submit}. */
export interface SubmitOptions extends CallOptions {
  /** Whether the server checks the workflow, and returns it as it would be, without starting it. @default false */
  readonly serverDryRun?: boolean | undefined;
  /** Objects that the workflow refers to, for local runs: a cluster has its own. @default none */
  readonly objects?: readonly unknown[] | undefined;
}

/** Options of {@link RunsReader.delete}. */
export interface DeleteOptions extends CallOptions {
  /** Whether finalizers, such as those of the garbage collection of artifacts, are removed first. Local runs have none. @default false */
  readonly force?: boolean | undefined;
}

/** Which nodes an operation is about, and what to write there. */
export interface NodeOptions extends CallOptions {
  /** A selector such as `displayName=approve,phase=Running`. @default all nodes that the operation applies to */
  readonly nodeFieldSelector?: string | undefined;
}

/** Options of {@link Runs.stop}. */
export interface StopOptions extends NodeOptions {
  /** Message of the nodes that a selector names. */
  readonly message?: string | undefined;
}

/** Options of {@link Runs.resume}. */
export interface ResumeOptions extends NodeOptions {
  /** Values for the output parameters of suspended nodes, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Options of {@link Runs.retry}. */
export interface RetryOptions extends NodeOptions {
  /** Whether the nodes of the selector run again even if they succeeded. @default false */
  readonly restartSuccessful?: boolean | undefined;
  /** New values of parameters of the workflow, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Options of {@link Runs.resubmit}. */
export interface ResubmitOptions extends CallOptions {
  /** The new `spec.priority`. @default that of the run */
  readonly priority?: number | undefined;
  /** Whether nodes that succeeded keep their outputs and do not run again. @default false */
  readonly memoized?: boolean | undefined;
  /** New values of parameters of the workflow, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/** Options of {@link Runs.setNode}. */
export interface SetNodeOptions extends CallOptions {
  readonly nodeFieldSelector: string;
  readonly phase?: string | undefined;
  readonly message?: string | undefined;
  /** Values of output parameters, by name. */
  readonly parameters?: Readonly<Record<string, string>> | undefined;
}

/**
 * Reads runs, wherever they are. A run is a Workflow object with its `status`.
 *
 * Every operation on one run throws `RUNS_UNKNOWN_RUN` if there is none with that name. The name `@latest` means the run that was created
 * last.
 */
export interface RunsReader {
  /** Where the runs are, for messages: `the store .tiphys`. */
  readonly place: string;
  /**
   * Returns the runs that fulfil a filter: those that go on first, then the latest first.
   *
   * @throws RunsError `RUNS_INVALID_SELECTOR`
   */
  list(filter?: RunFilter, options?: ReadOptions): Promise<readonly Workflow[]>;
  /** Returns a run as it is now. */
  get(name: string, call?: CallOptions): Promise<Workflow>;
  /** Iterates over the states of a run: the current one at once, then each change, until the run has ended. */
  watch(name: string, call?: CallOptions): AsyncIterable<Workflow>;
  /**
   * Iterates over the lines that the tasks of a run printed.
   *
   * @throws RunsError `RUNS_UNKNOWN_NODE`
   */
  logs(name: string, options?: LogOptions): AsyncIterable<LogLine>;
  /**
   * Iterates over the bytes of an artifact, as they are stored: an archive stays an archive.
   *
   * @throws RunsError `RUNS_UNKNOWN_NODE`, `RUNS_UNKNOWN_ARTIFACT`
   */
  readArtifact(name: string, artifact: ArtifactReference, call?: CallOptions): AsyncIterable<Uint8Array>;
  /** Removes a run with its logs and artifacts. */
  delete(name: string, options?: DeleteOptions): Promise<void>;
}

/**
 * Reads and changes runs, wherever they are. Every operation returns the run as it is then, and throws the errors of {@link RunsReader}.
 *
 * Where a controller runs workflows, an operation returns at once, and the controller goes on. Local runs have none: see `LocalRuns`.
 */
export interface Runs extends RunsReader {
  /** Starts a workflow. */
  submit(workflow: Workflow, options?: SubmitOptions): Promise<Workflow>;
  /** Lets the tasks that run end, and starts only exit handlers. With a selector, fails suspended nodes instead. */
  stop(name: string, options?: StopOptions): Promise<Workflow>;
  /** Ends the tasks that run, and starts no others, not even exit handlers. */
  terminate(name: string, call?: CallOptions): Promise<Workflow>;
  /** Starts no more tasks until the run is resumed. */
  suspend(name: string, call?: CallOptions): Promise<Workflow>;
  /** Goes on with a suspended run, and with its suspended nodes or those that a selector names. */
  resume(name: string, options?: ResumeOptions): Promise<Workflow>;
  /** Runs the failed nodes of a run again, in the same run. */
  retry(name: string, options?: RetryOptions): Promise<Workflow>;
  /** Starts a new run with the workflow of another one. */
  resubmit(name: string, options?: ResubmitOptions): Promise<Workflow>;
  /** Changes suspended nodes: their phase, message or outputs. */
  setNode(name: string, options: SetNodeOptions): Promise<Workflow>;
}

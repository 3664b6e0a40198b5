import type { NodeStatus, Workflow } from '@tiphys/models';
import type { Answer, Received } from '@tiphys/pipeline/compile';
import type {
  CallOptions,
  LogLine,
  LogOptions,
  ResubmitOptions,
  ResumeOptions,
  RetryOptions,
  StopOptions,
} from '@tiphys/runs';
import type { DeliveredObject } from '../delivering/delivered-object.ts';
import type { OpenQuestion } from './open-questions.ts';

/** Options of {@link PipelineRun.result}. */
export interface ResultOptions extends CallOptions {
  /** The folder that files of the result are written to. It is made if it is missing. @default a new folder for temporary files */
  readonly directory?: string | undefined;
}

/**
 * A run of a pipeline, with the type of its result. The run itself is wherever it was submitted to; every call asks there.
 *
 * Every call throws the errors of `Runs`, such as RunsError `RUNS_UNKNOWN_RUN`, and ClientError if a cluster does not answer.
 */
export interface PipelineRun<TResult> {
  readonly name: string;
  /** The objects that were delivered to the cluster for the run. Empty for a local run, and for one that was attached. */
  readonly delivered: readonly DeliveredObject[];
  /** Those of them that should be deleted with the run, but will not be. */
  readonly unowned: readonly DeliveredObject[];
  /** Returns the workflow with its status, as it is now. */
  workflow(call?: CallOptions): Promise<Workflow>;
  /** Iterates over nodes: those that there are at first, then each one whenever it is new or its phase has changed, until the run has ended. */
  nodes(call?: CallOptions): AsyncIterable<NodeStatus>;
  /** Waits until the run has ended, however it ends, and returns its workflow. */
  wait(call?: CallOptions): Promise<Workflow>;
  /**
   * Waits until the run has succeeded, and returns the result of the pipeline. A file is the path of a copy.
   *
   * @throws ClientError `CLIENT_RUN_FAILED` with the nodes that failed and their messages; `CLIENT_RUN_OPEN` if nobody continues the run;
   * `CLIENT_RESULT` if the outputs of the run are not those of the pipeline
   */
  result(options?: ResultOptions): Promise<Received<TResult>>;
  /** Iterates over the lines that the tasks printed. */
  logs(options?: LogOptions): AsyncIterable<LogLine>;
  /** Returns the questions that wait for an answer now. */
  questions(call?: CallOptions): Promise<readonly OpenQuestion[]>;
  /**
   * Waits until the run asks a question, and answers it.
   *
   * @param question the name of the task, or the id of its node, which is needed if several tasks of that name wait for an answer
   * @param values by the names of the fields. Those with a default may be omitted
   * @throws ClientError `CLIENT_ANSWER` if the pipeline never asks it, the run ends without asking it, or the values do not fit
   */
  answer(question: string, values?: Answer, call?: CallOptions): Promise<void>;
  /** Lets the tasks that run end, and starts only exit handlers. */
  stop(options?: StopOptions): Promise<Workflow>;
  /** Ends the tasks that run, and starts no others. */
  terminate(call?: CallOptions): Promise<Workflow>;
  /** Starts no more tasks until the run is resumed. */
  suspend(call?: CallOptions): Promise<Workflow>;
  resume(options?: ResumeOptions): Promise<Workflow>;
  /**
   * Runs the failed nodes again, in the same run. Values of parameters are texts, as those of `-p`.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`
   */
  retry(options?: RetryOptions): Promise<Workflow>;
  /**
   * Starts a new run with the workflow of this one. Values of parameters are texts, as those of `-p`.
   *
   * @throws PipelineError `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_INPUT_NOT_JSON`, `PIPELINE_INPUT_INVALID`, `PIPELINE_INPUT_INEXACT`
   */
  resubmit(options?: ResubmitOptions): Promise<PipelineRun<TResult>>;
}

import type { InputDeclarations, InputType } from '../../ir/component/input-declaration.ts';
import type { PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import type { FailureReport, Hooks, Outcome, RunPhase } from '../../ir/surface/outcome.ts';
import type { Output } from '../../ir/surface/output.ts';

/** The outputs that the body of a pipeline gets for its inputs. */
export type PipelineInputs<TInputs> = { readonly [K in keyof TInputs]: Output<InputType<TInputs[K]>> };

/** The outcome of a run, for the exit handler of the pipeline. */
export interface RunOutcome<TResult = unknown> extends Outcome<TResult> {
  /** The nodes that failed: tasks, and the bodies around them. */
  readonly failures: Output<readonly FailureReport[]>;
  /** Time since the start of the run. */
  readonly seconds: Output<number>;
}

/** Options of a pipeline. */
export interface PipelineOptions<TInputs extends InputDeclarations = InputDeclarations, TResult = unknown>
  extends PipelineSettings {
  /** Adds tasks that run when the pipeline has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: RunOutcome<TResult>, inputs: PipelineInputs<TInputs>) => unknown;
  /** Tasks that run beside the run, as soon as a condition on its status is true. */
  readonly hooks?: Hooks<RunPhase>;
}

import type { InputDeclarations, InputType } from '../../ir/component/input-declaration.ts';
import type { PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import type { FailureReport, Hooks, Outcome, RunPhase } from '../../ir/surface/outcome.ts';
import type { Output, OutputHandle } from '../../ir/surface/output.ts';
import type { Run } from '../../ir/surface/run.ts';
import type { Wire } from '../../ir/surface/wire.ts';

/** The outputs that the body of a pipeline gets for its inputs. */
export type PipelineInputs<TInputs> = {
  readonly [K in keyof TInputs]: Output<Wire<InputType<TInputs[K]>>>;
};

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
  /** Labels of the object; as a function, labels of each run that depend on its inputs. */
  readonly labels?:
    | Readonly<Record<string, string>>
    | ((inputs: PipelineInputs<TInputs>) => Readonly<Record<string, string | OutputHandle<string>>>);
  /** Adds tasks that run when the pipeline has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: RunOutcome<TResult>, inputs: PipelineInputs<TInputs>, run: Run) => unknown;
  /** Tasks that run beside the run, as soon as a condition on its status is true. */
  readonly hooks?: Hooks<RunPhase>;
}

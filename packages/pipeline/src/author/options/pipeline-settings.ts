import type { InputDeclarations, InputType } from '../../ir/component/input-declaration.ts';
import type { PipelineSettings } from '../../ir/settings/pipeline-settings.ts';
import type { Output } from '../../ir/surface/output.ts';

/** The outputs that the body of a pipeline gets for its inputs. */
export type PipelineInputs<TInputs> = { readonly [K in keyof TInputs]: Output<InputType<TInputs[K]>> };

/** The outcome of a run, for the exit handler of the pipeline. */
export interface RunOutcome {
  readonly status: Output<'Succeeded' | 'Failed' | 'Error'>;
}

/** Options of a pipeline. */
export interface PipelineOptions<TInputs extends InputDeclarations = InputDeclarations>
  extends PipelineSettings {
  /** Adds tasks that run when the pipeline has ended, whether it succeeded or failed. */
  readonly onExit?: (outcome: RunOutcome, inputs: PipelineInputs<TInputs>) => unknown;
}

import type { CallArguments } from '@tiphys/pipeline/compile';
import type { CallOptions } from '@tiphys/runs';

/** Options of a submission, besides the values of the inputs. */
export interface SubmitPipelineOptions extends CallOptions {
  /** Name of the run. @default the name of the pipeline, with random characters */
  readonly name?: string | undefined;
  /** Labels of the run, besides those of the pipeline. */
  readonly labels?: Readonly<Record<string, string>> | undefined;
  /** Annotations of the run, besides those of the pipeline. */
  readonly annotations?: Readonly<Record<string, string>> | undefined;
}

/**
 * The arguments of a submission after the pipeline: the values of its inputs, which may be omitted if all have defaults, and options. The inputs of a
 * pipeline that was loaded from a file have no types.
 */
export type PipelineArguments<TInputs> = unknown extends TInputs
  ? [values?: Readonly<Record<string, unknown>>, options?: SubmitPipelineOptions]
  : CallArguments<{ readonly [K in keyof TInputs]: TInputs[K] }, SubmitPipelineOptions>;

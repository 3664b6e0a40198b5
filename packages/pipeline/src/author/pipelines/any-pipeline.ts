import type { CallSite } from '../../ir/call-site.ts';
import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import type { PipelineFunctions } from '../../ir/settings/pipeline-settings.ts';
import type { Run } from '../../ir/surface/run.ts';
import type { BodyReturn } from '../bodies/body-result.ts';
import type { PipelineOptions } from '../options/pipeline-settings.ts';

/** A pipeline of any inputs and result, which can be compiled. */
export interface AnyPipeline {
  readonly kind: 'tiphys-pipeline';
  readonly name: string;
  readonly inputs: readonly PipelineInput[];
  readonly options: PipelineOptions;
  /** The functions in the options, as they were when the pipeline was defined. @internal */
  readonly functions: PipelineFunctions;
  /** Adds the tasks. Its inputs are the declared ones. @internal */
  readonly body: (inputs: never, run: Run) => BodyReturn;
  /** Where the pipeline is defined. @internal */
  readonly site: CallSite;
}

import type { CallSite } from '../../ir/call-site.ts';
import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import type { BodyReturn } from '../body-result.ts';
import type { PipelineOptions } from '../options/pipeline-settings.ts';

/** A pipeline of any inputs and result, which can be compiled. */
export interface AnyPipeline {
  readonly kind: 'tiphys-pipeline';
  readonly name: string;
  readonly inputs: readonly PipelineInput[];
  readonly options: PipelineOptions;
  /** Adds the tasks. Its inputs are the declared ones. @internal */
  readonly body: (inputs: never) => BodyReturn;
  /** Where the pipeline is defined. @internal */
  readonly site: CallSite;
}

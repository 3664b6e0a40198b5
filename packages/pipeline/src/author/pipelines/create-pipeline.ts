import type { CallNode } from '../../ir/graph.ts';
import type { AnyArguments } from '../calls/read-arguments.ts';
import { createHandle } from '../handles/handle.ts';
import type { PipelineCallOptions } from '../options/pipeline-call-options.ts';
import { addCallerLocation, withCallerLocation } from '../tracing/with-caller-location.ts';
import type { AnyPipeline } from './any-pipeline.ts';
import { addPipelineCall, type PipelineCallPlace } from './call-pipeline.ts';
import type { Pipeline } from './pipeline.ts';
import { writeTemplateRun } from './template-run.ts';
import type { TemplateRunOptions } from './template-run-options.ts';

/** Creates the function that a pipeline is, from its parts. */
export function createPipeline<TInputs, TResult>(parts: AnyPipeline): Pipeline<TInputs, TResult> {
  const caller = (how: PipelineCallPlace['how']) => {
    const call = (values?: AnyArguments, options?: PipelineCallOptions, ...more: unknown[]): object => {
      try {
        const task: CallNode = addPipelineCall(made, { how, values, options, called: call, more });
        return createHandle<unknown>(task);
      } catch (error) {
        throw addCallerLocation(error, call);
      }
    };
    return call;
  };
  const workflow = (values?: AnyArguments, options?: TemplateRunOptions): object =>
    withCallerLocation(workflow, () => writeTemplateRun(made, values, options));
  const call = caller('part');
  Object.defineProperty(call, 'name', { value: parts.name });
  const { name: _name, ...rest } = parts;
  const made = Object.freeze(
    Object.assign(call, rest, { ref: caller('reference'), submit: caller('submission'), workflow }),
  ) as unknown as Pipeline<TInputs, TResult>; // the types of arguments and results only matter to the compiler
  return made;
}

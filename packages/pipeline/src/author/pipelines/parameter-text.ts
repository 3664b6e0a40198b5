import type { PipelineInput } from '../../ir/component/pipeline-input.ts';
import { encodeValue } from '../../ir/wire/encode-value.ts';
import { PipelineError } from '../../pipeline-error.ts';
import type { AnyPipeline } from './any-pipeline.ts';

/** A parameter of a workflow that runs a pipeline. */
export interface TextParameter {
  readonly name: string;
  value: string;
}

/** The pipelines of parameters with a string for an input whose type its declaration does not say. */
const open = new WeakMap<object, AnyPipeline>();

/** Returns the pipeline that a parameter is for, once, if its string may have to be written as JSON. */
export function takeOpen(parameter: object): AnyPipeline | undefined {
  const pipeline = open.get(parameter);
  open.delete(parameter);
  return pipeline;
}

/**
 * Returns a parameter with a value for an input: strings are plain text unless the input also takes other values. If the type of the input is
 * not known yet, a string is plain text until the parameter is settled.
 *
 * @throws PipelineError `PIPELINE_TAG_IN_TEXT` for plain text with `{{`, which Argo would replace; `PIPELINE_UNSUPPORTED_VALUE`
 */
export function parameterFor(
  pipeline: AnyPipeline,
  { name, form }: PipelineInput,
  value: unknown,
): TextParameter {
  if (typeof value !== 'string' || form === 'json') return { name, value: encodeValue(value) };
  if (value.includes('{{')) {
    throw new PipelineError(
      'PIPELINE_TAG_IN_TEXT',
      `The value of the input "${name}" contains "{{", which Argo would replace. Pass such text to the component directly.`,
    );
  }
  const parameter = { name, value };
  if (form === undefined) open.set(parameter, pipeline);
  return parameter;
}

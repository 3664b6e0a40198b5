import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import { knownInputs } from '../author/pipelines/known-inputs.ts';
import { type TextParameter, takeOpen } from '../author/pipelines/parameter-text.ts';
import { tracePipeline } from '../author/trace-pipeline.ts';
import { locate } from '../ir/call-site.ts';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { resolveInputs } from './resolve-inputs.ts';

/**
 * Writes strings as JSON in the objects that `pipeline.workflow` and `trigger` have made, where the components or a generated module say that
 * an input takes other values than strings, too.
 *
 * @throws PipelineError `PIPELINE_INPUT_TYPE_UNKNOWN`, and the errors of the body of the pipeline
 */
export function settleParameters(objects: Iterable<unknown>): void {
  const resolved = new Map<AnyPipeline, readonly PipelineInput[]>();
  for (const parameter of parametersOf(objects)) {
    const pipeline = takeOpen(parameter);
    if (pipeline === undefined) continue;
    const inputs = resolved.get(pipeline) ?? inputsOf(pipeline);
    resolved.set(pipeline, inputs);
    const form = inputs.find(({ name }) => name === parameter.name)?.form;
    if (form === 'json') parameter.value = encodeValue(parameter.value);
  }
}

function* parametersOf(objects: Iterable<unknown>): Generator<TextParameter> {
  for (const object of objects) {
    // Every field is checked before it is used.
    const { spec } = object as { readonly spec?: Arguments & { readonly submit?: Arguments } };
    for (const parameters of [spec?.arguments?.parameters, spec?.submit?.arguments?.parameters]) {
      // An object of the user may have anything here. Only parameters that Tiphys has made are changed.
      if (Array.isArray(parameters)) yield* parameters.filter(isObject) as readonly TextParameter[];
    }
  }
}

interface Arguments {
  readonly arguments?: { readonly parameters?: unknown };
}

function isObject(value: unknown): boolean {
  return typeof value === 'object' && value !== null;
}

function inputsOf(pipeline: AnyPipeline): readonly PipelineInput[] {
  return resolveInputs(tracePipeline(pipeline), knownInputs(pipeline), locate(pipeline.site));
}

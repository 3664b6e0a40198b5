import type { ConfigMapKeySelector, Parameter } from '@tiphys/models';
import type { SourceLocation } from '@tiphys/signature/model';
import type { AnyPipeline } from '../author/pipelines/any-pipeline.ts';
import { locate } from '../ir/call-site.ts';
import type { PipelineInput } from '../ir/component/pipeline-input.ts';
import type { ConfigKey } from '../ir/surface/cluster-values.ts';
import type { Trace } from '../ir/trace.ts';
import { encodeValue } from '../ir/wire/encode-value.ts';
import { findSizeFault, variableBytes } from '../ir/wire/variable-size.ts';
import { PipelineError } from '../pipeline-error.ts';

/** Returns the parameters of the workflow: strings as plain text, everything else as JSON. */
export function writeParameters(pipeline: AnyPipeline, trace: Trace): readonly Parameter[] {
  return trace.inputs.map(({ input }) => {
    assertDefault(pipeline, input);
    const write = (value: unknown): string => (input.form === 'text' ? String(value) : encodeValue(value));
    return {
      name: input.name,
      ...(input.description === undefined ? {} : { description: input.description }),
      ...(input.default === undefined ? {} : { value: write(input.default.value) }),
      ...(input.from === undefined ? {} : { valueFrom: { configMapKeyRef: selectorOf(input.from) } }),
      ...(input.choices === undefined ? {} : { enum: input.choices.map(write) }),
    };
  });
}

function selectorOf({ configMap, key }: ConfigKey): ConfigMapKeySelector {
  return { name: configMap, key };
}

function assertDefault({ name, options, site }: AnyPipeline, input: PipelineInput): void {
  const location = locate(site);
  if (input.default === undefined) {
    if (input.from !== undefined) return;
    if (options.schedule === undefined && options.kind !== 'CronWorkflow') return;
    throw new PipelineError(
      'PIPELINE_INPUT_REQUIRED',
      `The pipeline ${name} runs on a schedule, so its input "${input.name}" needs a default.`,
      { location },
    );
  }
  const { value } = input.default;
  assertDefaultSize(input, location);
  if (input.form !== 'text' || typeof value !== 'string' || !value.includes('{{')) return;
  throw new PipelineError(
    'PIPELINE_TAG_IN_TEXT',
    `The default of the input "${input.name}" contains "{{", which Argo would replace. Pass such text to the component directly.`,
    { location },
  );
}

function assertDefaultSize(
  { name, form, default: given, inVariable }: PipelineInput,
  location?: SourceLocation,
): void {
  if (inVariable !== true || given === undefined) return;
  const text = form === 'text' ? String(given.value) : encodeValue(given.value);
  const fault = findSizeFault(variableBytes(text, form), form === 'text' ? 'string' : 'T');
  if (fault === undefined) return;
  throw new PipelineError(
    'PIPELINE_VALUE_TOO_LARGE',
    `The default of the input "${name}" is too large. ${fault}`,
    { location },
  );
}

import type { Workflow } from '@tiphys/models';
import { PipelineError } from '../../pipeline-error.ts';
import { assertOptions, didYouMean, isPlainObject, show, textOf } from '../options/option-check.ts';
import type { AnyPipeline } from './any-pipeline.ts';
import { parameterFor } from './parameter-text.ts';
import type { TemplateRunOptions } from './template-run-options.ts';

/**
 * Checks that a pipeline is a template in the cluster, so that others can refer to it.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TEMPLATE`
 */
export function assertTemplate({ name, options }: AnyPipeline): void {
  if (isTemplateKind(options.kind)) return;
  throw new PipelineError(
    'PIPELINE_NOT_A_TEMPLATE',
    `The pipeline ${name} has no WorkflowTemplate in the cluster, because its kind is ${options.kind ?? 'Workflow'}. Set kind: 'WorkflowTemplate', or call ${name}(...) to make it a part of this pipeline.`,
  );
}

/** Tells whether objects of a kind are templates that other objects refer to. */
export function isTemplateKind(kind: string | undefined): boolean {
  return kind === 'WorkflowTemplate' || kind === 'ClusterWorkflowTemplate';
}

/**
 * Returns the Workflow that runs a pipeline from its WorkflowTemplate.
 *
 * @throws PipelineError `PIPELINE_NOT_A_TEMPLATE`, `PIPELINE_INVALID_ARGUMENT`, `PIPELINE_UNKNOWN_OPTION`, `PIPELINE_INVALID_OPTION`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`, `PIPELINE_UNSUPPORTED_VALUE`
 */
export function writeTemplateRun(
  pipeline: AnyPipeline,
  values: Readonly<Record<string, unknown>> = {},
  options: TemplateRunOptions = {},
): Workflow {
  assertTemplate(pipeline);
  assertRun(pipeline, values, options);
  const { name, inputs } = pipeline;
  const given = inputs.filter((input) => values[input.name] !== undefined);
  assertAllGiven(pipeline, values);
  const file = given.find((input) => input.file);
  if (file !== undefined)
    throw new PipelineError(
      'PIPELINE_INVALID_ARGUMENT',
      `The input "${file.name}" of ${name} is a file, and a workflow is submitted with values only. Leave it out.`,
    );
  const clusterScope = pipeline.options.kind === 'WorkflowTemplate' ? {} : { clusterScope: true };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata: {
      generateName: `${name}-`,
      ...(pipeline.options.namespace === undefined ? {} : { namespace: pipeline.options.namespace }),
    },
    spec: {
      workflowTemplateRef: { name, ...clusterScope },
      ...(options.entrypoint === undefined ? {} : { entrypoint: options.entrypoint }),
      ...(given.length === 0
        ? {}
        : {
            arguments: {
              parameters: given.map((input) => parameterFor(pipeline, input, values[input.name])),
            },
          }),
    },
  };
}

function isTemplateName(text: string): boolean {
  return /^[-a-zA-Z0-9]{1,128}$/.test(text);
}

function assertRun({ name }: AnyPipeline, values: unknown, options: unknown): void {
  if (!isPlainObject(values))
    throw new PipelineError(
      'PIPELINE_INVALID_ARGUMENT',
      `${name}.workflow(...) takes an object of inputs, not ${show(values)}. Write ${name}.workflow({ ... }).`,
    );
  assertOptions<TemplateRunOptions>(
    options,
    { entrypoint: textOf('a name of a template', isTemplateName) },
    { what: `the call of ${name}.workflow` },
  );
}

/**
 * Checks the names of values that are given for the inputs of a pipeline.
 *
 * @throws PipelineError `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`
 */
export function assertAllGiven(
  { name, inputs }: AnyPipeline,
  values: Readonly<Record<string, unknown>>,
): void {
  const known = inputs.map((input) => input.name);
  const unknown = Object.keys(values).find((key) => values[key] !== undefined && !known.includes(key));
  if (unknown !== undefined) {
    const advice =
      didYouMean(unknown, known) ??
      (known.length === 0 ? 'It has no inputs.' : `Its inputs are ${known.join(', ')}.`);
    throw new PipelineError(
      'PIPELINE_UNKNOWN_ARGUMENT',
      `The pipeline ${name} has no input "${unknown}". ${advice}`,
    );
  }
  const missing = inputs.find((input) => input.default === undefined && values[input.name] === undefined);
  if (missing === undefined) return;
  throw new PipelineError(
    'PIPELINE_MISSING_ARGUMENT',
    `The pipeline ${name} needs the input "${missing.name}", which is missing.`,
  );
}

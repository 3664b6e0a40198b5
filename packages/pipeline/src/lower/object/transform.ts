import type { Workflow } from '@tiphys/models';
import { isPlainObject } from '../../author/options/option-check.ts';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { modelFields } from '../../author/settings/model-fields.ts';
import { locate } from '../../ir/call-site.ts';
import { PipelineError } from '../../pipeline-error.ts';
import { runUserCode } from '../../user-code/user-code-error.ts';

const specFields = modelFields({ definition: 'WorkflowSpec' });
const metadataFields = modelFields({ definition: 'ObjectMeta' });

/**
 * Returns what the option `transform` of a pipeline makes of its workflow.
 *
 * @throws PipelineError `PIPELINE_TRANSFORM_FAILED` if it throws, or returns something else than a workflow
 */
export function transformed({ name, options, site }: AnyPipeline, workflow: Workflow): Workflow {
  const { transform } = options;
  if (transform === undefined) return workflow;
  const failure = `The option "transform" of the pipeline ${name} threw an exception.`;
  const place = locate(site);
  const result: unknown = runUserCode({ code: 'PIPELINE_TRANSFORM_FAILED', failure, place }, () =>
    transform(structuredClone(workflow)),
  );
  if (!isWorkflow(result))
    throw new PipelineError(
      'PIPELINE_TRANSFORM_FAILED',
      `The option "transform" of the pipeline ${name} must return the workflow with its metadata and spec. Write transform: (workflow) => ({ ...workflow, ... }).`,
      { location: place },
    );
  const what = `what "transform" of the pipeline ${name} returned`;
  metadataFields(result.metadata, { what, path: 'metadata' });
  specFields(result.spec, { what, path: 'spec' });
  return result;
}

function isWorkflow(value: unknown): value is Workflow {
  return isPlainObject(value) && isPlainObject(value.metadata) && isPlainObject(value.spec);
}

import type { CronWorkflow, Workflow, WorkflowTemplate } from '@tiphys/models';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { metadataOf } from './metadata.ts';
import { scheduleOf } from './schedule.ts';
import { specOf, type WrittenTemplates } from './spec.ts';

/** An Argo object that a pipeline compiles to. */
export type Manifest = Workflow | WorkflowTemplate | CronWorkflow;

/**
 * Returns the Argo object of a pipeline, of the kind that its options name.
 *
 * @throws PipelineError `PIPELINE_NO_SCHEDULE`, `PIPELINE_INVALID_OPTION`
 */
export function writeObject(pipeline: AnyPipeline, written: WrittenTemplates): Manifest {
  const { options, name } = pipeline;
  const kind = options.kind ?? (options.schedule === undefined ? 'Workflow' : 'CronWorkflow');
  const apiVersion = 'argoproj.io/v1alpha1' as const;
  const metadata = metadataOf(options, written.signature);
  const spec = specOf(options, written);
  switch (kind) {
    case 'Workflow':
      return { apiVersion, kind, metadata: { generateName: `${name}-`, ...metadata }, spec };
    case 'WorkflowTemplate':
      return { apiVersion, kind, metadata: { name, ...metadata }, spec };
    default:
      return {
        apiVersion,
        kind,
        metadata: { name, ...metadata },
        spec: { ...scheduleOf(pipeline), workflowSpec: spec },
      };
  }
}

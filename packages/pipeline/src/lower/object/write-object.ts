import type { ClusterWorkflowTemplate, CronWorkflow, Workflow, WorkflowTemplate } from '@tiphys/models';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import { metadataOf } from './metadata.ts';
import { scheduleOf } from './schedule.ts';
import { specOf, type WrittenTemplates } from './spec.ts';
import { transformed } from './transform.ts';

/** An Argo object that a pipeline compiles to. */
export type Manifest = Workflow | WorkflowTemplate | ClusterWorkflowTemplate | CronWorkflow;

/**
 * Returns the Argo object of a pipeline, of the kind that its options name.
 *
 * @throws PipelineError `PIPELINE_NO_SCHEDULE`, `PIPELINE_INVALID_OPTION`, `PIPELINE_TRANSFORM_FAILED`
 */
export function writeObject(pipeline: AnyPipeline, written: WrittenTemplates): Manifest {
  const { options, name } = pipeline;
  const kind = options.kind ?? (options.schedule === undefined ? 'Workflow' : 'CronWorkflow');
  const apiVersion = 'argoproj.io/v1alpha1' as const;
  const own = kind === 'Workflow' ? { generateName: `${name}-` } : { name };
  const { metadata, spec } = transformed(pipeline, {
    apiVersion,
    kind: 'Workflow',
    metadata: { ...own, ...metadataOf(options, written) },
    spec: specOf(options, written),
  });
  switch (kind) {
    case 'Workflow':
    case 'WorkflowTemplate':
    case 'ClusterWorkflowTemplate':
      return { apiVersion, kind, metadata, spec };
    case 'CronWorkflow': {
      const schedule = withRunAnnotations(scheduleOf(pipeline), written.inputTypes);
      return { apiVersion, kind, metadata, spec: { ...schedule, workflowSpec: spec } };
    }
  }
}

/** The annotations of a CronWorkflow are not those of its runs. */
function withRunAnnotations(
  schedule: ReturnType<typeof scheduleOf>,
  annotations: Readonly<Record<string, string>>,
): ReturnType<typeof scheduleOf> {
  if (Object.keys(annotations).length === 0) return schedule;
  const { workflowMetadata: given } = schedule;
  return {
    ...schedule,
    workflowMetadata: { ...given, annotations: { ...annotations, ...given?.annotations } },
  };
}

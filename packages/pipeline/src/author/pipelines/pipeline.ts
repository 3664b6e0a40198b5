import type { Workflow } from '@tiphys/models';
import type { TaskOutput } from '../../ir/surface/output.ts';
import type { ArgumentsFor, Flat } from '../../ir/surface/wire.ts';
import type { CallArguments } from '../calls/call-arguments.ts';
import type { PipelineCallOptions, PipelineReferenceOptions } from '../options/pipeline-call-options.ts';
import type { AnyPipeline } from './any-pipeline.ts';
import type { TemplateRunOptions } from './template-run-options.ts';

/** A workflow that a pipeline has submitted. */
export interface Submission {
  readonly name: string;
  readonly uid: string;
}

/**
 * A pipeline with the types of its inputs and its result.
 *
 * In the body of another pipeline, it is called as a component is: its tasks become part of the other pipeline.
 */
export interface Pipeline<TInputs, TResult> extends AnyPipeline {
  // Without a doc comment, so that editors show the comment of the pipeline for a call.
  (...call: CallArguments<ArgumentsFor<Flat<TInputs>>, PipelineCallOptions<TResult>>): TaskOutput<TResult>;
  /**
   * Adds a task that runs this pipeline from its WorkflowTemplate in the cluster. The pipeline must have the kind `WorkflowTemplate` or
   * `ClusterWorkflowTemplate`.
   *
   * @throws PipelineError `PIPELINE_NOT_A_TEMPLATE`, and what a call of the pipeline throws
   * @see https://argo-workflows.readthedocs.io/en/latest/workflow-templates/#referencing-other-workflowtemplates
   */
  ref(
    ...call: CallArguments<ArgumentsFor<Flat<TInputs>>, PipelineReferenceOptions<TResult>>
  ): TaskOutput<TResult>;
  /**
   * Adds a task that submits this pipeline as a workflow of its own, from its WorkflowTemplate in the cluster. The task does not wait for the
   * workflow to end. Its service account must be allowed to create workflows.
   *
   * @throws PipelineError `PIPELINE_NOT_A_TEMPLATE`, and what a call of the pipeline throws
   */
  submit(
    ...call: CallArguments<ArgumentsFor<Flat<TInputs>>, PipelineReferenceOptions<Submission>>
  ): TaskOutput<Submission>;
  /**
   * Returns the Workflow that runs this pipeline from its WorkflowTemplate, for `kubectl create` or `argo submit`.
   *
   * @throws PipelineError `PIPELINE_NOT_A_TEMPLATE`, `PIPELINE_MISSING_ARGUMENT`, `PIPELINE_UNKNOWN_ARGUMENT`
   */
  workflow(...call: CallArguments<Flat<TInputs>, TemplateRunOptions>): Workflow;
  /** The types of inputs and result, for the compiler only. */
  readonly types?: { readonly inputs: TInputs; readonly result: TResult };
}

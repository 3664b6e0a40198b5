import type { Template } from '@tiphys/models';

/** A template that is not a function: one of a WorkflowTemplate or ClusterWorkflowTemplate, or one of `fromTemplate`. */
export interface RemoteTemplate {
  /** Name of the object that contains it; empty if it becomes part of the pipeline. */
  readonly name: string;
  readonly template: string;
  /** Whether the object is a ClusterWorkflowTemplate. */
  readonly clusterScope?: true;
  /** Its output parameters. Its standard output is `result`, unless it has a parameter of that name. */
  readonly outputs: readonly string[];
  /** Its output artifacts by their names in the component, which differ if a parameter has the same name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Names of the files that are optional. */
  readonly optionalFiles?: readonly string[];
  /** Input artifacts with another name in the component, because a parameter has the same name. */
  readonly inputFiles?: Readonly<Record<string, string>>;
  /** Whether its values are JSON texts, because a pipeline was compiled to it; otherwise they are plain texts. */
  readonly json?: true;
  /** Whether its result is the only output, `output`. */
  readonly single?: true;
  /** The template and those that it calls, if they become part of the pipeline. */
  readonly own?: readonly Template[];
}

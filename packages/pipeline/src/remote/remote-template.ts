import type { Template } from '@tiphys/models';

/** A template that is no function: of a WorkflowTemplate or ClusterWorkflowTemplate, or one that comes with the pipeline. */
export interface RemoteTemplate {
  /** Name of the object that holds it; empty when it comes with the pipeline. */
  readonly name: string;
  readonly template: string;
  /** Whether the object is a ClusterWorkflowTemplate. */
  readonly clusterScope?: true;
  /** Its output parameters. What it prints is `result` beside them, when it has no parameter of that name. */
  readonly outputs: readonly string[];
  /** Its output artifacts, by the names under which the component gives them: another one where a parameter has the name. */
  readonly files?: Readonly<Record<string, string>>;
  /** Those of the files that a run may do without. */
  readonly optionalFiles?: readonly string[];
  /** Input artifacts that the component takes under another name, because a parameter has theirs. */
  readonly inputFiles?: Readonly<Record<string, string>>;
  /** The template and those that it calls, when they come with the pipeline. */
  readonly own?: readonly Template[];
}

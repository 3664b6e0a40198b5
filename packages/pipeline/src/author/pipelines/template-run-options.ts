/** Options of a workflow that runs a pipeline from its WorkflowTemplate. */
export interface TemplateRunOptions {
  /** The template to start with. @default the entrypoint of the WorkflowTemplate */
  readonly entrypoint?: string;
}

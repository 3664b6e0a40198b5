import type { Models } from '@tiphys/models';

/**
 * The Argo that literals and builders are typed for: the newest, unless a project says once which one it has, or names models that
 * it generated itself.
 *
 * @example
 * ```ts
 * import type { Models } from '@tiphys/models/v3.7';
 *
 * declare module '@tiphys/workflow' {
 *   interface Target {
 *     readonly models: Models;
 *   }
 * }
 * ```
 */
// biome-ignore lint/suspicious/noEmptyInterface: projects add a field
export interface Target {}

type TargetModels = Target extends { readonly models: infer TModels } ? TModels : Models;

type Model<TName extends keyof Models> = TName extends keyof TargetModels
  ? TargetModels[TName]
  : Models[TName];

// What authors meet under these names is the model of the target.
export type Arguments = Model<'Arguments'>;
export type Artifact = Model<'Artifact'>;
export type ClusterWorkflowTemplate = Model<'ClusterWorkflowTemplate'>;
export type Container = Model<'Container'>;
export type ContinueOn = Model<'ContinueOn'>;
export type CronWorkflow = Model<'CronWorkflow'>;
export type DAGTask = Model<'DAGTask'>;
export type Inputs = Model<'Inputs'>;
export type Item = Model<'Item'>;
export type LifecycleHook = Model<'LifecycleHook'>;
export type Outputs = Model<'Outputs'>;
export type Parameter = Model<'Parameter'>;
export type ParallelSteps = Model<'ParallelSteps'>;
export type ScriptTemplate = Model<'ScriptTemplate'>;
export type Sequence = Model<'Sequence'>;
export type Template = Model<'Template'>;
export type TemplateRef = Model<'TemplateRef'>;
export type Workflow = Model<'Workflow'>;
export type WorkflowEventBinding = Model<'WorkflowEventBinding'>;
export type WorkflowSpec = Model<'WorkflowSpec'>;
export type WorkflowStep = Model<'WorkflowStep'>;
export type WorkflowTemplate = Model<'WorkflowTemplate'>;

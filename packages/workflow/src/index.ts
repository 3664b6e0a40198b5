export {
  type ArgoObject,
  isArgoObject,
  type KubernetesObject,
  type VersionedObject,
} from '@tiphys/models/facts';
export { fromYaml } from '@tiphys/yaml';
export { type ArtifactOptions, type ArtifactSpec, artifact } from './build/artifact.ts';
export type { Authored } from './build/authored.ts';
export type { ComputedOutput, GivenOutputs, OutputsFrom } from './build/body-outputs.ts';
export type { BodyOptions } from './build/body-template.ts';
export type { ArgumentsOf, CallRest, RequiredNames } from './build/call-arguments.ts';
export { type DagBody, type DagOptions, type DagTaskOptions, dag } from './build/dag.ts';
export {
  type DeclaredSlots,
  declareTemplate,
  type TemplateHolder,
  templateRef,
} from './build/declared-template.ts';
export { type Hook, type HookOptions, type Hooks, hook } from './build/hook.ts';
export { literalTemplate } from './build/literal-template.ts';
export { type ParameterOptions, type ParameterSpec, parameter } from './build/parameter.ts';
export {
  container,
  type PodBody,
  type PodOutputs,
  type PodScope,
  script,
  type TemplateOptions,
  type TemplateSettings,
  template,
} from './build/pod-template.ts';
export {
  type ArtifactReference,
  type PathReference,
  type Reference,
  reference,
  type Text,
} from './build/reference.ts';
export {
  type SpecOptions,
  specFrom,
  type WorkflowParameters,
  workflowParameters,
} from './build/spec-from.ts';
export { type StepsBody, steps } from './build/steps.ts';
export {
  type CallOptions,
  type ItemReference,
  item,
  type Task,
  type TaskEnd,
  type TaskResult,
} from './build/task.ts';
export type { NoSlots, OutputsOf, Slots, TemplateHandle } from './build/template-handle.ts';
export { templatesOf } from './build/templates-of.ts';
export {
  type Body,
  clusterWorkflowTemplate,
  cronWorkflow,
  workflow,
  workflowEventBinding,
  workflowTemplate,
} from './literals.ts';
export type { Target } from './target-models.ts';
export { type ToYamlOptions, toYaml } from './to-yaml.ts';
export { WorkflowError, type WorkflowErrorCode, type WorkflowErrorContext } from './workflow-error.ts';

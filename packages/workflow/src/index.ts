export {
  type ArgoObject,
  isArgoObject,
  type KubernetesObject,
  type VersionedObject,
} from '@tiphys/models/facts';
export { fromYaml } from '@tiphys/yaml';
export type { ComputedOutput, GivenOutputs, OutputsFrom } from './body/body-outputs.ts';
export { type DagBody, type DagOptions, type DagTaskOptions, dag } from './body/dag.ts';
export {
  type SpecOptions,
  specFrom,
  type WorkflowParameters,
  workflowParameters,
} from './body/spec-from.ts';
export { type StepsBody, steps } from './body/steps.ts';
export type { ArgumentsOf, RequiredNames } from './call/call-arguments.ts';
export { type Hook, type HookOptions, type Hooks, hook } from './call/hook.ts';
export {
  type CallOptions,
  type ItemReference,
  item,
  type Task,
  type TaskEnd,
  type TaskResult,
} from './call/task.ts';
export { type ArtifactOptions, type ArtifactSpec, artifact } from './reference/artifact.ts';
export { type ParameterOptions, type ParameterSpec, parameter } from './reference/parameter.ts';
export {
  type ArtifactReference,
  type PathReference,
  type Reference,
  reference,
  type Text,
} from './reference/reference.ts';
export type { NoSlots, OutputsOf, Slots, TemplateHandle } from './reference/template-handle.ts';
export {
  type Body,
  clusterWorkflowTemplate,
  cronWorkflow,
  workflow,
  workflowEventBinding,
  workflowTemplate,
} from './target/literals.ts';
export type { Target } from './target/target-models.ts';
export { WorkflowError, type WorkflowErrorCode } from './target/workflow-error.ts';
export {
  type DeclaredSlots,
  declareTemplate,
  type TemplateHolder,
  templateRef,
} from './template/declared-template.ts';
export { literalTemplate } from './template/literal-template.ts';
export {
  container,
  type PodOutputs,
  type PodScope,
  script,
  type TemplateOptions,
  type TemplateSettings,
  template,
} from './template/pod-template.ts';
export { templatesOf } from './template/templates-of.ts';
export { type ToYamlOptions, toYaml } from './to-yaml.ts';

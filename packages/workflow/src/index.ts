export { type ArgoObject, isArgoObject, type KubernetesObject } from './argo-object.ts';
export { fromYaml } from './from-yaml.ts';
export { formatPath, type JsonPath } from './json-path.ts';
export type { SourcePosition } from './line-index.ts';
export {
  type Body,
  clusterWorkflowTemplate,
  cronWorkflow,
  workflow,
  workflowEventBinding,
  workflowTemplate,
} from './literals.ts';
export {
  type ReadYamlOptions,
  readYaml,
  type YamlDocument,
  type YamlFile,
  type YamlProblem,
} from './read-yaml.ts';
export { type ToYamlOptions, toYaml } from './to-yaml.ts';
export { WorkflowError, type WorkflowErrorCode, type WorkflowErrorContext } from './workflow-error.ts';

export type { JsonSchema, SourceLocation } from '@tiphys/signature/model';
export { after } from './author/after.ts';
export type { BodyReturn, ResultOf } from './author/body-result.ts';
export { type Component, component } from './author/component.ts';
export { expr } from './author/expr.ts';
export { and, eq, gt, gte, lt, lte, ne, not, or } from './author/expression-builders.ts';
export { forEach, type LoopOptions } from './author/for-each.ts';
export {
  type Pipeline,
  type PipelineInputs,
  type PipelineOptions,
  pipeline,
  type RunOutcome,
} from './author/pipeline.ts';
export {
  type InputDeclaration,
  type InputDeclarations,
  type InputOptions,
  type InputType,
  input,
  oneOf,
  type PipelineInput,
} from './author/pipeline-input.ts';
export type {
  Awaitable,
  ComponentOptions,
  ContainerOptions,
  EnvironmentValue,
  ResourceOptions,
  RetryOptions,
  TaskOptions,
} from './author/task-options.ts';
export { type Branch, type BranchOptions, when } from './author/when.ts';
export type {
  ComponentDescriptor,
  ComponentInput,
  ComponentSource,
  ValueRoute,
} from './component-descriptor.ts';
export type { InputFile, Large, OutputFile } from './markers.ts';
export type {
  Arg,
  FileArg,
  NoOutput,
  Output,
  OutputHandle,
  TaskOutput,
  ValueOf,
} from './output.ts';
export { PipelineError } from './pipeline-error.ts';
export type { RemoteTemplate } from './remote/remote-template.ts';

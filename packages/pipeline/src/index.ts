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
} from './author/pipeline-input.ts';
export { type Branch, type BranchOptions, when } from './author/when.ts';
export type {
  ComponentDescriptor,
  ComponentInput,
  ComponentSource,
  ValueRoute,
} from './ir/component-descriptor.ts';
export type { InputFile, Large, OutputFile, SecretText, TemplateFile } from './ir/markers.ts';
export type {
  Arg,
  NoOutput,
  Output,
  OutputHandle,
  TaskOutput,
  ValueOf,
} from './ir/output.ts';
export type { PipelineInput } from './ir/pipeline-input.ts';
export type { RemoteTemplate } from './ir/remote-template.ts';
export type { SecretKey } from './ir/secret-key.ts';
export type {
  Awaitable,
  ComponentOptions,
  ContainerOptions,
  EnvironmentValue,
  ResourceOptions,
  RetryOptions,
  TaskOptions,
} from './ir/task-options.ts';
export type { ArgumentFor, ArgumentsFor, FileRef, InputsOf, Wire } from './ir/wire.ts';
export { PipelineError } from './pipeline-error.ts';

export type { JsonSchema, SourceLocation } from '@tiphys/signature/model';
export { type Attempt, type AttemptOptions, attempt, type Failure, type Settled } from './author/attempt.ts';
export type { BodyReturn, ResultOf } from './author/bodies/body-result.ts';
export type { CaseBody, CaseKey, CaseResults, SurplusCases } from './author/branches/case-types.ts';
export type { Chain } from './author/branches/chain.ts';
export type { Component } from './author/component.ts';
export type {
  DataDefinition,
  PluginDefinition,
  ResourceDefinition,
} from './author/definitions/cluster-actions.ts';
export { type Components, component } from './author/definitions/component-kinds.ts';
export type { ContainerDefinition, Words } from './author/definitions/container.ts';
export type { ContainerSetDefinition, SetContainer } from './author/definitions/container-set.ts';
export type {
  ContainerComponent,
  Daemon,
  DefinedComponent,
  DefinitionTexts,
  None,
  OutputSlots,
  PlaceholderText,
  PodDefinition,
  SlotResult,
} from './author/definitions/definition-types.ts';
export {
  type AzureFileOptions,
  type Files,
  file,
  type GitFileOptions,
  type HttpFileOptions,
  type ObjectFileOptions,
} from './author/definitions/file.ts';
export type { ExactRequest, HttpDefinition, HttpResponse, UnknownField } from './author/definitions/http.ts';
export {
  jsonPath,
  type OutputOptions,
  type OutputSlot,
  output,
  outputFile,
  stdout,
  type ValueOptions,
} from './author/definitions/output-slot.ts';
export type { NotebookDefinition, PythonDefinition } from './author/definitions/python.ts';
export type { ScriptDefinition } from './author/definitions/script.ts';
export { uriOf } from './author/definitions/uri-of.ts';
export { after } from './author/endings/after.ts';
export {
  allFailed,
  allOf,
  anyOf,
  anySucceeded,
  ended,
  failed,
  skipped,
  succeeded,
  unless,
} from './author/endings/endings.ts';
export { forEach } from './author/for-each.ts';
export { expr } from './author/formulas/expr.ts';
export { and, eq, gt, gte, lt, lte, ne, not, or } from './author/formulas/expression-builders.ts';
export { type Json, using } from './author/formulas/using.ts';
export { group } from './author/group.ts';
export { hook } from './author/handlers/hook.ts';
export { match } from './author/match.ts';
export type { BranchOptions } from './author/options/branch-options.ts';
export type { GroupOptions } from './author/options/group-options.ts';
export type { ChoiceOptions, InputOptions } from './author/options/input-options.ts';
export type { LoopOptions } from './author/options/loop-options.ts';
export type {
  PipelineCallOptions,
  PipelineReferenceOptions,
} from './author/options/pipeline-call-options.ts';
export type { PipelineInputs, PipelineOptions, RunOutcome } from './author/options/pipeline-settings.ts';
export type { RepeatOptions } from './author/options/repeat-options.ts';
export type { ApproveOptions, AskOptions, SleepOptions } from './author/options/wait-options.ts';
export { type Answers, type AskTimeout, approve, ask } from './author/people/ask.ts';
export { sleep } from './author/people/sleep.ts';
export { pipeline } from './author/pipeline.ts';
export { fromConfig, input, inputFile, oneOf } from './author/pipeline-input.ts';
export type { AnyPipeline } from './author/pipelines/any-pipeline.ts';
export type { Pipeline, Submission } from './author/pipelines/pipeline.ts';
export type { TemplateRunOptions } from './author/pipelines/template-run-options.ts';
export { range } from './author/range.ts';
export { repeatUntil } from './author/repeat-until.ts';
export type { StateOf } from './author/rounds/state-types.ts';
export { config, type PodFieldPath, podField, secret } from './author/settings/cluster-values.ts';
export { defineSettings } from './author/settings/define-settings.ts';
export { type ImageOptions, inImage } from './author/settings/in-image.ts';
export { mutex, type SemaphoreLimit, semaphore } from './author/settings/locks.ts';
export { type MetricOptions, metric } from './author/settings/metrics.ts';
export { repository } from './author/settings/repository.ts';
export { volume } from './author/settings/volume.ts';
export { type EventValue, event, type Trigger, trigger } from './author/trigger.ts';
export { when } from './author/when.ts';
export type {
  ComponentDescriptor,
  ComponentInput,
  ComponentOutput,
  ComponentSource,
  OutputField,
  ValueRoute,
} from './ir/component/component-descriptor.ts';
export type {
  DefinedBody,
  DefinedOutput,
  DefinedOutputs,
  Definition,
  FileOptions,
  OutputPlace,
} from './ir/component/definition.ts';
export type {
  InputDeclaration,
  InputDeclarations,
  InputsOfDeclarations,
  InputType,
} from './ir/component/input-declaration.ts';
export type { PipelineInput } from './ir/component/pipeline-input.ts';
export type { RemoteTemplate } from './ir/component/remote-template.ts';
export type {
  ArtifactOptions,
  Cron,
  PipelineSettings,
  Schedule,
  SpecFields,
  Workspace,
} from './ir/settings/pipeline-settings.ts';
export type {
  Cache,
  CacheOptions,
  ComponentOptions,
  ContainerFields,
  EnvValue,
  LastTry,
  Mounts,
  PodFields,
  Resources,
  Retry,
  Settings,
  TaskOptions,
} from './ir/settings/settings.ts';
export type { After, Awaitable, Ending } from './ir/surface/after.ts';
export type { Duration, Quantity } from './ir/surface/amounts.ts';
export type { Config, ConfigKey, Entries, PodField, Secret, SecretKey } from './ir/surface/cluster-values.ts';
export type { CodeInImage } from './ir/surface/code-in-image.ts';
export type { FilesOf, StoredFile } from './ir/surface/file-options.ts';
export type { Lock } from './ir/surface/lock.ts';
export {
  checked,
  type InputFile,
  type Large,
  type OutputFile,
  type SecretText,
  type TemplateFile,
} from './ir/surface/markers.ts';
export type { Metric, TaskState } from './ir/surface/metric.ts';
export type {
  FailureReport,
  Hook,
  Hooks,
  Outcome,
  RunPhase,
  TaskOutcome,
  TaskPhase,
} from './ir/surface/outcome.ts';
export type {
  Arg,
  NoOutput,
  Output,
  OutputHandle,
  TaskOutput,
  ValueOf,
} from './ir/surface/output.ts';
export type { Problem } from './ir/surface/problem.ts';
export type { Repository, RunNames } from './ir/surface/repository.ts';
export type { Run } from './ir/surface/run.ts';
export type {
  SchemaInput,
  SchemaIssue,
  SchemaOutput,
  SchemaResult,
  StandardSchema,
} from './ir/surface/standard-schema.ts';
export type { ClaimOptions, Volume, VolumeSource } from './ir/surface/volume.ts';
export type { ArgumentFor, ArgumentsFor, FileRef, InputsOf, Wire } from './ir/surface/wire.ts';
export { PipelineError } from './pipeline-error.ts';

export type { CallArguments } from './author/calls/call-arguments.ts';
export { didYouMean } from './author/options/option-check.ts';
export type { InputSchemas } from './author/pipelines/known-inputs.ts';
export type { TypedPipeline } from './author/pipelines/typed-pipeline.ts';
export { tracePipeline } from './author/trace-pipeline.ts';
export type { ComponentBundler, ComponentCode } from './code/component-code.ts';
export { createBundler } from './code/create-bundler.ts';
export { type CompiledPipeline, type CompileOptions, compilePipeline } from './compile/compile-pipeline.ts';
export { compileReferences } from './compile/compile-references.ts';
export { type CompiledInput, encodePipelineInput } from './compile/compiled-input.ts';
export type { CompiledOutput } from './compile/compiled-output.ts';
export { encodeTypedParameters, inputTypeAnnotations, readInputTypes } from './compile/input-types.ts';
export type { RemoteUse } from './compile/remote-use.ts';
export {
  measureManifest,
  type SharedSize,
  type SizeReport,
  type TemplateSize,
} from './compile/size-report.ts';
export type { Received } from './ir/surface/received.ts';
export { buildManifest, type ManifestOptions } from './lower/build-manifest.ts';
export type { RepositoryConfigMap } from './lower/object/repository-config-map.ts';
export { type Answer, encodeAnswer, type QuestionFields } from './values/encode-answer.ts';
export { encodeInputs, encodeParameters, type InputErrors } from './values/encode-inputs.ts';
export { findQuestions, isNamed } from './values/find-questions.ts';
export { findOutput, joinResult, type OutputSource, rootNode } from './values/read-result.ts';

export { createBundler } from './bundle/create-bundler.ts';
export { type CompiledPipeline, type CompileOptions, compilePipeline } from './compile/compile-pipeline.ts';
export { type CompiledInput, encodePipelineInput } from './compile/compiled-input.ts';
export type { CompiledOutput } from './compile/compiled-output.ts';
export type { ComponentBundler, ComponentCode } from './component-code.ts';
export { buildManifest, type ManifestOptions } from './manifest/build-manifest.ts';
export type { InputSchemas } from './manifest/resolve-inputs.ts';
export type { RemoteUse } from './remote/remote-use.ts';
export { tracePipeline } from './trace/trace-pipeline.ts';

export type { Answer, Received, TypedPipeline } from '@tiphys/pipeline/compile';
export { type ClientOptions, createClient, type PipelineClient } from './pipelines/create-client.ts';
export type { OpenQuestion } from './pipelines/open-questions.ts';
export type { PipelineArguments, SubmitPipelineOptions } from './pipelines/pipeline-arguments.ts';
export type { PipelineRun, ResultOptions } from './pipelines/pipeline-run.ts';

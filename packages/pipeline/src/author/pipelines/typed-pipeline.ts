import type { AnyPipeline } from './any-pipeline.ts';

/** A pipeline, with its types where they are known: a pipeline that was loaded from a file has none. */
export type TypedPipeline<TInputs, TResult> = AnyPipeline & {
  readonly types?: { readonly inputs: TInputs; readonly result: TResult };
};

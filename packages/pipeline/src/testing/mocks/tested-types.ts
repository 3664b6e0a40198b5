import type { Component } from '../../author/component.ts';
import type { AnyPipeline } from '../../author/pipelines/any-pipeline.ts';
import type { IsFile } from '../../ir/surface/markers.ts';
import type { FileRef, Flat } from '../../ir/surface/wire.ts';

// The types that tests see are derived from those of components and pipelines here, and nowhere else.

/** A component of any type. */
export type AnyComponent = Pick<Component<never, unknown>, 'descriptor'>;

/** A pipeline, with its types where they are known: a pipeline that was loaded from a file has none. */
export type TestedPipeline<TInputs, TResult> = AnyPipeline & {
  readonly types?: { readonly inputs: TInputs; readonly result: TResult };
};

/** The inputs of a component, as its function gets them. */
export type PlainInputs<TInputs> = Flat<{ readonly [K in keyof TInputs]: TInputs[K] }>;

/** The values that a test may give for the inputs of a pipeline. */
export type PipelineValues<TInputs> = { readonly [K in keyof TInputs]?: TInputs[K] };

/** The content of a file, for a mock of a function that returns an `OutputFile`. */
export interface FileContent {
  readonly content: string | Uint8Array;
}

/** Whether a type is an object with named fields. */
type IsRecord<T> = 0 extends 1 & T
  ? false
  : T extends readonly unknown[]
    ? false
    : T extends object
      ? true
      : false;

/** What a mock may return for a result: for a file, its path or its content. */
export type MockResult<TResult> =
  IsFile<TResult> extends true
    ? string | FileContent | Extract<TResult, undefined>
    : IsRecord<TResult> extends true
      ? {
          readonly [K in keyof TResult]: IsFile<TResult[K]> extends true
            ? MockResult<TResult[K]>
            : TResult[K];
        }
      : TResult;

/** The result of a pipeline, as a test reads it: files are paths. */
export type Received<T> = T extends FileRef
  ? string
  : IsRecord<T> extends true
    ? { readonly [K in keyof T]: T[K] extends FileRef ? string : T[K] }
    : T;

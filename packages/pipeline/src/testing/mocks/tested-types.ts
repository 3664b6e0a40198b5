import type { Component } from '../../author/component.ts';
import type { IsFile } from '../../ir/surface/markers.ts';
import type { IsRecord } from '../../ir/surface/received.ts';
import type { Flat } from '../../ir/surface/wire.ts';

// The types that tests see are derived from those of components and pipelines here, and nowhere else.

/** A component of any type. */
export type AnyComponent = Pick<Component<never, unknown>, 'descriptor'>;

/** The inputs of a component, as its function gets them. */
export type PlainInputs<TInputs> = Flat<{ readonly [K in keyof TInputs]: TInputs[K] }>;

/** The values that a test may give for the inputs of a pipeline. */
export type PipelineValues<TInputs> = { readonly [K in keyof TInputs]?: TInputs[K] };

/** The content of a file, for a mock of a function that returns an `OutputFile`. */
export interface FileContent {
  readonly content: string | Uint8Array;
}

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

import type { InputFile, Large } from './markers.ts';

declare const valueType: unique symbol;

/**
 * A value that a task will have when the workflow runs.
 *
 * It can be handed to other components, looped over, tested with `when`, and returned; the value itself is not known while the pipeline
 * is being built.
 */
export interface OutputHandle<T> {
  /** The type of the value; nothing is stored under it. */
  readonly [valueType]: T;
}

declare const noValue: unique symbol;

/**
 * What the call of a function that returns nothing gives: other tasks can wait for it, and there is no value to use.
 *
 * A loop or a branch whose body returns nothing gives it, too.
 */
export interface NoOutput {
  /** Only for the compiler; nothing is stored under it. */
  readonly [noValue]: true;
}

/** What a task gives whose result has type `T`: an output, or {@link NoOutput} when there is no result. */
export type TaskOutput<T> = 0 extends 1 & T
  ? Output<T>
  : // biome-ignore lint/suspicious/noConfusingVoidType: the result of a function that returns nothing
    [T] extends [void]
    ? NoOutput
    : Output<T>;

/** Values without fields that a pipeline could name. */
// biome-ignore lint/suspicious/noConfusingVoidType: what a function gives that returns nothing
type Plain = string | number | boolean | bigint | null | undefined | void | readonly unknown[];

/** The fields of an output that is an object, each an output of its own. */
export type OutputFields<T> = unknown extends T
  ? unknown
  : [T] extends [Plain]
    ? unknown
    : { readonly [K in Extract<keyof T, string>]-?: Output<T[K]> };

/** A value that a task will have when the workflow runs; the fields of an object are outputs too: `stats.mean`. */
export type Output<T> = OutputHandle<T> & OutputFields<T>;

/** What a component accepts for an input of type `T`: the value, an output of that type, or a value with outputs in it: `[a, b]`. */
export type Arg<T> = T | OutputHandle<T> | ArgParts<T>;

/**
 * A list or an object whose parts may be outputs; of a plain value, the value.
 *
 * Types may hold themselves (`type Json = ... | Json[]`): the compiler looks into the parts of a list or an object only when it has to, but
 * would map a list or a tuple at once, and never come to an end. So lists are written as lists, and tuples as objects with their positions.
 */
export type ArgParts<T> = T extends readonly unknown[]
  ? T[number][] extends T
    ? readonly Arg<T[number]>[]
    : ArgTuple<T>
  : { readonly [K in keyof T]: Arg<T[K]> };

/** A tuple whose elements may be outputs. The elements of a rest may be of any element's type. */
type ArgTuple<T extends readonly unknown[]> = {
  readonly [K in keyof T as K extends number | `${number}` | 'length' ? K : never]: K extends 'length'
    ? T[K]
    : Arg<T[K]>;
};

/** What a template of another object accepts for a file: an output that is a file, or a large value, whose JSON text the file then holds; with `undefined`, also one that may be missing. */
export type FileArg<TMissing = never> = OutputHandle<InputFile | TMissing> | OutputHandle<Large<unknown>>;

/** The type of the value behind an output. */
export type ValueOf<TOutput> = TOutput extends OutputHandle<infer T> ? T : never;

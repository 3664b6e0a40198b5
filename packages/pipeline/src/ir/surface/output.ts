declare const valueType: unique symbol;

/**
 * A value that a task will return when the workflow runs.
 *
 * It can be passed to components, looped over, tested with `when`, and returned. The value itself is not known while the pipeline
 * is compiled.
 */
export interface OutputHandle<T> {
  /** The type of the value, for the compiler only. */
  readonly [valueType]: T;
}

declare const noValue: unique symbol;

/**
 * The output of a function that returns nothing. Other tasks can wait for it, but it has no value.
 *
 * It is also the output of a loop or a branch whose body returns nothing.
 */
export interface NoOutput {
  /** For the compiler only. */
  readonly [noValue]: true;
}

/** The output of a task with a result of type `T`; {@link NoOutput} if it has no result. */
export type TaskOutput<T> = 0 extends 1 & T
  ? Output<T>
  : // biome-ignore lint/suspicious/noConfusingVoidType: the result of a function that returns nothing
    [T] extends [void]
    ? NoOutput
    : Output<T>;

/** Values without fields. */
// biome-ignore lint/suspicious/noConfusingVoidType: the result of a function that returns nothing
type Plain = string | number | boolean | bigint | null | undefined | void | readonly unknown[];

/** The fields of an output that is an object. Each field is an output. */
export type OutputFields<T> = unknown extends T
  ? unknown
  : [T] extends [Plain]
    ? unknown
    : { readonly [K in Extract<keyof T, string>]-?: Output<T[K]> };

/** A value that a task will return when the workflow runs. Fields of an object are outputs, too: `stats.mean`. */
export type Output<T> = OutputHandle<T> & OutputFields<T>;

/** The type of an argument for an input of type `T`: a value, an output, or a value with outputs inside: `[a, b]`. */
export type Arg<T> = T | OutputHandle<T> | ArgParts<T>;

/**
 * A list or an object whose parts may be outputs; for a plain value, the value itself.
 *
 * Types may be recursive (`type Json = ... | Json[]`). The compiler resolves the parts of a list or an object lazily, but
 * mapped types over lists and tuples eagerly, which would never end. So lists are written as lists, and tuples as objects.
 */
export type ArgParts<T> = T extends readonly unknown[]
  ? T[number][] extends T
    ? readonly Arg<T[number]>[]
    : ArgTuple<T>
  : { readonly [K in keyof T]: Arg<T[K]> };

/** A tuple whose elements may be outputs. Rest elements may have the type of any element. */
type ArgTuple<T extends readonly unknown[]> = {
  readonly [K in keyof T as K extends number | `${number}` | 'length' ? K : never]: K extends 'length'
    ? T[K]
    : Arg<T[K]>;
};

/** The type of the value of an output. */
export type ValueOf<TOutput> = TOutput extends OutputHandle<infer T> ? T : never;

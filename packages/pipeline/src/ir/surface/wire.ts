import type { SecretKey } from './cluster-values.ts';
import type { IsFile, IsSecret, IsTemplateFile, KindOf, Large } from './markers.ts';
import type { Arg, OutputHandle } from './output.ts';

declare const fileOf: unique symbol;

/**
 * A file of a run, as pipelines see it. It is not a string: it can be passed to inputs that take files, but not to others.
 *
 * Inside functions, a file is the path of a local copy: see {@link InputFile} and {@link OutputFile}.
 */
export interface FileRef<TKind extends string = string> {
  /** The kind of the file, for the compiler only. */
  readonly [fileOf]: TKind;
}

/** Whether an object has a field that is a file. */
type HasFile<T> = 0 extends 1 & T
  ? false
  : T extends readonly unknown[]
    ? false
    : T extends object
      ? true extends { [K in keyof T]-?: IsFile<T[K]> }[keyof T]
        ? true
        : false
      : false;

/** The result of a function, as pipelines see it: its files are references. */
export type Wire<T> =
  IsFile<T> extends true
    ? FileRef<KindOf<T>> | Extract<T, undefined>
    : true extends HasFile<T>
      ? {
          readonly [K in keyof T]: IsFile<T[K]> extends true
            ? FileRef<KindOf<T[K]>> | Extract<T[K], undefined>
            : T[K];
        }
      : T;

/** A list of files: the result of a loop, or files of different tasks. */
type ListOfFiles<TKind extends string> =
  | OutputHandle<readonly FileRef<TKind>[]>
  | readonly OutputHandle<FileRef<TKind>>[];

/** The argument for an input of a template that takes files. */
type TemplateFileArg<T> = OutputHandle<FileRef | Extract<T, undefined>> | OutputHandle<Large<unknown>>;

/** The argument for an input of type `T`: a value or an output of it; for a file, only an output; for `SecretText`, the key of a Secret. */
export type ArgumentFor<T> =
  IsFile<T> extends true
    ? OutputHandle<FileRef<KindOf<T>> | Extract<T, undefined>> | Extract<T, undefined>
    : IsSecret<T> extends true
      ? SecretKey | Extract<T, undefined>
      : IsTemplateFile<T> extends true
        ? TemplateFileArg<T> | Extract<T, undefined>
        : [NonNullable<T>] extends [readonly (infer TElement)[]]
          ? IsFile<TElement> extends true
            ? ListOfFiles<KindOf<TElement>> | Extract<T, undefined>
            : Arg<T>
          : Arg<T>;

/** The arguments of a call by name, for inputs of these types. */
export type ArgumentsFor<TInputs> = { readonly [K in keyof TInputs]: ArgumentFor<TInputs[K]> };

/** The same object type, shown field by field in editors and messages. */
export type Flat<T> = { [K in keyof T]: T[K] } & {};

/** Names of inputs, each with the position of its parameter, or with the name of its field if the function takes one object. */
type InputPlaces = { readonly [name: string]: number | string | undefined };

type TypeAt<TParameters extends readonly unknown[], TPlace> = TPlace extends number
  ? TParameters[TPlace]
  : TPlace extends keyof NonNullable<TParameters[0]>
    ? NonNullable<TParameters[0]>[TPlace]
    : never;

/** The inputs of a function: `InputsOf<typeof scale, { x: 0; by?: 1 }>` is `{ x: number; by?: number }`. */
export type InputsOf<TFunction extends (...values: never[]) => unknown, TPlaces extends InputPlaces> = {
  [K in keyof TPlaces]: TypeAt<Parameters<TFunction>, NonNullable<TPlaces[K]>>;
};

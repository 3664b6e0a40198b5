import type { FileRef } from './wire.ts';

/** Whether a type is an object with named fields. */
export type IsRecord<T> = 0 extends 1 & T
  ? false
  : T extends readonly unknown[]
    ? false
    : T extends object
      ? true
      : false;

/** The result of a pipeline, as code outside of it reads it: files are paths. */
export type Received<T> = T extends FileRef
  ? string
  : IsRecord<T> extends true
    ? { readonly [K in keyof T]: T[K] extends FileRef ? string : T[K] }
    : T;

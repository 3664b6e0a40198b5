import type { OutputHandle } from '../../ir/surface/output.ts';

/** A state without the exact values of its constants: `number` instead of `8`. */
type Widened<T> =
  T extends OutputHandle<unknown>
    ? T
    : T extends string
      ? string
      : T extends number
        ? number
        : T extends boolean
          ? boolean
          : T extends readonly (infer TElement)[]
            ? Widened<TElement>[]
            : T extends object
              ? { -readonly [K in keyof T]: Widened<T[K]> }
              : T;

/** A state without the outputs in it: their values instead. */
type Resolved<T> =
  T extends OutputHandle<infer TValue>
    ? TValue
    : T extends readonly (infer TElement)[]
      ? Resolved<TElement>[]
      : T extends object
        ? { [K in keyof T]: Resolved<T[K]> }
        : T;

/** The type of the state of rounds that begin with a value. With `infer`, editors show the type itself. */
export type StateOf<TInitial> = Resolved<Widened<TInitial>> extends infer TState ? TState : never;

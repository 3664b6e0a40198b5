/** The type of a constant as the type of a value: lists and fields of objects are not readonly. */
export type Mutable<T> = T extends readonly (infer TElement)[]
  ? Mutable<TElement>[]
  : T extends object
    ? { -readonly [K in keyof T]: Mutable<T[K]> }
    : T;

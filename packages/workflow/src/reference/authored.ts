import { isArtifactReference, isReference, type Reference } from './reference.ts';

/** A type of the models that accepts a {@link Reference} wherever it accepts any text. */
export type Authored<T> = T extends string
  ? string extends T
    ? T | Reference
    : T
  : T extends number | boolean | null | undefined
    ? T
    : T extends readonly (infer Element)[]
      ? readonly Authored<Element>[]
      : { readonly [Field in keyof T]: Authored<T[Field]> };

/** Returns a frozen copy with every reference as text and without undefined fields. */
export function printReferences<T>(value: Authored<T>): T {
  // Only references change: they become text, as T requires.
  return print(value) as T;
}

function print(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isReference(value)) return value.toString();
  if (isArtifactReference(value)) return `{{${value.from}}}`;
  if (Array.isArray(value)) return Object.freeze(value.map(print));
  const printed = Object.entries(value).flatMap(([field, content]) =>
    content === undefined ? [] : [[field, print(content)] as const],
  );
  return Object.freeze(Object.fromEntries(printed));
}

/** A string with the limits of the schema or the CRDs. */
export interface StringType {
  readonly kind: 'string';
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly const?: string;
}

/** A number with its limits. */
export interface NumberType {
  readonly kind: 'integer' | 'number';
  readonly minimum?: number;
  readonly maximum?: number;
}

/** A list with the limits of its length. */
export interface ListType {
  readonly kind: 'list';
  readonly element: FieldType;
  readonly minItems?: number;
  readonly maxItems?: number;
}

/**
 * The type of a field. `scalar` is a string, number or boolean that Argo turns into a string; `quantity` an
 * amount such as `500m`, which may be a number; `any` every JSON value.
 */
export type FieldType =
  | StringType
  | NumberType
  | ListType
  | { readonly kind: 'boolean' | 'intOrString' | 'quantity' | 'scalar' | 'time' | 'any' }
  | { readonly kind: 'reference'; readonly to: string }
  | { readonly kind: 'map'; readonly value: FieldType };

/** The kinds of types that have no other types inside. */
export const plainKinds: readonly Exclude<FieldType['kind'], 'list' | 'reference' | 'map'>[] = [
  'string',
  'integer',
  'number',
  'boolean',
  'intOrString',
  'quantity',
  'scalar',
  'time',
  'any',
];

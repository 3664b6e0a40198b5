/** A type that JSON can represent, as plain data: the step between TypeScript types and JSON Schema. */
export type TypeShape =
  | { readonly kind: 'anything' | 'null' | 'string' | 'number' | 'boolean' | 'nothing' }
  | { readonly kind: 'literal'; readonly value: string | number | boolean }
  | { readonly kind: 'pattern'; readonly pattern: string }
  | { readonly kind: 'list'; readonly element: TypeShape }
  | { readonly kind: 'tuple'; readonly elements: readonly TupleElement[]; readonly rest?: TypeShape }
  | { readonly kind: 'object'; readonly fields: readonly ObjectField[]; readonly others?: ObjectOthers }
  | { readonly kind: 'union'; readonly members: readonly TypeShape[] }
  | { readonly kind: 'reference'; readonly to: ShapeDefinition };

/** A position of a tuple. */
export interface TupleElement {
  readonly shape: TypeShape;
  readonly optional: boolean;
}

/** A named property of an object. */
export interface ObjectField {
  readonly name: string;
  readonly shape: TypeShape;
  readonly optional: boolean;
}

/** The properties that an index signature allows, besides the named ones. */
export interface ObjectOthers {
  readonly shape: TypeShape;
  /** Pattern of the names, if not every string is allowed. */
  readonly names?: string;
}

/** A type that may be used several times, or inside itself. `shape` is set once the type has been read. */
export interface ShapeDefinition {
  readonly name: string;
  /** Whether `name` is the type's own name; unnamed types are inlined. */
  readonly named: boolean;
  shape: TypeShape;
}

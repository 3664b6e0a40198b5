/** What Tiphys knows about one version of Argo at run time. */
export interface ModelTables {
  /** Every object of the schema by name. */
  readonly definitions: Readonly<Record<string, DefinitionTable>>;
  /** The name of the definition of each kind of object. */
  readonly kinds: Readonly<Record<string, string>>;
}

/** The fields that a version of Argo added to definitions of older versions, or removed from them. */
export interface FieldChanges<Version extends string = string> {
  readonly version: Version;
  /** By definition; `Cache.configMap` is the object in that field, where its definition changed. */
  readonly added: Readonly<Record<string, readonly string[]>>;
  readonly removed: Readonly<Record<string, readonly string[]>>;
}

/** What Tiphys knows about one object of the schema at run time. */
export interface DefinitionTable {
  /** The fields in the order to print them. */
  readonly fields: Readonly<Record<string, FieldTable>>;
  /** Fields that an author must write. */
  readonly required: readonly string[];
  /** Rules over several fields. */
  readonly groups?: readonly FieldGroupTable[];
  /** Present when the object may have any field. */
  readonly open?: true;
}

/** Fields of which exactly one, or at most one, may be present. */
export interface FieldGroupTable {
  readonly kind: 'exactlyOne' | 'atMostOne';
  readonly fields: readonly string[];
}

/** One field. */
export interface FieldTable {
  readonly type: FieldType;
  /** What to use instead of a deprecated field. */
  readonly deprecated?: string;
  /** How Argo joins two values of the field when it merges objects. */
  readonly merge?: { readonly key?: string; readonly strategy?: string };
}

/**
 * The type of a field. A `scalar` is a string, a number or a boolean; a `quantity` is a string or a number; `any` is every
 * JSON value; a `reference` leads to another table.
 */
export type FieldType =
  | {
      readonly kind: 'string';
      readonly enum?: readonly string[];
      readonly pattern?: string;
      readonly minLength?: number;
      readonly maxLength?: number;
      readonly const?: string;
    }
  | { readonly kind: 'integer' | 'number'; readonly minimum?: number; readonly maximum?: number }
  | { readonly kind: 'boolean' | 'intOrString' | 'quantity' | 'scalar' | 'time' | 'any' }
  | { readonly kind: 'reference'; readonly to: string }
  | {
      readonly kind: 'list';
      readonly element: FieldType;
      readonly minItems?: number;
      readonly maxItems?: number;
    }
  | { readonly kind: 'map'; readonly value: FieldType };

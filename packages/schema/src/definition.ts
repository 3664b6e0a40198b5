import type { FieldType } from './field-type.ts';

/** A rule over several fields of one object. */
export interface FieldGroup {
  readonly kind: 'exactlyOne' | 'atMostOne';
  readonly fields: readonly string[];
  /** Present when Argo's own checks do not enforce the rule, so that only the types do. */
  readonly tolerated?: true | undefined;
}

/** How a strategic merge joins two values of a field. */
export interface MergeRule {
  /** The field that identifies an element of a merged list. */
  readonly key?: string | undefined;
  readonly strategy?: string | undefined;
}

/** One field of an object, named as in YAML. */
export interface FieldDefinition {
  readonly type: FieldType;
  /** Says what to use instead; present when the field is deprecated. */
  readonly deprecated?: string | undefined;
  readonly merge?: MergeRule | undefined;
  /** Present only in definitions read with `descriptions`; never stored. */
  readonly description?: string | undefined;
}

/** An object of Argo or Kubernetes. */
export interface ObjectDefinition {
  readonly kind: 'object';
  /** The name in the schema it was read from. */
  readonly origin: string;
  readonly fields: Readonly<Record<string, FieldDefinition>>;
  /** Fields that an author must write. */
  readonly required: readonly string[];
  /** The required fields that Argo's own checks do not enforce, so that only the types require them. */
  readonly tolerated: readonly string[];
  readonly groups: readonly FieldGroup[];
  /** True for objects that may have any fields. */
  readonly open: boolean;
  readonly description?: string | undefined;
}

/** A name for a type that is not an object with fields, such as `Quantity`. */
export interface AliasDefinition {
  readonly kind: 'alias';
  readonly origin: string;
  readonly type: FieldType;
  readonly description?: string | undefined;
}

/** A named type of the schema. */
export type Definition = ObjectDefinition | AliasDefinition;

/** Everything that manifests of one Argo version can contain, as plain data. */
export interface SchemaDefinitions {
  /** The Argo version the definitions describe, such as `v4.1`. */
  readonly version: string;
  /** Names of definitions by the kind of object they describe. */
  readonly kinds: Readonly<Record<string, string>>;
  /** The definitions by short name, sorted. */
  readonly definitions: Readonly<Record<string, Definition>>;
}

import type { Replacement } from './replacements.ts';

/** What happened to a definition or one of its fields. */
export type ChangeKind =
  | 'added'
  | 'removed'
  | 'retyped'
  | 'required'
  | 'optional'
  | 'deprecated'
  | 'values'
  | 'limits'
  | 'pattern'
  | 'group'
  | 'opened'
  | 'closed';

/** One difference between two versions of a schema. */
export interface SchemaChange {
  readonly kind: ChangeKind;
  readonly definition: string;
  /** Absent if the change concerns the whole definition. */
  readonly field?: string | undefined;
  /** The old and the new state as text. */
  readonly before?: string | undefined;
  readonly after?: string | undefined;
  /** True when an object that was valid before may be refused now. */
  readonly breaking: boolean;
  /**
   * The paths of the field, such as `CronWorkflow.spec.schedule`; `[]` is an element of a list, `{}` a value of a map.
   * Recursion is followed once, and a field that occurs everywhere has only its shortest paths.
   */
  readonly paths: readonly string[];
  readonly replacement?: Replacement | undefined;
}

/** Everything that differs between two versions of a schema, breaking changes first. */
export interface SchemaDifference {
  readonly from: string;
  readonly to: string;
  readonly changes: readonly SchemaChange[];
}

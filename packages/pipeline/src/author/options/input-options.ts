import type { JsonSchema } from '@tiphys/signature/model';

/** Options of an input. */
export interface InputOptions {
  /** What the value is for. Shown when a workflow is submitted. */
  readonly description?: string;
  /** JSON Schema of the values. @default read from the type by `tiphys generate`, or the schemas of the components that use it */
  readonly schema?: JsonSchema;
}

/** Options of `oneOf`. */
export interface ChoiceOptions<T> {
  /** What the value is for. Shown when a workflow is submitted. */
  readonly description?: string;
  /** The value if none is given. @default the first one */
  readonly default?: T;
}

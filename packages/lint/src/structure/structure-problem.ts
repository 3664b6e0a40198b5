import type { JsonPath } from '@tiphys/models/facts';

/** The object that has a field, and the names of its definition. */
export interface FieldSite {
  /** The definition, and the field that holds the object if there is one: `Cache.configMap`. */
  readonly places: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** A place in which a value does not have the structure of its definition. */
export type StructureProblem =
  | {
      readonly kind: 'unknownField';
      readonly path: JsonPath;
      readonly field: string;
      readonly known: readonly string[];
      /** Whether Argo's lint silently drops it. */
      readonly isDropped: boolean;
      readonly site: FieldSite;
    }
  | { readonly kind: 'wrongCase'; readonly path: JsonPath; readonly field: string; readonly known: string }
  | {
      readonly kind: 'wrongType';
      readonly path: JsonPath;
      readonly wanted: string;
      readonly found: string;
      readonly hint?: string;
    }
  | {
      readonly kind: 'missingField';
      readonly path: JsonPath;
      readonly definition: string;
      readonly field: string;
    }
  | {
      readonly kind: 'refusedValue';
      readonly path: JsonPath;
      readonly value: string;
      /** The value for messages: `value "0"`, `list of 5 items`. */
      readonly title: string;
      /** What the API server requires, after "it must": `be at least 1`. */
      readonly wanted: string;
      readonly allowed?: readonly string[];
    }
  | {
      readonly kind: 'fieldGroup';
      readonly path: JsonPath;
      readonly definition: string;
      readonly fields: readonly string[];
      readonly present: readonly string[];
    }
  | { readonly kind: 'ignoredValue'; readonly path: JsonPath; readonly found: string };

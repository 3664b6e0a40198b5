import type { JsonPath } from '@tiphys/models/facts';

/** The object that holds a field, and the names under which the versions of Argo know it. */
export interface FieldSite {
  readonly places: readonly string[];
  readonly fields: Readonly<Record<string, unknown>>;
}

/** Where a value does not have the structure that the tables ask for. */
export type StructureProblem =
  | {
      readonly kind: 'unknownField';
      readonly path: JsonPath;
      readonly field: string;
      readonly known: readonly string[];
      /** Whether Argo's lint drops it in silence. */
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

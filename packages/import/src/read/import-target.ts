import {
  type ArgoVersion,
  definitions,
  kinds,
  type ModelTables,
  newestArgoVersion,
} from '@tiphys/models/tables';

/** A version of Argo with its tables, as `loadTables` gives them. */
export interface ImportTarget {
  readonly version: ArgoVersion;
  readonly tables: ModelTables;
}

/** What code is written for when nothing else is asked for. */
export const NEWEST: ImportTarget = { version: newestArgoVersion, tables: { definitions, kinds } };

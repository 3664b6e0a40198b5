import {
  type ArgoVersion,
  definitions,
  kinds,
  type ModelTables,
  newestArgoVersion,
} from '@tiphys/models/tables';

/** A version of Argo with its tables, as `loadTables` returns them. */
export interface ImportTarget {
  readonly version: ArgoVersion;
  readonly tables: ModelTables;
}

/** The default target of imported code. */
export const NEWEST: ImportTarget = { version: newestArgoVersion, tables: { definitions, kinds } };

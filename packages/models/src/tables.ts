export type {
  DefinitionTable,
  FieldChanges,
  FieldGroupTable,
  FieldTable,
  FieldType,
  ModelTables,
} from './definition-table.ts';
export { fieldHistory } from './generated/field-history.ts';
export { definitions, kinds } from './generated/newest-tables.ts';
export { type ArgoVersion, argoVersions, newestArgoVersion } from './generated/versions.ts';
export { loadTables } from './load-tables.ts';

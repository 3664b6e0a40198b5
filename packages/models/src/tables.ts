export type { DefinitionTable, FieldGroupTable, FieldTable, FieldType } from './definition-table.ts';
export {
  type ArgoVersion,
  argoVersions,
  loadTables,
  type ModelTables,
  newestArgoVersion,
} from './load-tables.ts';
export { definitions, kinds } from './v4.1/generated/tables.ts';

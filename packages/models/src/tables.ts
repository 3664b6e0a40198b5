export type { DefinitionTable, FieldGroupTable, FieldTable, FieldType } from './definition-table.ts';
export { definitions, kinds } from './v4.1/generated/tables.ts';

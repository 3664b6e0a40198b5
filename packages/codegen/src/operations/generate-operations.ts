import type { OperationDefinitions, SchemaDefinitions } from '@tiphys/schema';
import { type FileTree, GENERATED_MARK } from '../generate-models.ts';
import { loadTypePrinter } from '../type/print-type.ts';
import { renderOperationMap } from './render-operation-map.ts';
import { renderOperationTable } from './render-operation-table.ts';
import { renderParts } from './render-parts.ts';

/** How operations are generated. */
export interface OperationGenerateOptions {
  /** What the files are generated from, for the first line of each. */
  readonly source: string;
  /** The command that generates the files again, for the first line of each. */
  readonly command: string;
  /** The module that declares `OperationTable`, as a file in the folder of the operations imports it. */
  readonly tableTypes: string;
}

/**
 * Returns the TypeScript files for the operations of the Argo Server, for a folder `operations` inside that of the models of the same
 * definitions: strict types of requests, lenient types of replies, the types of each operation by its name, and the run-time table.
 */
export async function generateOperations(
  operations: OperationDefinitions,
  manifests: SchemaDefinitions,
  { source, command, tableTypes }: OperationGenerateOptions,
): Promise<FileTree> {
  const print = await loadTypePrinter();
  const banner = `${GENERATED_MARK} ${source}. Do not edit: run \`${command}\`.\n`;
  const files = {
    'index.ts': renderIndex(tableTypes),
    'operations.ts': renderOperationMap(operations),
    'replies.ts': await renderParts(operations, manifests, { variant: 'reply', print }),
    'requests.ts': await renderParts(operations, manifests, { variant: 'author', print }),
    'table.ts': renderOperationTable(operations, tableTypes),
  };
  return Object.fromEntries(Object.entries(files).map(([path, text]) => [path, `${banner}${text}`]));
}

function renderIndex(tableTypes: string): string {
  return `export type { OperationTable } from '${tableTypes}';
export type { Operations } from './operations.ts';
export type * as replies from './replies.ts';
export type * as requests from './requests.ts';
export { operations } from './table.ts';
`;
}

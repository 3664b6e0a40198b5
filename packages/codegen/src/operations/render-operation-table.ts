import type { OperationDefinitions } from '@tiphys/schema';
import { literal } from '../render/literal.ts';

/** Returns the module with what has to be known about operations at run time. */
export function renderOperationTable({ operations }: OperationDefinitions, tableTypes: string): string {
  const entries = Object.entries(operations).map(([name, { method, path, query, body, reply }]) => {
    const names = Object.keys(query).map(literal);
    return `  ${name}: {
    method: '${method}',
    path: ${literal(path)},
    query: [${names.join(', ')}],
    hasBody: ${body !== undefined},
    form: '${reply.form}',
  },
`;
  });
  const imported = `import type { OperationTable } from '${tableTypes}';`;
  return `
${imported}
import type { Operations } from './operations.ts';

/** How each operation of the Argo Server is requested. */
export const operations: Readonly<Record<keyof Operations, OperationTable>> = {
${entries.join('')}};
`;
}

import type { Definition, SchemaDefinitions } from '@tiphys/schema';
import { CodegenError } from '../codegen-error.ts';
import { usedNames } from './assign-files.ts';

const BUILT_IN = 'JsonValue';

/**
 * Checks that every type in use exists, and that no alias refers back to itself.
 *
 * @throws CodegenError `CODEGEN_MISSING_DEFINITION` or `CODEGEN_CYCLE` naming the definition.
 */
export function checkReferences({ definitions }: SchemaDefinitions): void {
  for (const [name, definition] of Object.entries(definitions)) {
    const missing = usedNames(definition).find(
      (used) => used !== BUILT_IN && !Object.hasOwn(definitions, used),
    );
    if (missing !== undefined) {
      const message = `Definition "${name}" refers to "${missing}", which is missing from the schema.`;
      throw new CodegenError('CODEGEN_MISSING_DEFINITION', name, message);
    }
  }
  const checked = new Set<string>();
  for (const start of Object.keys(definitions)) checkAlias(start, definitions, checked);
}

function checkAlias(
  start: string,
  definitions: Readonly<Record<string, Definition>>,
  checked: Set<string>,
): void {
  const path = new Set<string>();
  let name: string | undefined = start;
  while (name !== undefined && !checked.has(name)) {
    if (path.has(name))
      throw new CodegenError('CODEGEN_CYCLE', name, `Definition "${name}" refers only to itself.`);
    path.add(name);
    const definition: Definition | undefined = definitions[name];
    name = definition?.kind === 'alias' ? usedNames(definition)[0] : undefined;
    if (name === BUILT_IN) name = undefined;
  }
  for (const one of path) checked.add(one);
}

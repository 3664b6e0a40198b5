import type { Definition } from '../definition.ts';
import type { FieldType } from '../field-type.ts';
import { SchemaError } from '../schema-error.ts';

/**
 * Checks that no alias refers back to itself: such a type has no values.
 *
 * @throws SchemaError `SCHEMA_CYCLE` naming the definition.
 */
export function checkAliases(definitions: Readonly<Record<string, Definition>>): void {
  const checked = new Set<string>();
  for (const start of Object.keys(definitions)) {
    const path: string[] = [];
    for (
      let name: string | undefined = start;
      name !== undefined && !checked.has(name);
      name = nextAlias(definitions, name)
    ) {
      if (path.includes(name)) throw cycle(definitions, [...path.slice(path.indexOf(name)), name]);
      path.push(name);
    }
    for (const name of path) checked.add(name);
  }
}

function cycle(definitions: Readonly<Record<string, Definition>>, names: readonly string[]): SchemaError {
  const definition = definitions[names[0] ?? '']?.origin ?? names[0];
  return new SchemaError(
    'SCHEMA_CYCLE',
    `Definition "${definition}" refers only to itself: ${names.slice(0, 6).join(' -> ')}. Give one of them a type.`,
    { definition },
  );
}

function nextAlias(definitions: Readonly<Record<string, Definition>>, name: string): string | undefined {
  const definition = Object.hasOwn(definitions, name) ? definitions[name] : undefined;
  return definition?.kind === 'alias' ? referred(definition.type) : undefined;
}

function referred(type: FieldType): string | undefined {
  switch (type.kind) {
    case 'reference':
      return type.to;
    case 'list':
      return referred(type.element);
    case 'map':
      return referred(type.value);
    default:
      return undefined;
  }
}

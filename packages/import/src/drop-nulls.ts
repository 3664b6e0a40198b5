import type { FieldType, ModelTables } from '@tiphys/models/tables';

/** Gives an object without the nulls that Argo takes for absent; where any value may stand, null is one. */
export function dropNulls(value: unknown, type: FieldType, tables: ModelTables): unknown {
  if (typeof value !== 'object' || value === null) return value;
  switch (type.kind) {
    case 'list':
      return Array.isArray(value) ? value.map((element) => dropNulls(element, type.element, tables)) : value;
    case 'map':
      return dropFields(value, () => type.value, tables);
    case 'reference': {
      const table = tables.definitions[type.to];
      return table === undefined ? value : dropFields(value, (field) => table.fields[field]?.type, tables);
    }
    default:
      return value;
  }
}

function dropFields(
  value: object,
  typeOf: (field: string) => FieldType | undefined,
  tables: ModelTables,
): unknown {
  if (Array.isArray(value)) return value;
  const kept = Object.entries(value).flatMap(([field, content]): [string, unknown][] => {
    const type = typeOf(field);
    if (type === undefined) return [[field, content]];
    return content === null && type.kind !== 'any' ? [] : [[field, dropNulls(content, type, tables)]];
  });
  return Object.fromEntries(kept);
}

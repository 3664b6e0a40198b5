import { definitions, type FieldType } from '@tiphys/models/tables';

/** Gives an object without the nulls that Argo takes for absent; where any value may stand, null is one. */
export function dropNulls(value: unknown, type: FieldType): unknown {
  if (typeof value !== 'object' || value === null) return value;
  switch (type.kind) {
    case 'list':
      return Array.isArray(value) ? value.map((element) => dropNulls(element, type.element)) : value;
    case 'map':
      return dropFields(value, () => type.value);
    case 'reference': {
      const table = definitions[type.to];
      return table === undefined ? value : dropFields(value, (field) => table.fields[field]?.type);
    }
    default:
      return value;
  }
}

function dropFields(value: object, typeOf: (field: string) => FieldType | undefined): unknown {
  if (Array.isArray(value)) return value;
  const kept = Object.entries(value).flatMap(([field, content]): [string, unknown][] => {
    const type = typeOf(field);
    if (type === undefined) return [[field, content]];
    return content === null && type.kind !== 'any' ? [] : [[field, dropNulls(content, type)]];
  });
  return Object.fromEntries(kept);
}

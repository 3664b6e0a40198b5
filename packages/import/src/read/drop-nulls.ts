import { innerFieldType } from '@tiphys/models/facts';
import type { FieldType, ModelTables } from '@tiphys/models/tables';

/** Returns an object without the nulls that Argo treats as absent; null stays where any value is allowed. */
export function dropNulls(value: unknown, type: FieldType, tables: ModelTables): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value))
    return type.kind === 'list' ? value.map((element) => dropNulls(element, type.element, tables)) : value;
  if (type.kind !== 'map' && type.kind !== 'reference') return value;
  const kept = Object.entries(value).flatMap(([field, content]): [string, unknown][] => {
    const inner = innerFieldType(type, field, tables.definitions);
    if (inner === undefined) return [[field, content]];
    return content === null && inner.kind !== 'any' ? [] : [[field, dropNulls(content, inner, tables)]];
  });
  return Object.fromEntries(kept);
}

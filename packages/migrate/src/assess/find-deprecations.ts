import { formatPath, walkObject } from '@tiphys/models/facts';
import type { ModelTables } from '@tiphys/models/tables';

/** A deprecated field in an object. */
export interface Deprecation {
  /** Such as `spec.schedule`. */
  readonly path: string;
  readonly advice: string;
}

/** Returns the deprecated fields of an object of one of Argo's kinds. */
export function findDeprecations(value: unknown, kind: string, tables: ModelTables): readonly Deprecation[] {
  const to = Object.hasOwn(tables.kinds, kind) ? tables.kinds[kind] : undefined;
  if (to === undefined) return [];
  const found: Deprecation[] = [];
  for (const { field, path } of walkObject(value, { kind: 'reference', to }, tables.definitions)) {
    const advice = field && tables.definitions[field.definition]?.fields[field.name]?.deprecated;
    if (advice !== undefined) found.push({ path: formatPath(path), advice });
  }
  return found;
}

import type { FieldType, ModelTables } from '@tiphys/models/tables';

/** A deprecated field that an object uses. */
export interface Deprecation {
  /** Such as `spec.schedule`. */
  readonly path: string;
  readonly advice: string;
}

/** Gives the deprecated fields of an object of one of Argo's kinds. */
export function findDeprecations(value: unknown, kind: string, tables: ModelTables): readonly Deprecation[] {
  const definition = Object.hasOwn(tables.kinds, kind) ? tables.kinds[kind] : undefined;
  if (definition === undefined) return [];
  return [...visit(value, { kind: 'reference', to: definition }, { path: '', tables })];
}

interface Place {
  readonly path: string;
  readonly tables: ModelTables;
}

function* visit(value: unknown, type: FieldType, { path, tables }: Place): Generator<Deprecation> {
  if (typeof value !== 'object' || value === null) return;
  if (type.kind === 'list' && Array.isArray(value))
    for (const [index, element] of value.entries())
      yield* visit(element, type.element, { path: `${path}[${index}]`, tables });
  else if (type.kind === 'map')
    for (const [key, content] of Object.entries(value))
      yield* visit(content, type.value, { path: `${path}.${key}`, tables });
  else if (type.kind === 'reference') {
    const fields = tables.definitions[type.to]?.fields ?? {};
    for (const [field, content] of Object.entries(value)) {
      const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (known === undefined) continue;
      const place = path === '' ? field : `${path}.${field}`;
      if (known.deprecated !== undefined) yield { path: place, advice: known.deprecated };
      yield* visit(content, known.type, { path: place, tables });
    }
  }
}

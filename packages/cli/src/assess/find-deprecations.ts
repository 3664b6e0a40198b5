import { definitions, type FieldType, kinds } from '@tiphys/models/tables';

/** A deprecated field that an object uses. */
export interface Deprecation {
  /** Such as `spec.schedule`. */
  readonly path: string;
  readonly advice: string;
}

/** Gives the deprecated fields of an object of one of Argo's kinds. */
export function findDeprecations(value: unknown, kind: string): readonly Deprecation[] {
  const definition = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (definition === undefined) return [];
  return [...visit(value, { kind: 'reference', to: definition }, '')];
}

function* visit(value: unknown, type: FieldType, path: string): Generator<Deprecation> {
  if (typeof value !== 'object' || value === null) return;
  if (type.kind === 'list' && Array.isArray(value))
    for (const [index, element] of value.entries()) yield* visit(element, type.element, `${path}[${index}]`);
  else if (type.kind === 'map')
    for (const [key, content] of Object.entries(value)) yield* visit(content, type.value, `${path}.${key}`);
  else if (type.kind === 'reference') {
    const fields = definitions[type.to]?.fields ?? {};
    for (const [field, content] of Object.entries(value)) {
      const known = Object.hasOwn(fields, field) ? fields[field] : undefined;
      if (known === undefined) continue;
      const place = path === '' ? field : `${path}.${field}`;
      if (known.deprecated !== undefined) yield { path: place, advice: known.deprecated };
      yield* visit(content, known.type, place);
    }
  }
}

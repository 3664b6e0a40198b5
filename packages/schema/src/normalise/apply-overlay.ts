import type { Definition, FieldDefinition } from '../definition.ts';
import type { FieldType, ListType, NumberType, StringType } from '../field-type.ts';
import type { CrdOverlay, Facets } from './crd-overlay.ts';

/** Returns a definition with the limits and rules that the CRDs have for its fields. */
export function applyOverlay(name: string, definition: Definition, overlay: CrdOverlay): Definition {
  if (definition.kind === 'alias') return definition;
  const fields = Object.entries(definition.fields).map(([field, body]): [string, FieldDefinition] => [
    field,
    { ...body, type: narrow(body.type, `${name}.${field}`, overlay) },
  ]);
  return {
    ...definition,
    fields: Object.fromEntries(fields),
    groups: [...definition.groups, ...(overlay.groups.get(name) ?? [])],
  };
}

function narrow(type: FieldType, place: string, overlay: CrdOverlay): FieldType {
  const facets = overlay.facets.get(place) ?? {};
  switch (type.kind) {
    case 'string':
      if (facets.intOrString === true) return { kind: 'intOrString' };
      return withFacets<StringType>(type, facets, ['enum', 'pattern', 'minLength', 'maxLength']);
    case 'integer':
    case 'number':
      return withFacets<NumberType>(type, facets, ['minimum', 'maximum']);
    case 'list':
      return withFacets<ListType>({ ...type, element: narrow(type.element, `${place}[]`, overlay) }, facets, [
        'minItems',
        'maxItems',
      ]);
    case 'map':
      return { ...type, value: narrow(type.value, `${place}{}`, overlay) };
    default:
      return type;
  }
}

function withFacets<T extends FieldType>(type: T, facets: Facets, keys: readonly (string & keyof T)[]): T {
  const own = Object.fromEntries(keys.filter((key) => key in facets).map((key) => [key, facets[key]]));
  return { ...type, ...own };
}

import { definitions, type FieldType, kinds } from '@tiphys/models/tables';

const kindNames: ReadonlyMap<string, string> = new Map(Object.entries(kinds));

/**
 * Removes the nulls that YAML has for empty fields, as Go does when it decodes: a null field is absent, and a null element of a list or map
 * is the empty value of its type. Loop items may be null.
 *
 * @see https://pkg.go.dev/encoding/json#Unmarshal
 */
export function decodeNulls<T extends { readonly kind?: string }>(object: T): T {
  const name = kindNames.get(object.kind ?? '');
  // Only nulls change, so the type is the same.
  return name === undefined ? object : (decodeObject(object, name) as T);
}

function decodeObject(value: unknown, name: string): unknown {
  const definition = definitions[name];
  if (definition === undefined || definition.open || !isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).flatMap(([field, part]) => {
      const type = Object.hasOwn(definition.fields, field) ? definition.fields[field]?.type : undefined;
      if (type === undefined) return [[field, part]];
      return part === null && type.kind !== 'any' ? [] : [[field, decode(part, type)]];
    }),
  );
}

function decode(value: unknown, type: FieldType): unknown {
  switch (type.kind) {
    case 'reference':
      return decodeObject(value, type.to);
    case 'list':
      return Array.isArray(value) ? value.map((element) => decodeElement(element, type.element)) : value;
    case 'map':
      return isRecord(value)
        ? Object.fromEntries(
            Object.entries(value).map(([key, part]) => [key, decodeElement(part, type.value)]),
          )
        : value;
    default:
      return value;
  }
}

function decodeElement(value: unknown, type: FieldType): unknown {
  return value === null ? emptyValue(type) : decode(value, type);
}

function emptyValue({ kind }: FieldType): unknown {
  switch (kind) {
    case 'any':
    case 'scalar':
      return null;
    case 'reference':
    case 'map':
      return {};
    case 'list':
      return [];
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return false;
    default:
      return '';
  }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

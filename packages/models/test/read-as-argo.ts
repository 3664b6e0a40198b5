import type { FieldType } from '../src/tables.ts';
import { definitions } from '../src/v4.1/generated/tables.ts';

/** The form of parameter values: as written (`5`), or as Argo passes them on (`"5"`). */
export type Scalars = 'asWritten' | 'asText';

/**
 * Returns an object as Argo reads it: without nulls, with field names in any case, and with strings where the
 * type is a string.
 */
export function readAsArgo(value: unknown, type: FieldType, scalars: Scalars): unknown {
  switch (type.kind) {
    case 'scalar':
      if (typeof value === 'object') return JSON.stringify(value);
      return scalars === 'asText' ? String(value) : value;
    case 'list':
      return Array.isArray(value) ? value.map((item) => readAsArgo(item, type.element, scalars)) : value;
    case 'map':
      return mapFields(value, (field, content) => [field, readAsArgo(content, type.value, scalars)]);
    case 'reference': {
      const fields = definitions[type.to]?.fields ?? {};
      return mapFields(value, (field, content) => {
        const name = field in fields ? field : (findName(field, Object.keys(fields)) ?? field);
        return [name, readAsArgo(content, fields[name]?.type ?? { kind: 'any' }, scalars)];
      });
    }
    default:
      return value;
  }
}

function findName(written: string, names: readonly string[]): string | undefined {
  return names.find((name) => name.toLowerCase() === written.toLowerCase());
}

function mapFields(
  value: unknown,
  change: (field: string, content: unknown) => readonly [string, unknown],
): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const present = Object.entries(value).filter(([, content]) => content !== null);
  return Object.fromEntries(present.map(([field, content]) => change(field, content)));
}

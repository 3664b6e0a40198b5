import { innerFieldType, PLURAL_FIELDS } from '@tiphys/models/facts';
import { definitions, type FieldType, kinds } from '@tiphys/models/tables';

/** The type of a value while an object is walked. */
export type WalkType =
  | { readonly kind: 'definition'; readonly name: string }
  | { readonly kind: 'each'; readonly of: FieldType }
  /** The items of a Kubernetes List, and the list of them. */
  | { readonly kind: 'objectList' | 'objects' };

const API_VERSION = 'argoproj.io/v1alpha1';

/** Returns the type of a whole object by its `apiVersion` and `kind`; undefined if it is not one of Argo's. */
export function rootType(value: unknown): WalkType | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { apiVersion, kind } = value as { readonly apiVersion?: unknown; readonly kind?: unknown };
  if (apiVersion === 'v1' && kind === 'List') return { kind: 'objectList' };
  if (apiVersion !== API_VERSION || typeof kind !== 'string' || !Object.hasOwn(kinds, kind)) return undefined;
  const name = kinds[kind];
  return name === undefined ? undefined : { kind: 'definition', name };
}

/** Returns whether a definition of the newest version has a field. */
export function isFieldOf(definition: string, field: string): boolean {
  return Object.hasOwn(definitions[definition]?.fields ?? {}, field);
}

/** Returns the type of a value inside another, by its key or index. */
export function innerType(type: WalkType, key: string | number, value: unknown): WalkType | undefined {
  switch (type.kind) {
    case 'objectList':
      return key === 'items' ? { kind: 'objects' } : undefined;
    case 'objects':
      return rootType(value);
    case 'each':
      return toWalkType(type.of);
    case 'definition': {
      const known = innerFieldType({ kind: 'reference', to: type.name }, key, definitions);
      const former = PLURAL_FIELDS.find(({ definition, one }) => definition === type.name && one === key);
      const field = known ?? former?.type;
      return field && toWalkType(field);
    }
    default:
      throw new Error(`unreachable: ${String(type)}`);
  }
}

function toWalkType(type: FieldType): WalkType | undefined {
  if (type.kind === 'reference') return { kind: 'definition', name: type.to };
  if (type.kind === 'list') return { kind: 'each', of: type.element };
  return type.kind === 'map' ? { kind: 'each', of: type.value } : undefined;
}

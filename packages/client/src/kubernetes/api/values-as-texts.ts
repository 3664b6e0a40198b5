import { type Definitions, innerFieldType, scalarText } from '@tiphys/models/facts';
import type { FieldType } from '@tiphys/models/tables';
import { ARGO_VERSION } from './resource.ts';

/**
 * Returns an object of Argo as Argo's own programs send it: with texts for the numbers of quantities (`cpu: 0.5`), and for the numbers and booleans
 * of parameters (`value: 5`). They read both, but the definitions of a cluster take only texts. Other objects are returned as they are.
 */
export async function valuesAsTexts(object: object): Promise<object> {
  const { apiVersion, kind, spec } = object as { apiVersion?: unknown; kind?: unknown; spec?: unknown };
  if (apiVersion !== ARGO_VERSION || typeof kind !== 'string' || spec === undefined) return object;
  const { definitions, kinds } = await import('@tiphys/models/tables');
  const definition = Object.hasOwn(kinds, kind) ? kinds[kind] : undefined;
  if (definition === undefined) return object;
  const fieldType = (type: FieldType, key: string | number): FieldType | undefined =>
    innerFieldType(type, key, definitions satisfies Definitions);
  const type = fieldType({ kind: 'reference', to: definition }, 'spec');
  const texts = type === undefined ? spec : withTexts(spec, type, fieldType);
  return texts === spec ? object : { ...object, spec: texts };
}

type FieldTypeOf = (type: FieldType, key: string | number) => FieldType | undefined;

/** Returns a value of a type; the value itself if nothing in it changes. */
function withTexts(value: unknown, type: FieldType, fieldType: FieldTypeOf): unknown {
  if (typeof value === 'number')
    return type.kind === 'quantity' || type.kind === 'scalar' ? scalarText(value) : value;
  if (typeof value === 'boolean') return type.kind === 'scalar' ? scalarText(value) : value;
  if (typeof value !== 'object' || value === null) return value;
  let isChanged = false;
  const change = (inner: unknown, key: string | number): unknown => {
    const innerType = fieldType(type, key);
    const changed = innerType === undefined ? inner : withTexts(inner, innerType, fieldType);
    isChanged ||= changed !== inner;
    return changed;
  };
  const result = Array.isArray(value)
    ? value.map(change)
    : Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, change(inner, key)]));
  return isChanged ? result : value;
}

import type { JsonSchema } from '@tiphys/signature/model';
import type { Source } from '../graph.ts';
import { mayBeSkipped } from '../may-be-skipped.ts';
import { schemaOf } from './schema-of.ts';

/** A field of an object. */
export interface KnownField {
  readonly name: string;
  /** Whether it may be missing. */
  readonly optional: boolean;
}

/** Returns the fields of an output if it is an object and all of its fields are known. */
export function knownFields(source: Source): readonly KnownField[] | undefined {
  const { type, properties, required, additionalProperties, patternProperties } = schemaOf(source);
  if (type !== 'object' || additionalProperties !== false || patternProperties !== undefined)
    return undefined;
  const needed: readonly unknown[] = Array.isArray(required) ? required : [];
  return Object.keys(properties ?? {}).map((name) => ({ name, optional: !needed.includes(name) }));
}

/** Tells whether an output is an object whose schema has the field. */
export function namesField(source: Source, name: string): boolean {
  const { properties } = schemaOf(source);
  return typeof properties === 'object' && properties !== null && Object.hasOwn(properties, name);
}

/** Tells whether an output is a field that is known to be optional. */
export function isOptionalField(source: Source): boolean {
  return source.kind === 'field' && namesField(source.of, source.name) && mayBeMissing(source);
}

/** Tells whether an output is a field that may be missing at run time, according to its type. */
export function mayBeMissing(source: Source): boolean {
  if (source.kind !== 'field') return false;
  const { required } = schemaOf(source.of);
  return !(Array.isArray(required) && required.includes(source.name)) || mayBeMissing(source.of);
}

/** Tells whether an output is certainly neither null nor missing. */
export function isNeverNullish(source: Source): boolean {
  if (source.kind === 'branch' && mayBeSkipped(source)) return false;
  if (source.kind === 'field' && (mayBeMissing(source) || !isNeverNullish(source.of))) return false;
  return isNeverNull(schemaOf(source));
}

function isNeverNull({ type, enum: choices, const: only, anyOf, oneOf }: JsonSchema): boolean {
  if (Array.isArray(choices)) return !choices.includes(null);
  if (only !== undefined) return only !== null;
  if (Array.isArray(type)) return !type.includes('null');
  if (type !== undefined) return type !== 'null';
  const parts = anyOf ?? oneOf;
  // As JSON Schema defines the keywords; a part that refers to a definition counts as unknown.
  return Array.isArray(parts) && (parts as readonly JsonSchema[]).every(isNeverNull);
}

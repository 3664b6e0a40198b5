import { GoLocation, GoTime } from '@tiphys/go';
import {
  ANY_MAP_TYPE,
  ANY_SLICE_TYPE,
  BOOL_TYPE,
  BYTES_TYPE,
  FLOAT_TYPE,
  functionType,
  type GoType,
  INT_TYPE,
  integerType,
  LOCATION_TYPE,
  NIL_TYPE,
  STRING_MAP_TYPE,
  STRING_TYPE,
  TIME_TYPE,
} from './type.ts';
import { GoBytes, GoFunction, GoInteger, isList, isMap, sliceType } from './value.ts';

/** Returns the Go type of a value. */
export function typeOf(value: unknown): GoType {
  switch (typeof value) {
    case 'string':
      return STRING_TYPE;
    case 'number':
      return FLOAT_TYPE;
    case 'bigint':
      return INT_TYPE;
    case 'boolean':
      return BOOL_TYPE;
    case 'undefined':
      return NIL_TYPE;
  }
  if (value === null) return NIL_TYPE;
  if (isList(value)) return sliceType(value) ?? ANY_SLICE_TYPE;
  if (value instanceof GoInteger) return integerType(value.typeName ?? value.kind);
  if (value instanceof GoBytes) return BYTES_TYPE;
  if (value instanceof GoTime) return TIME_TYPE;
  if (value instanceof GoLocation) return LOCATION_TYPE;
  if (value instanceof GoFunction) return functionType(value.parameters, value.result, value.variadic);
  if (value instanceof Map) return ANY_MAP_TYPE;
  if (hasGoType(value)) return value.goType;
  return STRING_MAP_TYPE;
}

/** A value of a Go struct, with its type. */
export interface GoStructValue {
  readonly goType: GoType;
  /** Returns a field or method; undefined if it does not exist. */
  member(name: string): unknown;
}

/** Tells whether a value is a Go struct with its type. */
export function hasGoType(value: unknown): value is GoStructValue {
  return typeof value === 'object' && value !== null && 'goType' in value && 'member' in value;
}

/** Returns the name of the Go type of a value, as `%T` prints it. */
export function typeName(value: unknown): string {
  return value === null || value === undefined ? '<nil>' : typeOf(value).name;
}

/** Returns the kind of a value, as in Go's reflect. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'invalid';
  if (isList(value) || value instanceof GoBytes) return 'slice';
  if (isMap(value)) return 'map';
  if (value instanceof GoTime) return 'struct';
  if (value instanceof GoInteger) return value.kind;
  if (value instanceof GoLocation || hasGoType(value)) return 'ptr';
  return value instanceof GoFunction ? 'func' : typeName(value);
}

import { GoLocation, GoTime } from '@tiphys/go';
import {
  anyMapType,
  anySliceType,
  boolType,
  bytesType,
  floatType,
  functionType,
  type GoType,
  integerType,
  intType,
  locationType,
  nilType,
  stringMapType,
  stringType,
  timeType,
} from './type.ts';
import { GoBytes, GoFunction, GoInteger, isList, isMap, sliceType } from './value.ts';

/** Returns the Go type of a value. */
export function typeOf(value: unknown): GoType {
  switch (typeof value) {
    case 'string':
      return stringType;
    case 'number':
      return floatType;
    case 'bigint':
      return intType;
    case 'boolean':
      return boolType;
    case 'undefined':
      return nilType;
  }
  if (value === null) return nilType;
  if (isList(value)) return sliceType(value) ?? anySliceType;
  if (value instanceof GoInteger) return integerType(value.typeName ?? value.kind);
  if (value instanceof GoBytes) return bytesType;
  if (value instanceof GoTime) return timeType;
  if (value instanceof GoLocation) return locationType;
  if (value instanceof GoFunction) return functionType(value.parameters, value.result, value.variadic);
  if (value instanceof Map) return anyMapType;
  if (hasGoType(value)) return value.goType;
  return stringMapType;
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

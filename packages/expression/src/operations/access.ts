import { byteAt, byteLength, GoLocation, GoTime, sliceBytes } from '@tiphys/go';
import { printGoValue } from '../values/print-value.ts';
import { hasGoType, kindOf, typeName } from '../values/type-of.ts';
import {
  entriesOf,
  GoBytes,
  GoInteger,
  isList,
  isMap,
  isObject,
  markSlice,
  ownEntry,
  sliceType,
} from '../values/value.ts';
import { equal, needInt } from './operators.ts';
import { durationMember, locationMember, timeMember } from './time-members.ts';

/** Returns a method or field of a value that is neither a map nor a list; undefined if it has none of that name. */
function memberOf(object: unknown, name: string): unknown {
  if (object instanceof GoTime) return timeMember(object, name);
  if (object instanceof GoLocation) return locationMember(object, name);
  if (object instanceof GoInteger && object.typeName !== undefined) return durationMember(object, name);
  return hasGoType(object) ? object.member(name) : undefined;
}

function byte(value: number): GoInteger {
  return new GoInteger('uint8', BigInt(value));
}

/** Returns the number of elements that an index can address; undefined for values without an index. */
function indexLength(object: unknown): number | undefined {
  if (isList(object)) return object.length;
  if (typeof object === 'string') return byteLength(object);
  return object instanceof GoBytes ? object.bytes.length : undefined;
}

function elementAt(object: unknown, index: number): unknown {
  if (isList(object)) return object[index];
  if (typeof object === 'string') return byte(byteAt(object, index));
  return object instanceof GoBytes ? byte(object.bytes[index] ?? 0) : undefined;
}

/** Returns the entry of a map; undefined if absent. Throws if the key has another type than the map's keys. */
function mapEntry(map: object, key: unknown): unknown {
  if (map instanceof Map) return map.get(key);
  if (!isObject(map)) return undefined;
  const name = key ?? '';
  if (typeof name !== 'string') {
    throw new Error(
      `reflect.Value.MapIndex: value of type ${typeName(key)} is not assignable to type string`,
    );
  }
  return ownEntry(map, name);
}

/** Evaluates `object[key]` or `object.key`, as the library does. */
export function fetch(object: unknown, key: unknown): unknown {
  if (object === null || object === undefined)
    throw new Error(`cannot fetch ${printGoValue(key)} from <nil>`);
  const length = indexLength(object);
  if (length !== undefined) {
    const given = Number(needInt(key));
    const index = given < 0 ? length + given : given;
    if (index < 0 || index >= length)
      throw new Error(`index out of range: ${index} (array length is ${length})`);
    return elementAt(object, index);
  }
  if (isMap(object)) return mapEntry(object, key) ?? null;
  const member = typeof key === 'string' ? memberOf(object, key) : undefined;
  if (member === undefined) throw new Error(`cannot fetch ${printGoValue(key)} from ${typeName(object)}`);
  return member;
}

/** Implements the builtin `get`, which returns nil if nothing is found. */
export function get(object: unknown, key: unknown): unknown {
  if (object === null || object === undefined) return null;
  const length = indexLength(object);
  if (length !== undefined) {
    const given = Number(needInt(key));
    const index = given < 0 ? length + given : given;
    return index >= 0 && index < length ? elementAt(object, index) : null;
  }
  if (isMap(object)) return mapEntry(object, key) ?? null;
  return typeof key === 'string' ? (memberOf(object, key) ?? null) : null;
}

/** Evaluates `object[from:to]`. The bounds of a string are in bytes. */
export function slice(object: unknown, from: unknown, to: unknown): unknown {
  const length = indexLength(object);
  if (length === undefined) throw new Error(`cannot slice ${printGoValue(from)}`);
  const clamp = (value: number): number => Math.min(Math.max(value < 0 ? length + value : value, 0), length);
  const end = clamp(Number(needInt(to)));
  const given = Number(needInt(from));
  const start = Math.min(Math.max(given < 0 ? length + given : given, 0), end);
  if (typeof object === 'string') return sliceBytes(object, start, end);
  if (object instanceof GoBytes) return new GoBytes(object.bytes.slice(start, end));
  return isList(object) ? markSlice(object.slice(start, end), sliceType(object)) : null;
}

function refuseField(needle: unknown, container: unknown): never {
  throw new Error(`cannot use ${typeName(needle)} as field name of ${typeName(container)}`);
}

/** Evaluates `needle in container`. */
export function isIn(needle: unknown, container: unknown): boolean {
  if (container === null || container === undefined) return false;
  if (isList(container)) return container.some((item) => equal(item, needle));
  if (container instanceof GoBytes) return container.bytes.some((item) => equal(byte(item), needle));
  if (isMap(container)) return mapEntry(container, needle) !== undefined;
  if (container instanceof GoTime) return typeof needle !== 'string' ? refuseField(needle, container) : false;
  if (hasGoType(container)) return typeof needle === 'string' && container.member(needle) !== undefined;
  throw new Error(`operator "in" not defined on ${typeName(container)}`);
}

/** The element that a closure over a map visits. */
const noElement = Symbol('element of a map');

/** Returns the element of a closure. Throws for a closure over a map. */
export function needElement(item: unknown): unknown {
  if (item === noElement) throw new Error('reflect: call of reflect.Value.Index on map Value');
  return item;
}

/** Returns the elements that a closure visits. Throws for other values. */
export function elementsOf(collection: unknown): readonly unknown[] {
  if (isList(collection)) return collection;
  const length = indexLength(collection);
  if (length !== undefined) return Array.from({ length }, (_, index) => elementAt(collection, index));
  // A map can be counted, but has no elements to visit.
  if (isMap(collection)) return entriesOf(collection).map(() => noElement);
  const kind = collection === null ? 'zero' : kindOf(collection);
  throw new Error(`reflect: call of reflect.Value.Len on ${kind} Value`);
}

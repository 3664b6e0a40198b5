import { byteLength, isAscii } from '@tiphys/go';
import { elementsOf, fetch, get } from '../operations/access.ts';
import { distinct } from '../operations/distinct.ts';
import { compare, equal } from '../operations/operators.ts';
import { printGoValue } from '../values/print-value.ts';
import {
  ANY_MAP_TYPE,
  ANY_SLICE_TYPE,
  ANY_TYPE,
  elementOf,
  FLOAT_SLICE_TYPE,
  functionType,
  type GoType,
  INT_SLICE_TYPE,
  INT_TYPE,
  isUnknown,
  STRING_SLICE_TYPE,
  STRING_TYPE,
} from '../values/type.ts';
import { kindOf, typeName } from '../values/type-of.ts';
import {
  entriesOf,
  GoBytes,
  GoInteger,
  isList,
  isMap,
  markSlice,
  nilSlice,
  sliceType,
} from '../values/value.ts';
import { type Builtin, nameType, needCount } from './builtin.ts';

/** Checks the only argument, which must be a list or unknown. */
function oneList(verb: string, result: (type: GoType) => GoType): (types: readonly GoType[]) => GoType {
  return (types) => {
    needCount(types, 1);
    const [type = ANY_TYPE] = types;
    if (isUnknown(type) || type.kind === 'slice') return result(type);
    throw new Error(`cannot ${verb} ${nameType(type)}`);
  };
}

function oneMap(verb: string): (types: readonly GoType[]) => GoType {
  return (types) => {
    needCount(types, 1);
    const [type = ANY_TYPE] = types;
    if (isUnknown(type) || type.kind === 'map') return ANY_SLICE_TYPE;
    throw new Error(`cannot ${verb}`.replace('%s', nameType(type)));
  };
}

function needList(verb: string, value: unknown): readonly unknown[] {
  if (isList(value) || value instanceof GoBytes) return elementsOf(value);
  throw new Error(`cannot ${verb} ${kindOf(value)}`);
}

function needEntries(problem: string, value: unknown): [unknown, unknown][] {
  if (isMap(value)) return entriesOf(value);
  throw new Error(problem.replace('%s', kindOf(value)));
}

function length([value]: readonly unknown[]): bigint {
  if (typeof value === 'string') return BigInt(isAscii(value) ? value.length : [...value].length);
  if (isList(value)) return BigInt(value.length);
  if (value instanceof GoBytes) return BigInt(value.bytes.length);
  if (isMap(value)) return BigInt(entriesOf(value).length);
  throw new Error(`invalid argument for len (type ${typeName(value)})`);
}

/** Returns the default end of `x[from:]`: a number of bytes or elements. */
export function byteOrElementCount(value: unknown): bigint {
  return typeof value === 'string' ? BigInt(byteLength(value)) : length([value]);
}

/** Returns an element, or nil on any failure, since these builtins never fail. */
function tryFetch(value: unknown, index: bigint): unknown {
  try {
    return fetch(value, index);
  } catch {
    return null;
  }
}

function element(which: string): (types: readonly GoType[]) => GoType {
  return (types) => {
    needCount(types, 1);
    const [type = ANY_TYPE] = types;
    if (isUnknown(type)) return ANY_TYPE;
    // Only the Go type of the list counts here, not the types of its elements.
    if (type.kind === 'slice') return type.name === '[]interface {}' ? ANY_TYPE : elementOf(type);
    throw new Error(`cannot get ${which} element from ${nameType(type)}`);
  };
}

function take([value, count]: readonly unknown[]): unknown {
  const list = needList('take from', value);
  if (typeof count !== 'bigint' && !(count instanceof GoInteger && count.kind.startsWith('int'))) {
    throw new Error(`cannot take ${kindOf(count)} elements`);
  }
  const wanted = typeof count === 'bigint' ? count : count.value;
  if (wanted < 0n) throw new Error('reflect.Value.Slice: slice index out of bounds');
  return markSlice(list.slice(0, Number(wanted)), isList(value) ? sliceType(value) : undefined);
}

function validateTake(types: readonly GoType[]): GoType {
  needCount(types, 2);
  const [list = ANY_TYPE, count = ANY_TYPE] = types;
  if (!isUnknown(list) && list.kind !== 'slice') throw new Error(`cannot take from ${nameType(list)}`);
  const counts =
    isUnknown(count) || count.kind === 'int' || (count.kind === 'integer' && !count.name.startsWith('uint'));
  if (!counts) throw new Error(`cannot take ${nameType(count)} elements`);
  return list;
}

function fromPairs([value]: readonly unknown[]): Map<unknown, unknown> {
  if (!isList(value)) throw new Error(`cannot transform ${printGoValue(value)} from pairs`);
  const map = new Map<unknown, unknown>();
  for (const pair of value) {
    if (!isList(pair)) throw new Error(`invalid pair ${printGoValue(pair)}`);
    if (pair.length !== 2) throw new Error(`invalid pair length ${printGoValue(pair)}`);
    if (typeof pair[0] === 'object' && pair[0] !== null)
      throw new Error(`runtime error: hash of unhashable type ${typeName(pair[0])}`);
    map.set(pair[0], pair[1]);
  }
  return map;
}

function uniq([value]: readonly unknown[]): unknown[] {
  return distinct(needList('uniq', value), equal);
}

function concat(values: readonly unknown[]): readonly unknown[] {
  if (values.length === 0) throw new Error('invalid number of arguments (expected at least 1, got 0)');
  const all = values.flatMap((value) => [...needList('concat', value)]);
  // In Go, the slice stays nil if nothing is appended.
  return all.length === 0 ? nilSlice : all;
}

function validateConcat(types: readonly GoType[]): GoType {
  if (types.length === 0) throw new Error('invalid number of arguments (expected at least 1, got 0)');
  for (const type of types) {
    if (!isUnknown(type) && type.kind !== 'slice') throw new Error(`cannot concat ${nameType(type)}`);
  }
  return ANY_SLICE_TYPE;
}

function flatten(list: readonly unknown[]): unknown[] {
  return list.flatMap((item) =>
    isList(item) || item instanceof GoBytes ? flatten(elementsOf(item)) : [item],
  );
}

/** Sorts a list in Go's order. Throws if two values cannot be compared. */
export function sortValues<T>(items: readonly T[], keyOf: (item: T) => unknown, descending: boolean): T[] {
  return [...items].sort((a, b) => {
    const [first, second] = descending ? [keyOf(b), keyOf(a)] : [keyOf(a), keyOf(b)];
    return compare(first, '<', second);
  });
}

/** Tells whether the order is `desc`. Throws for anything but `asc` and `desc`. */
function isDescending(order: unknown): boolean {
  if (order === undefined || order === 'asc') return false;
  if (order === 'desc') return true;
  if (typeof order !== 'string')
    throw new Error(`sort order argument must be a string (got ${typeName(order)})`);
  throw new Error(`invalid order ${order}, expected asc or desc`);
}

function sort([value, order]: readonly unknown[]): unknown {
  const descending = isDescending(order);
  // Anything but a list is sorted to a nil slice.
  return isList(value) ? sortValues(value, (item) => item, descending) : nilSlice;
}

const sortable = [ANY_SLICE_TYPE, INT_SLICE_TYPE, FLOAT_SLICE_TYPE, STRING_SLICE_TYPE];
const sortOverloads = [
  ...sortable.map((type) => functionType([type, STRING_TYPE], ANY_SLICE_TYPE)),
  ...[ANY_SLICE_TYPE, FLOAT_SLICE_TYPE, STRING_SLICE_TYPE, INT_SLICE_TYPE].map((type) =>
    functionType([type], ANY_SLICE_TYPE),
  ),
];

function describeType([value]: readonly unknown[]): string {
  if (value === null || value === undefined) return 'nil';
  if (isList(value) || value instanceof GoBytes) return 'array';
  if (isMap(value)) return 'map';
  const name = typeName(value);
  if (value instanceof GoInteger && value.typeName === undefined)
    return value.kind.startsWith('u') ? 'uint' : 'int';
  if (name === 'float64') return 'float';
  if (name.startsWith('func(')) return 'func';
  return name.startsWith('*') ? 'unknown' : name;
}

function validateLength(types: readonly GoType[]): GoType {
  needCount(types, 1);
  const [type = ANY_TYPE] = types;
  if (isUnknown(type) || ['slice', 'map', 'string'].includes(type.kind)) return INT_TYPE;
  throw new Error(`invalid argument for len (type ${nameType(type)})`);
}

/** The builtins for lists and maps. */
export const listBuiltins: ReadonlyMap<string, Builtin> = new Map<string, Builtin>([
  ['len', { validate: validateLength, run: length }],
  ['type', { overloads: [functionType([ANY_TYPE], STRING_TYPE)], run: describeType }],
  ['first', { validate: element('first'), run: ([value]) => tryFetch(value, 0n) }],
  ['last', { validate: element('last'), run: ([value]) => tryFetch(value, -1n) }],
  ['get', { run: ([value, key]) => get(value, key) }],
  ['take', { validate: validateTake, run: take }],
  [
    'keys',
    {
      validate: oneMap('get keys from %s'),
      run: ([value]) => needEntries('cannot get keys from %s', value).map(([key]) => key),
    },
  ],
  [
    'values',
    {
      validate: oneMap('get values from %s'),
      run: ([value]) => needEntries('cannot get values from %s', value).map(([, item]) => item),
    },
  ],
  [
    'toPairs',
    {
      validate: oneMap('transform %s to pairs'),
      run: ([value]) => needEntries('cannot transform %s to pairs', value),
    },
  ],
  [
    'fromPairs',
    {
      validate: (types) => {
        needCount(types, 1);
        const [type = ANY_TYPE] = types;
        if (isUnknown(type) || type.kind === 'slice') return ANY_MAP_TYPE;
        throw new Error(`cannot transform ${nameType(type)} from pairs`);
      },
      run: fromPairs,
    },
  ],
  [
    'reverse',
    {
      validate: oneList('reverse', () => ANY_SLICE_TYPE),
      run: ([value]) => [...needList('reverse', value)].reverse(),
    },
  ],
  ['uniq', { validate: oneList('uniq', () => ANY_SLICE_TYPE), run: uniq }],
  ['concat', { validate: validateConcat, run: concat }],
  [
    'flatten',
    {
      validate: oneList('flatten', () => ANY_SLICE_TYPE),
      run: ([value]) => flatten(needList('flatten', value)),
    },
  ],
  ['sort', { overloads: sortOverloads, run: sort }],
]);

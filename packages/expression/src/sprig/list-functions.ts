import { elementsOf } from '../operations/access.ts';
import { distinct } from '../operations/distinct.ts';
import { deepEqual } from '../operations/operators.ts';
import { kindOf } from '../values/type-of.ts';
import { GoBytes, isList, nilSlice } from '../values/value.ts';
import { castInteger } from './cast.ts';
import { isEmpty } from './default-functions.ts';
import { define } from './define.ts';

/** Returns the elements of a list. Throws a plain error for anything else. */
function need(verb: string, value: unknown): readonly unknown[] {
  if (isList(value) || value instanceof GoBytes) return elementsOf(value);
  if (value === null) throw new Error('runtime error: invalid memory address or nil pointer dereference');
  throw new Error(`${verb} ${kindOf(value)}`);
}

const on = (verb: string): string => `Cannot ${verb} on type`;

function rest(value: unknown): readonly unknown[] {
  const list = need(on('find rest'), value);
  return list.length === 0 ? nilSlice : list.slice(1);
}

function initial(value: unknown): readonly unknown[] {
  const list = need(on('find initial'), value);
  return list.length === 0 ? nilSlice : list.slice(0, -1);
}

function contains(list: readonly unknown[], needle: unknown): boolean {
  return list.some((item) => deepEqual(needle, item));
}

function uniq(value: unknown): unknown[] {
  return distinct(need(on('find uniq'), value), deepEqual);
}

function without(value: unknown, ...omitted: unknown[]): unknown[] {
  return need(on('find without'), value).filter((item) => !contains(omitted, item));
}

function slice(value: unknown, ...indexes: unknown[]): unknown {
  const list = need('list should be type of slice or array but', value);
  if (list.length === 0) return null;
  const start = Number(indexes.length > 0 ? castInteger(indexes[0]) : 0n);
  const end = Number(indexes.length > 1 ? castInteger(indexes[1]) : BigInt(list.length));
  if (start < 0 || end < start || end > list.length)
    throw new Error('reflect.Value.Slice: slice index out of bounds');
  return list.slice(start, end);
}

function concat(...values: unknown[]): readonly unknown[] {
  const all = values.flatMap((value) => {
    if (isList(value)) return value;
    throw new Error(
      value === null
        ? 'runtime error: invalid memory address or nil pointer dereference'
        : `Cannot concat type ${kindOf(value)} as list`,
    );
  });
  return all.length === 0 ? nilSlice : all;
}

function chunk(size: bigint, value: unknown): unknown[] {
  const list = need('Cannot chunk type', value);
  const length = Number(size);
  if (length <= 0) throw new Error('runtime error: makeslice: len out of range');
  return Array.from({ length: Math.ceil(list.length / length) }, (_, index) =>
    list.slice(index * length, (index + 1) * length),
  );
}

function has(needle: unknown, value: unknown): boolean {
  return value !== null && contains(need(on('find has'), value), needle);
}

const list = define('any... -> list', (...values: unknown[]) => values);
const push = define('any any -> list', (value: unknown, item: unknown) => [...need(on('push'), value), item]);
const prepend = define('any any -> list', (value: unknown, item: unknown) => [
  item,
  ...need(on('prepend'), value),
]);
const first = define('any -> any', (value: unknown) => need(on('find first'), value)[0] ?? null);
const last = define('any -> any', (value: unknown) => need(on('find last'), value).at(-1) ?? null);
const restOf = define('any -> list', rest);
const initialOf = define('any -> list', initial);
const reverse = define('any -> list', (value: unknown) => [...need(on('find reverse'), value)].reverse());
const compact = define('any -> list', (value: unknown) =>
  need(on('compact'), value).filter((item) => !isEmpty(item)),
);
const uniqOf = define('any -> list', uniq);
const withoutOf = define('any any... -> list', without);
const hasOf = define('any any -> bool', has);
const sliceOf = define('any any... -> any', slice);
const chunkOf = define('int any -> list', chunk);

/** sprig's list functions. */
export const listFunctions: Readonly<Record<string, unknown>> = {
  tuple: list,
  list,
  append: push,
  push,
  mustAppend: push,
  mustPush: push,
  prepend,
  mustPrepend: prepend,
  first,
  mustFirst: first,
  rest: restOf,
  mustRest: restOf,
  last,
  mustLast: last,
  initial: initialOf,
  mustInitial: initialOf,
  reverse,
  mustReverse: reverse,
  compact,
  mustCompact: compact,
  uniq: uniqOf,
  mustUniq: uniqOf,
  without: withoutOf,
  mustWithout: withoutOf,
  has: hasOf,
  mustHas: hasOf,
  slice: sliceOf,
  mustSlice: sliceOf,
  concat: define('any... -> any', concat),
  chunk: chunkOf,
  mustChunk: chunkOf,
};

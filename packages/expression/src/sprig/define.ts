import {
  ANY_SLICE_TYPE,
  ANY_TYPE,
  BOOL_TYPE,
  FLOAT_TYPE,
  type GoType,
  INT_SLICE_TYPE,
  INT_TYPE,
  integerType,
  STRING_MAP_TYPE,
  STRING_SLICE_TYPE,
  STRING_TYPE,
  TIME_TYPE,
} from '../values/type.ts';
import { GoFunction, GoInteger, isList, markSlice } from '../values/value.ts';

const types: Readonly<Record<string, GoType>> = {
  any: ANY_TYPE,
  string: STRING_TYPE,
  int: INT_TYPE,
  int64: integerType('int64'),
  float: FLOAT_TYPE,
  bool: BOOL_TYPE,
  map: STRING_MAP_TYPE,
  time: TIME_TYPE,
  list: ANY_SLICE_TYPE,
  strings: STRING_SLICE_TYPE,
  ints: INT_SLICE_TYPE,
};

function typeNamed(name: string): GoType {
  const type = types[name];
  if (type === undefined) throw new Error(`unreachable: type ${name}`);
  return type;
}

/** Defines a function with its signature, such as `string int -> string`. A last parameter `any...` is variadic. */
export function define(signature: string, call: (...values: never[]) => unknown): GoFunction {
  const [given = '', result = 'any'] = signature.split('->').map((part) => part.trim());
  const names = given === '' ? [] : given.split(/\s+/);
  const variadic = names.at(-1)?.endsWith('...') ?? false;
  const parameters = names.map((name): GoType => {
    if (!name.endsWith('...')) return typeNamed(name);
    const element = typeNamed(name.slice(0, -3));
    return { kind: 'slice', name: `[]${element.name}`, element };
  });
  const type = typeNamed(result);
  // Every call is checked against the parameters first, so the values have these types.
  const run = call as (...values: unknown[]) => unknown;
  return new GoFunction({
    parameters,
    variadic,
    result: type,
    call: (...values) => marked(run(...values), type),
  });
}

function marked(value: unknown, type: GoType): unknown {
  return isList(value) && (type === STRING_SLICE_TYPE || type === INT_SLICE_TYPE)
    ? markSlice(value, type)
    : value;
}

/** Returns an `int64`. */
export function int64(value: bigint): GoInteger {
  return new GoInteger('int64', value);
}

import { GoTime } from '../go/time.ts';
import {
  anySliceType,
  anyType,
  boolType,
  floatType,
  type GoType,
  integerType,
  intSliceType,
  intType,
  stringMapType,
  stringSliceType,
  stringType,
  timeType,
} from '../go/type.ts';
import { hasGoType, typeName } from '../go/type-of.ts';
import { GoFunction, GoInteger, isList, isMap } from '../go/value.ts';

const types: Readonly<Record<string, GoType>> = {
  any: anyType,
  string: stringType,
  int: intType,
  int64: integerType('int64'),
  float: floatType,
  bool: boolType,
  map: stringMapType,
  time: timeType,
  list: anySliceType,
  strings: stringSliceType,
  ints: intSliceType,
};

function typeNamed(name: string): GoType {
  const type = types[name];
  if (type === undefined) throw new Error(`unreachable: type ${name}`);
  return type;
}

/** A function with its signature: `string int -> string`, a last parameter `any...` takes any number. */
export function define(signature: string, call: (...values: never[]) => unknown): GoFunction {
  const [given = '', result = 'any'] = signature.split('->').map((part) => part.trim());
  const names = given === '' ? [] : given.split(/\s+/);
  const variadic = names.at(-1)?.endsWith('...') ?? false;
  const parameters = names.map((name): GoType => {
    if (!name.endsWith('...')) return typeNamed(name);
    const element = typeNamed(name.slice(0, -3));
    return { kind: 'slice', name: `[]${element.name}`, element };
  });
  // Every call is checked against the parameters first, so the values have the types that the function asks for.
  return new GoFunction({
    parameters,
    variadic,
    result: typeNamed(result),
    call: call as (...values: unknown[]) => unknown,
  });
}

/** What Go's reflect calls the kind of a value. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'invalid';
  if (isList(value)) return 'slice';
  if (isMap(value)) return 'map';
  if (value instanceof GoTime) return 'struct';
  if (value instanceof GoInteger) return value.kind;
  if (hasGoType(value)) return 'ptr';
  const name = typeName(value);
  return name.startsWith('func(') ? 'func' : name.startsWith('[]') ? 'slice' : name;
}

/** An `int64`. */
export function int64(value: bigint): GoInteger {
  return new GoInteger('int64', value);
}

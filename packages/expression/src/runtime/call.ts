import { GoTime, utc, zeroTime } from '@tiphys/go';
import { type GoType, isAssignable, isUnknown, UNKNOWN_TYPE } from '../values/type.ts';
import { typeName, typeOf } from '../values/type-of.ts';
import { GoFunction, isMap, nilMap } from '../values/value.ts';

/** Returns the value that a parameter of a type receives for nil. */
function zeroOf(type: GoType): unknown {
  switch (type.kind) {
    case 'string':
      return '';
    case 'bool':
      return false;
    case 'int':
    case 'integer':
      return 0n;
    case 'float':
      return 0;
    case 'map':
      return nilMap;
    case 'struct':
      return new GoTime(zeroTime, utc);
    default:
      return null;
  }
}

function parameterType(callee: GoFunction, index: number): GoType {
  if (callee.variadic && index >= callee.parameters.length - 1)
    return callee.parameters.at(-1)?.element ?? UNKNOWN_TYPE;
  return callee.parameters[index] ?? UNKNOWN_TYPE;
}

/**
 * Tells whether a value is valid for a parameter. Slices and maps are accepted with any elements, except where a specific element type is
 * required.
 */
function mayPass(value: unknown, type: GoType): boolean {
  if (isUnknown(type)) return true;
  if (type.kind === 'slice' && Array.isArray(value)) {
    return (
      type.name === '[]interface {}' || value.every((item) => mayPass(item, type.element ?? UNKNOWN_TYPE))
    );
  }
  if (type.kind === 'map') return isMap(value) && !(value instanceof Map);
  return isAssignable(typeOf(value), type);
}

function refuse(value: unknown, type: GoType, variadic: boolean): never {
  const given = typeName(value);
  if (variadic) throw new Error(`reflect: cannot use ${given} as type ${type.name} in Call`);
  throw new Error(`reflect: Call using ${given} as type ${type.name}`);
}

/** Calls a function value with the checks of Go. Throws a plain error if the call is not valid. */
export function callFunction(callee: unknown, values: readonly unknown[]): unknown {
  if (callee === null || callee === undefined) throw new Error('invalid operation: cannot call nil');
  if (!(callee instanceof GoFunction)) {
    throw new Error(`invalid operation: cannot call non-function of type ${typeName(callee)}`);
  }
  const wanted = callee.parameters.length;
  if (callee.variadic && values.length < wanted - 1) {
    throw new Error(`invalid number of arguments: expected at least ${wanted - 1}, got ${values.length}`);
  }
  if (!callee.variadic && values.length !== wanted) {
    throw new Error(`invalid number of arguments: expected ${wanted}, got ${values.length}`);
  }
  const passed = values.map((value, index) => {
    const type = parameterType(callee, index);
    if (value === null || value === undefined) return zeroOf(type);
    if (!mayPass(value, type)) refuse(value, type, callee.variadic && index >= callee.parameters.length - 1);
    return value;
  });
  return callee.call(...passed);
}

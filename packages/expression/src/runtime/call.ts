import { GoTime, utc, zeroTime } from '@tiphys/go';
import { type GoType, isAssignable, isUnknown, unknownType } from '../values/type.ts';
import { typeName, typeOf } from '../values/type-of.ts';
import { GoFunction, isMap, nilMap } from '../values/value.ts';

/** What a parameter of the type gets for nil. */
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
    return callee.parameters.at(-1)?.element ?? unknownType;
  return callee.parameters[index] ?? unknownType;
}

/** Slices and maps have one type here, whatever their elements are, except where all must be of one kind. */
function mayPass(value: unknown, type: GoType): boolean {
  if (isUnknown(type)) return true;
  if (type.kind === 'slice' && Array.isArray(value)) {
    return (
      type.name === '[]interface {}' || value.every((item) => mayPass(item, type.element ?? unknownType))
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

/** Calls a function value with what the Go program would check. Throws a plain error when it cannot be called so. */
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

/**
 * A Go type, as far as expressions distinguish them. `element` is the known type of the elements of a slice. Only `name` decides about
 * assignability.
 */
export interface GoType {
  readonly kind:
    | 'unknown'
    | 'nil'
    | 'bool'
    | 'int'
    | 'integer'
    | 'float'
    | 'string'
    | 'slice'
    | 'map'
    | 'func'
    | 'struct'
    | 'pointer';
  /** Name of the Go type for messages: `map[string]interface {}`. */
  readonly name: string;
  readonly element?: GoType;
  readonly key?: GoType;
  /** Fields of a struct, or known entries of a map. */
  readonly fields?: ReadonlyMap<string, GoType>;
  readonly parameters?: readonly GoType[];
  readonly variadic?: boolean;
  readonly result?: GoType;
}

/** The unknown type. Nothing can be assigned to or from it. */
export const UNKNOWN_TYPE: GoType = { kind: 'unknown', name: 'unknown' };
/** The type `interface {}`, which accepts everything. */
export const ANY_TYPE: GoType = { kind: 'unknown', name: 'interface {}' };
/** The type of nil. */
export const NIL_TYPE: GoType = { kind: 'nil', name: 'unknown' };
/** The type `bool`. */
export const BOOL_TYPE: GoType = { kind: 'bool', name: 'bool' };
/** The type `int`. */
export const INT_TYPE: GoType = { kind: 'int', name: 'int' };
/** The type `float64`. */
export const FLOAT_TYPE: GoType = { kind: 'float', name: 'float64' };
/** The type `string`. */
export const STRING_TYPE: GoType = { kind: 'string', name: 'string' };
/** The type `[]byte`. */
export const BYTES_TYPE: GoType = {
  kind: 'slice',
  name: '[]uint8',
  element: { kind: 'integer', name: 'uint8' },
};
/** The type `[]interface {}`. */
export const ANY_SLICE_TYPE: GoType = { kind: 'slice', name: '[]interface {}', element: ANY_TYPE };
/** The type `[]string`. */
export const STRING_SLICE_TYPE: GoType = { kind: 'slice', name: '[]string', element: STRING_TYPE };
/** The type `[]int`. */
export const INT_SLICE_TYPE: GoType = { kind: 'slice', name: '[]int', element: INT_TYPE };
/** The type `[]float64`. */
export const FLOAT_SLICE_TYPE: GoType = { kind: 'slice', name: '[]float64', element: FLOAT_TYPE };
/** The type `map[string]interface {}`. */
export const STRING_MAP_TYPE: GoType = {
  kind: 'map',
  name: 'map[string]interface {}',
  key: STRING_TYPE,
  element: ANY_TYPE,
};
/** The type `map[interface {}]interface {}`. */
export const ANY_MAP_TYPE: GoType = {
  kind: 'map',
  name: 'map[interface {}]interface {}',
  key: ANY_TYPE,
  element: ANY_TYPE,
};
/** The type `time.Time`. */
export const TIME_TYPE: GoType = { kind: 'struct', name: 'time.Time' };
/** The type `time.Duration`. */
export const DURATION_TYPE: GoType = { kind: 'integer', name: 'time.Duration' };
/** The type `*time.Location`. */
export const LOCATION_TYPE: GoType = { kind: 'pointer', name: '*time.Location' };

/** Returns a `[]interface {}` with a known element type. */
export function sliceOf(element: GoType): GoType {
  return { kind: 'slice', name: '[]interface {}', element };
}

/** Returns an integer type other than `int`. */
export function integerType(name: string): GoType {
  return { kind: 'integer', name };
}

/** Returns the type of a function. The last parameter of a variadic one is a slice. */
export function functionType(parameters: readonly GoType[], result: GoType, variadic = false): GoType {
  const names = parameters.map((type, index) =>
    variadic && index === parameters.length - 1 ? `...${type.element?.name ?? ''}` : nameOf(type),
  );
  return { kind: 'func', name: `func(${names.join(', ')}) ${nameOf(result)}`, parameters, variadic, result };
}

function nameOf(type: GoType): string {
  return type.kind === 'unknown' ? 'interface {}' : type.name;
}

/** Tells whether a value of one type can be assigned to another. */
export function isAssignable(from: GoType, to: GoType): boolean {
  if (from.kind === 'nil')
    return ['unknown', 'map', 'slice', 'func', 'pointer'].includes(to.kind) && to !== UNKNOWN_TYPE;
  if (from === UNKNOWN_TYPE || to === UNKNOWN_TYPE) return false;
  return to.kind === 'unknown' || (from.kind === to.kind && from.name === to.name);
}

/** Tells whether the type of a value is not known before it is evaluated. */
export function isUnknown(type: GoType): boolean {
  return type.kind === 'unknown';
}

/** Tells whether a type is an integer for arithmetic. A named type such as `time.Month` is not. */
export function isInteger(type: GoType): boolean {
  return type.kind === 'int' || (type.kind === 'integer' && !type.name.includes('.'));
}

/** Tells whether a type is valid in arithmetic. */
export function isNumber(type: GoType): boolean {
  return isInteger(type) || type.kind === 'float';
}

/** Tells whether a type is `time.Time`. */
export function isTime(type: GoType): boolean {
  return type.name === TIME_TYPE.name;
}

/** Tells whether a type is `time.Duration`. */
export function isDuration(type: GoType): boolean {
  return type.name === DURATION_TYPE.name;
}

/** Returns the kind of a type as in Go's reflect, to compare elements of a literal. */
export function reflectKind(type: GoType): string {
  if (type === UNKNOWN_TYPE || type.kind === 'nil') return 'invalid';
  if (type.kind !== 'integer') return type.kind;
  return type.name.startsWith('time.') ? 'int64' : type.name;
}

/** Returns the known type of the elements of a list or map. */
export function elementOf(type: GoType): GoType {
  return type.element ?? UNKNOWN_TYPE;
}

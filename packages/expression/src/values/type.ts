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
export const unknownType: GoType = { kind: 'unknown', name: 'unknown' };
/** The type `interface {}`, which accepts everything. */
export const anyType: GoType = { kind: 'unknown', name: 'interface {}' };
/** The type of nil. */
export const nilType: GoType = { kind: 'nil', name: 'unknown' };
/** The type `bool`. */
export const boolType: GoType = { kind: 'bool', name: 'bool' };
/** The type `int`. */
export const intType: GoType = { kind: 'int', name: 'int' };
/** The type `float64`. */
export const floatType: GoType = { kind: 'float', name: 'float64' };
/** The type `string`. */
export const stringType: GoType = { kind: 'string', name: 'string' };
/** The type `[]byte`. */
export const bytesType: GoType = {
  kind: 'slice',
  name: '[]uint8',
  element: { kind: 'integer', name: 'uint8' },
};
/** The type `[]interface {}`. */
export const anySliceType: GoType = { kind: 'slice', name: '[]interface {}', element: anyType };
/** The type `[]string`. */
export const stringSliceType: GoType = { kind: 'slice', name: '[]string', element: stringType };
/** The type `[]int`. */
export const intSliceType: GoType = { kind: 'slice', name: '[]int', element: intType };
/** The type `[]float64`. */
export const floatSliceType: GoType = { kind: 'slice', name: '[]float64', element: floatType };
/** The type `map[string]interface {}`. */
export const stringMapType: GoType = {
  kind: 'map',
  name: 'map[string]interface {}',
  key: stringType,
  element: anyType,
};
/** The type `map[interface {}]interface {}`. */
export const anyMapType: GoType = {
  kind: 'map',
  name: 'map[interface {}]interface {}',
  key: anyType,
  element: anyType,
};
/** The type `time.Time`. */
export const timeType: GoType = { kind: 'struct', name: 'time.Time' };
/** The type `time.Duration`. */
export const durationType: GoType = { kind: 'integer', name: 'time.Duration' };
/** The type `*time.Location`. */
export const locationType: GoType = { kind: 'pointer', name: '*time.Location' };

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
    return ['unknown', 'map', 'slice', 'func', 'pointer'].includes(to.kind) && to !== unknownType;
  if (from === unknownType || to === unknownType) return false;
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
  return type.name === timeType.name;
}

/** Tells whether a type is `time.Duration`. */
export function isDuration(type: GoType): boolean {
  return type.name === durationType.name;
}

/** Returns the kind of a type as in Go's reflect, to compare elements of a literal. */
export function reflectKind(type: GoType): string {
  if (type === unknownType || type.kind === 'nil') return 'invalid';
  if (type.kind !== 'integer') return type.kind;
  return type.name.startsWith('time.') ? 'int64' : type.name;
}

/** Returns the known type of the elements of a list or map. */
export function elementOf(type: GoType): GoType {
  return type.element ?? unknownType;
}

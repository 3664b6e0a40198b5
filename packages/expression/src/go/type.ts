/**
 * A Go type as far as expressions can tell one from another.
 * `element` of a slice is what is known of its elements; `name` alone decides what may be assigned to what.
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
  /** The Go name, for messages: `map[string]interface {}`. */
  readonly name: string;
  readonly element?: GoType;
  readonly key?: GoType;
  readonly fields?: ReadonlyMap<string, GoType>;
  readonly parameters?: readonly GoType[];
  readonly variadic?: boolean;
  readonly result?: GoType;
}

export const unknownType: GoType = { kind: 'unknown', name: 'unknown' };
export const anyType: GoType = { kind: 'unknown', name: 'interface {}' };
export const nilType: GoType = { kind: 'nil', name: 'unknown' };
export const boolType: GoType = { kind: 'bool', name: 'bool' };
export const intType: GoType = { kind: 'int', name: 'int' };
export const floatType: GoType = { kind: 'float', name: 'float64' };
export const stringType: GoType = { kind: 'string', name: 'string' };
export const bytesType: GoType = {
  kind: 'slice',
  name: '[]uint8',
  element: { kind: 'integer', name: 'uint8' },
};
export const anySliceType: GoType = { kind: 'slice', name: '[]interface {}', element: anyType };
export const stringSliceType: GoType = { kind: 'slice', name: '[]string', element: stringType };
export const intSliceType: GoType = { kind: 'slice', name: '[]int', element: intType };
export const floatSliceType: GoType = { kind: 'slice', name: '[]float64', element: floatType };
export const stringMapType: GoType = {
  kind: 'map',
  name: 'map[string]interface {}',
  key: stringType,
  element: anyType,
};
export const anyMapType: GoType = {
  kind: 'map',
  name: 'map[interface {}]interface {}',
  key: anyType,
  element: anyType,
};
export const timeType: GoType = { kind: 'struct', name: 'time.Time' };
export const durationType: GoType = { kind: 'integer', name: 'time.Duration' };
export const locationType: GoType = { kind: 'pointer', name: '*time.Location' };

/** A `[]interface {}` of whose elements more is known. */
export function sliceOf(element: GoType): GoType {
  return { kind: 'slice', name: '[]interface {}', element };
}

/** An integer type other than `int`. */
export function integerType(name: string): GoType {
  return { kind: 'integer', name };
}

export function functionType(parameters: readonly GoType[], result: GoType, variadic = false): GoType {
  const names = parameters.map((type, index) =>
    variadic && index === parameters.length - 1 ? `...${type.element?.name ?? ''}` : nameOf(type),
  );
  return { kind: 'func', name: `func(${names.join(', ')}) ${nameOf(result)}`, parameters, variadic, result };
}

function nameOf(type: GoType): string {
  return type.kind === 'unknown' ? 'interface {}' : type.name;
}

/** Whether a value of one type may be given where the other is asked for. */
export function isAssignable(from: GoType, to: GoType): boolean {
  if (from.kind === 'nil')
    return ['unknown', 'map', 'slice', 'func', 'pointer'].includes(to.kind) && to !== unknownType;
  if (from === unknownType || to === unknownType) return false;
  return to.kind === 'unknown' || (from.kind === to.kind && from.name === to.name);
}

/** Nothing is known of the value before it is there. */
export function isUnknown(type: GoType): boolean {
  return type.kind === 'unknown';
}

/** An integer that may stand in arithmetic: a named type such as `time.Month` may not. */
export function isInteger(type: GoType): boolean {
  return type.kind === 'int' || (type.kind === 'integer' && !type.name.includes('.'));
}

export function isNumber(type: GoType): boolean {
  return isInteger(type) || type.kind === 'float';
}

export function isTime(type: GoType): boolean {
  return type.name === timeType.name;
}

export function isDuration(type: GoType): boolean {
  return type.name === durationType.name;
}

/** What Go's reflect calls the kind, where two elements of a literal are compared. */
export function reflectKind(type: GoType): string {
  if (type === unknownType || type.kind === 'nil') return 'invalid';
  if (type.kind !== 'integer') return type.kind;
  return type.name.startsWith('time.') ? 'int64' : type.name;
}

/** What is known of the elements of a list or map. */
export function elementOf(type: GoType): GoType {
  return type.element ?? unknownType;
}

import {
  BOOL_TYPE,
  BYTES_TYPE,
  DURATION_TYPE,
  elementOf,
  FLOAT_TYPE,
  type GoType,
  INT_TYPE,
  isAssignable,
  isDuration,
  isInteger,
  isNumber,
  isTime,
  isUnknown,
  NIL_TYPE,
  STRING_TYPE,
  sliceOf,
  TIME_TYPE,
  UNKNOWN_TYPE,
} from '../values/type.ts';

type Test = (type: GoType) => boolean;

const isBool: Test = (type) => type.kind === 'bool';
const isString: Test = (type) => type.kind === 'string';
const isText: Test = (type) => isString(type) || type.name === BYTES_TYPE.name;
const isSlice: Test = (type) => type.kind === 'slice';

/** Tells whether one side is unknown and the other one is acceptable. */
function maybe(left: GoType, right: GoType, ...tests: readonly Test[]): boolean {
  const fits = (type: GoType): boolean => tests.some((test) => test(type));
  if (isUnknown(left)) return isUnknown(right) || fits(right);
  return isUnknown(right) && fits(left);
}

function both(left: GoType, right: GoType, test: Test): boolean {
  return test(left) && test(right);
}

function comparable(left: GoType, right: GoType): boolean {
  if (isUnknown(left) || isUnknown(right) || left.kind === 'nil' || right.kind === 'nil') return true;
  return (
    [isNumber, isDuration, isTime, isSlice].some((test) => both(left, right, test)) ||
    isAssignable(left, right)
  );
}

function promote(left: GoType, right: GoType): GoType {
  return left.kind === 'float' || right.kind === 'float' ? FLOAT_TYPE : INT_TYPE;
}

function containment(left: GoType, right: GoType): GoType | string | undefined {
  if ((isString(left) || isUnknown(left)) && right.kind === 'struct') return BOOL_TYPE;
  if (right.kind === 'map') {
    const key = right.key ?? UNKNOWN_TYPE;
    if (!isUnknown(left) && !isAssignable(left, key))
      return `cannot use ${left.name} as type ${key.name} in map key`;
    return BOOL_TYPE;
  }
  if (right.kind === 'slice') {
    const element = elementOf(right);
    if (!comparable(left, element)) return `cannot use ${left.name} as type ${element.name} in array`;
    return BOOL_TYPE;
  }
  return (isUnknown(left) && isString(right)) || isUnknown(right) ? BOOL_TYPE : undefined;
}

function coalescence(left: GoType, right: GoType): GoType {
  if (left.kind === 'nil') return right.kind === 'nil' ? NIL_TYPE : right;
  if (right.kind === 'nil') return left;
  return isAssignable(right, left) ? left : UNKNOWN_TYPE;
}

function sum(left: GoType, right: GoType): GoType | undefined {
  if (both(left, right, isNumber)) return promote(left, right);
  if (both(left, right, isString)) return STRING_TYPE;
  if ((isTime(left) && isDuration(right)) || (isDuration(left) && isTime(right))) return TIME_TYPE;
  if (both(left, right, isDuration)) return DURATION_TYPE;
  return maybe(left, right, isNumber, isString, isTime, isDuration) ? UNKNOWN_TYPE : undefined;
}

function difference(left: GoType, right: GoType): GoType | undefined {
  if (both(left, right, isNumber)) return promote(left, right);
  if (both(left, right, isTime) || both(left, right, isDuration)) return DURATION_TYPE;
  if (isTime(left) && isDuration(right)) return TIME_TYPE;
  return maybe(left, right, isNumber, isTime, isDuration) ? UNKNOWN_TYPE : undefined;
}

function product(left: GoType, right: GoType): GoType | undefined {
  if (both(left, right, isNumber)) return promote(left, right);
  const timed = (type: GoType): boolean => isNumber(type) || isDuration(type);
  if (both(left, right, timed)) return DURATION_TYPE;
  return maybe(left, right, isNumber, isDuration) ? UNKNOWN_TYPE : undefined;
}

function ordered(left: GoType, right: GoType): boolean {
  const tests = [isNumber, isString, isTime, isDuration];
  return tests.some((test) => both(left, right, test)) || maybe(left, right, ...tests);
}

/** Returns the type of an operation; undefined if the operands do not match, or a string with a special message. */
export function binaryType(operator: string, left: GoType, right: GoType): GoType | string | undefined {
  const when = (fits: boolean, type: GoType): GoType | undefined => (fits ? type : undefined);
  switch (operator) {
    case '==':
    case '!=':
      return when(comparable(left, right), BOOL_TYPE);
    case 'or':
    case '||':
    case 'and':
    case '&&':
      return when(both(left, right, isBool) || maybe(left, right, isBool), BOOL_TYPE);
    case '<':
    case '>':
    case '>=':
    case '<=':
      return when(ordered(left, right), BOOL_TYPE);
    case '+':
      return sum(left, right);
    case '-':
      return difference(left, right);
    case '*':
      return product(left, right);
    case '/':
    case '**':
    case '^':
      return when(both(left, right, isNumber) || maybe(left, right, isNumber), FLOAT_TYPE);
    case '%':
      return when(both(left, right, isInteger) || maybe(left, right, isInteger), INT_TYPE);
    case 'in':
      return containment(left, right);
    case 'matches':
      return when((isText(left) && isString(right)) || maybe(left, right, isString), BOOL_TYPE);
    case 'contains':
    case 'startsWith':
    case 'endsWith':
      return when(both(left, right, isString) || maybe(left, right, isString), BOOL_TYPE);
    case '..':
      return when(both(left, right, isInteger) || maybe(left, right, isInteger), sliceOf(INT_TYPE));
    default:
      return coalescence(left, right);
  }
}

import { type Expression, unwrap } from '../source/syntax.ts';
import type { ValueKind, ValueType } from '../value-types/value-type.ts';

/** What conditions have shown about a value. */
interface Narrowed {
  /** The variable at the start of its path. */
  readonly variable: string;
  /** The kinds that it can still have. */
  readonly kinds: ReadonlySet<ValueKind>;
}

/** What conditions have shown about values, by their paths: `a.b`. */
export type Narrowing = ReadonlyMap<string, Narrowed>;

/** Returns a narrowing without the values of some variables. */
export function withoutVariables(narrowing: Narrowing, names: ReadonlyMap<string, unknown>): Narrowing {
  return new Map([...narrowing].filter(([, { variable }]) => !names.has(variable)));
}

const ALL_KINDS: readonly ValueKind[] = [
  'undefined',
  'null',
  'boolean',
  'number',
  'string',
  'list',
  'object',
];

/** Returns the path of a value, or undefined if it has none. */
export function pathOf(given: Expression): string | undefined {
  const part = unwrap(given);
  if (part.type === 'Identifier') return part.name;
  if (part.type === 'ChainExpression') return pathOf(part.expression);
  if (part.type !== 'MemberExpression' || part.computed) return undefined;
  const object = pathOf(part.object);
  const property = unwrap(part.property);
  return object === undefined || property.type !== 'Identifier' ? undefined : `${object}.${property.name}`;
}

function variableOf(given: Expression): string | undefined {
  const part = unwrap(given);
  if (part.type === 'Identifier') return part.name;
  if (part.type === 'ChainExpression') return variableOf(part.expression);
  return part.type === 'MemberExpression' ? variableOf(part.object) : undefined;
}

/** Returns the type of a value, narrowed by conditions. */
export function narrowed(type: ValueType, part: Expression, narrowing: Narrowing): ValueType {
  const path = pathOf(part);
  const kinds = path === undefined ? undefined : narrowing.get(path)?.kinds;
  if (kinds === undefined) return type;
  const rest = type.filter(({ kind }) => kinds.has(kind));
  return rest.length === 0 || rest.length === type.length ? type : rest;
}

/** Returns what is known about values if a condition is true, or if it is false. */
export function assume(test: Expression, holds: boolean, before: Narrowing): Narrowing {
  const part = unwrap(test);
  switch (part.type) {
    case 'UnaryExpression':
      return part.operator === '!' ? assume(part.argument, !holds, before) : before;
    case 'LogicalExpression':
      // Both sides are only known if `&&` is true or `||` is false.
      if (part.operator === '??' || (part.operator === '&&') !== holds) return before;
      return assume(part.right, holds, assume(part.left, holds, before));
    case 'BinaryExpression': {
      const known = comparedKinds(part.operator, part.left, part.right);
      return known === undefined ? before : keep(before, known.value, known.kinds, holds === known.equal);
    }
    case 'CallExpression': {
      const callee = unwrap(part.callee);
      const [value] = part.arguments;
      const isArrayTest = pathOf(callee) === 'Array.isArray' && value !== undefined;
      if (!isArrayTest || value.type === 'SpreadElement') return before;
      return keep(before, value, ['list'], holds);
    }
    case 'Identifier':
    case 'MemberExpression':
    case 'ChainExpression':
      return holds ? keep(before, part, ['undefined', 'null'], false) : before;
    default:
      return before;
  }
}

interface Compared {
  readonly value: Expression;
  readonly kinds: readonly ValueKind[];
  readonly equal: boolean;
}

const TYPEOF_KINDS: Readonly<Record<string, readonly ValueKind[]>> = {
  undefined: ['undefined'],
  boolean: ['boolean'],
  number: ['number'],
  string: ['string'],
  object: ['null', 'list', 'object'],
};

/** Returns the kinds that a value has if a comparison is true. */
function comparedKinds(operator: string, left: Expression, right: Expression): Compared | undefined {
  if (!['===', '!==', '==', '!='].includes(operator)) return undefined;
  const equal = !operator.startsWith('!');
  const loose = operator.length === 2;
  return find(left, right) ?? find(right, left);

  function find(value: Expression, given: Expression): Compared | undefined {
    const other = unwrap(given);
    const tested = unwrap(value);
    if (tested.type === 'UnaryExpression' && tested.operator === 'typeof' && other.type === 'Literal') {
      const kinds = TYPEOF_KINDS[String(other.value)];
      return kinds === undefined ? undefined : { value: tested.argument, kinds, equal };
    }
    const nullish = nullishOf(other);
    if (nullish === undefined) return undefined;
    return { value, kinds: loose ? ['undefined', 'null'] : [nullish], equal };
  }
}

/** Returns whether an expression is a literal null or undefined. */
function nullishOf(given: Expression): 'null' | 'undefined' | undefined {
  const part = unwrap(given);
  if (part.type === 'Literal' && part.value === null && part.regex === undefined && part.bigint === undefined)
    return 'null';
  if (part.type === 'Identifier' && part.name === 'undefined') return 'undefined';
  return part.type === 'UnaryExpression' && part.operator === 'void' ? 'undefined' : undefined;
}

function keep(
  before: Narrowing,
  value: Expression,
  kinds: readonly ValueKind[],
  isOneOf: boolean,
): Narrowing {
  const path = pathOf(value);
  const variable = variableOf(value);
  if (path === undefined || variable === undefined) return before;
  const known = before.get(path)?.kinds ?? new Set(ALL_KINDS);
  const kept = new Set([...known].filter((kind) => kinds.includes(kind) === isOneOf));
  return new Map([...before, [path, { variable, kinds: kept }]]);
}

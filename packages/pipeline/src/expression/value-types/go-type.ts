import type { ExpressionNode, NodeOf } from '@tiphys/expression';
import { findOperand } from '../../ir/operand.ts';
import { pointer } from '../tree/expression-nodes.ts';

/** The type that Argo infers for a node; `unclear` if the node alone does not tell. */
export type StaticType = 'any' | 'nil' | 'int' | 'float' | 'string' | 'bool' | 'list' | 'map' | 'unclear';

const BUILTIN_NAMES: Readonly<Record<Exclude<StaticType, 'nil' | 'map' | 'unclear'>, readonly string[]>> = {
  any: ['fromJSON'],
  int: ['len', 'count', 'int', 'indexOf', 'lastIndexOf', 'findIndex', 'findLastIndex'],
  float: ['ceil', 'float', 'floor', 'round'],
  string: ['trim', 'upper', 'lower', 'repeat', 'replace', 'join', 'string', 'type'],
  bool: ['all', 'any'],
  list: ['concat', 'filter', 'flatten', 'map', 'reverse', 'sort', 'sortBy', 'split'],
};

const builtinTypes: ReadonlyMap<string, StaticType> = new Map(
  // The keys of the table are types.
  Object.entries(BUILTIN_NAMES).flatMap(([type, names]) => names.map((name) => [name, type as StaticType])),
);

/** Nodes of elements whose type Argo does not infer. */
const untypedElements = new WeakSet<ExpressionNode>();

/** Returns the node for the element of a list inside a closure over the list. */
export function elementPointer(list: ExpressionNode): ExpressionNode {
  const node = pointer();
  if (typeOfElement(list) === 'any') untypedElements.add(node);
  return node;
}

/**
 * Returns the type that Argo infers for a node. It can be wrong: for `a ? 1 : b`, it is the type of `1`, whatever
 * `b` is. Argo refuses operations that do not fit the inferred types. If both sides of `==` seem to be ints
 * or strings, it fails for other values.
 */
export function staticType(node: ExpressionNode): StaticType {
  switch (node.kind) {
    case 'nil':
      return 'nil';
    case 'integer':
      return 'int';
    case 'float':
      return 'float';
    case 'string':
      return 'string';
    case 'boolean':
      return 'bool';
    case 'array':
      return 'list';
    case 'map':
      return 'map';
    case 'identifier':
      return findOperand(node)?.isComputed === false ? 'any' : 'unclear';
    case 'pointer':
      if (node.name === 'index') return 'int';
      return node.name === 'acc' || untypedElements.has(node) ? 'any' : 'unclear';
    case 'unary':
      return node.operator === '-' ? staticType(node.operand) : 'bool';
    case 'binary':
      return typeOfOperation(node);
    case 'conditional':
      return joined(staticType(node.whenTrue), staticType(node.whenFalse));
    case 'chain':
      return staticType(node.node);
    case 'slice':
      return staticType(node.object);
    case 'call':
      return typeOfCall(node);
    case 'builtin':
      return typeOfBuiltin(node);
    case 'member':
      return node.property.kind === 'string' ? 'any' : typeOfElement(node.object);
    default:
      return 'unclear';
  }
}

function joined(one: StaticType, other: StaticType): StaticType {
  if (one === 'nil') return other;
  if (other === 'nil' || one === other || other === 'any') return one;
  return one === 'unclear' || other === 'unclear' ? 'unclear' : 'any';
}

function typeOfOperation({ operator, left, right }: NodeOf<'binary'>): StaticType {
  const [one, other] = [staticType(left), staticType(right)];
  switch (operator) {
    case '??':
      if (one === 'nil') return other;
      return other === 'nil' || one === other ? one : one === 'any' ? 'any' : 'unclear';
    case '%':
      return 'int';
    case '/':
    case '**':
      return 'float';
    case '+':
    case '-':
    case '*':
      if (one === 'any' || other === 'any') return 'any';
      if (one === 'unclear' || other === 'unclear') return 'unclear';
      return one === other ? one : 'float';
    default:
      return 'bool';
  }
}

/** Functions that Argo adds to the language. */
const ARGO_FUNCTIONS: Readonly<Record<string, StaticType>> = {
  asFloat: 'any',
  asInt: 'any',
  toJson: 'string',
};

function typeOfCall({ callee }: NodeOf<'call'>): StaticType {
  if (callee.kind !== 'identifier' || !Object.hasOwn(ARGO_FUNCTIONS, callee.name)) return 'unclear';
  return ARGO_FUNCTIONS[callee.name] ?? 'unclear';
}

function typeOfBuiltin(node: NodeOf<'builtin'>): StaticType {
  const known = builtinTypes.get(node.name);
  if (known !== undefined) return known;
  const [first] = node.arguments;
  const isElement = node.name === 'get' || node.name === 'find' || node.name === 'findLast';
  return isElement && first !== undefined ? typeOfElement(first) : 'unclear';
}

/** Returns the type that Argo infers for the elements of a list. It infers no types for values from JSON. */
export function typeOfElement(list: ExpressionNode): StaticType {
  return staticType(list) === 'any' || (list.kind === 'map' && list.entries.length > 0) ? 'any' : 'unclear';
}

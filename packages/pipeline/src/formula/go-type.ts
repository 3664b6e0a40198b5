import type { ExpressionNode, NodeOf } from '@tiphys/expression';

/** What Argo takes for the type of a node before it runs; `unclear` where that takes more than the node. */
export type StaticType = 'int' | 'string' | 'other' | 'unclear';

const ints: ReadonlySet<string> = new Set([
  'len',
  'count',
  'int',
  'indexOf',
  'lastIndexOf',
  'findIndex',
  'findLastIndex',
]);

const strings: ReadonlySet<string> = new Set([
  'trim',
  'upper',
  'lower',
  'repeat',
  'replace',
  'join',
  'string',
  'type',
]);

const others: ReadonlySet<string> = new Set([
  'all',
  'any',
  'ceil',
  'concat',
  'filter',
  'flatten',
  'float',
  'floor',
  'fromJSON',
  'map',
  'reverse',
  'round',
  'sort',
  'sortBy',
  'split',
]);

/**
 * Returns what Argo takes for the type of a node. That can be wrong: of `a ? 1 : b` it takes the type of `1`, whatever
 * `b` is. Where both sides of `==` seem to be ints, or strings, it insists on it and fails for other values.
 */
export function staticType(node: ExpressionNode): StaticType {
  switch (node.kind) {
    case 'integer':
      return 'int';
    case 'string':
      return 'string';
    case 'pointer':
      return node.name === 'index' ? 'int' : 'unclear';
    case 'unary':
      return node.operator === '-' ? staticType(node.operand) : 'other';
    case 'binary':
      return typeOfOperation(node);
    case 'conditional':
      return staticType(node.whenTrue.kind === 'nil' ? node.whenFalse : node.whenTrue);
    case 'chain':
      return staticType(node.node);
    case 'slice':
      return staticType(node.object);
    case 'call':
      return typeOfCall(node);
    case 'builtin':
      return typeOfBuiltin(node);
    case 'member':
      return node.property.kind === 'string' ? 'other' : typeOfElement(node.object);
    default:
      return 'other';
  }
}

function typeOfOperation({ operator, left, right }: NodeOf<'binary'>): StaticType {
  switch (operator) {
    case '??':
      return left.kind === 'nil' ? staticType(right) : staticType(left);
    case '%':
      return 'int';
    case '+':
    case '-':
    case '*': {
      const types = [staticType(left), staticType(right)];
      if (types.includes('other')) return 'other';
      return types.includes('unclear') ? 'unclear' : (types[0] ?? 'unclear');
    }
    default:
      return 'other';
  }
}

function typeOfCall({ callee }: NodeOf<'call'>): StaticType {
  if (callee.kind === 'identifier' && callee.name === 'toJson') return 'string';
  return callee.kind === 'member' &&
    callee.property.kind === 'string' &&
    callee.property.value.startsWith('regex')
    ? 'string'
    : 'other';
}

function typeOfBuiltin(node: NodeOf<'builtin'>): StaticType {
  const [first] = node.arguments;
  if (ints.has(node.name)) return 'int';
  if (strings.has(node.name)) return 'string';
  if (others.has(node.name) || first === undefined) return 'other';
  return node.name === 'get' || node.name === 'find' || node.name === 'findLast'
    ? typeOfElement(first)
    : 'unclear';
}

/** Of lists that come from JSON, Argo knows no types. */
function typeOfElement(list: ExpressionNode): StaticType {
  if (list.kind === 'identifier') return 'other';
  if (list.kind === 'member' && list.property.kind === 'string') return 'other';
  return 'unclear';
}

import { formatFloatG } from '@tiphys/go';
import { isIdentifier } from './characters.ts';
import type { ExpressionNode, NodeOf } from './node.ts';
import {
  allowsNot,
  BINARY_PRECEDENCE,
  isComparison,
  isRightAssociative,
  UNARY_PRECEDENCE,
  WORD_OPERATORS,
} from './operators.ts';
import { printBytesLiteral, printStringLiteral } from './print-literal.ts';

/** Precedences below all operators. */
const CONDITIONAL_STRENGTH = -1;
const STATEMENT_STRENGTH = -2;
const PRIMARY_STRENGTH = 1_000;

/** Returns the operation of `a not in b`, which is parsed as a negated `in`. */
function negatedOperation(node: ExpressionNode): NodeOf<'binary'> | undefined {
  if (node.kind !== 'unary' || node.operator !== 'not' || node.operand.kind !== 'binary') return undefined;
  return allowsNot(node.operand.operator) ? node.operand : undefined;
}

function strengthOf(node: ExpressionNode): number {
  switch (node.kind) {
    case 'binary':
      return BINARY_PRECEDENCE.get(node.operator) ?? 0;
    case 'unary': {
      const negated = negatedOperation(node);
      return negated === undefined ? (UNARY_PRECEDENCE.get(node.operator) ?? 0) : strengthOf(negated);
    }
    case 'integer':
    case 'float':
      return node.value < 0 || Object.is(node.value, -0) ? 90 : PRIMARY_STRENGTH;
    case 'conditional':
      return CONDITIONAL_STRENGTH;
    case 'let':
    case 'sequence':
      return STATEMENT_STRENGTH;
    default:
      return PRIMARY_STRENGTH;
  }
}

function isUnaryText(node: ExpressionNode): boolean {
  if (node.kind === 'unary') return negatedOperation(node) === undefined;
  return (node.kind === 'integer' || node.kind === 'float') && strengthOf(node) === 90;
}

function inParentheses(node: ExpressionNode): string {
  return `(${printExpression(node)})`;
}

/** Prints an argument, an element or a branch: anything but statements. */
function printPart(node: ExpressionNode): string {
  return strengthOf(node) === STATEMENT_STRENGTH ? inParentheses(node) : printExpression(node);
}

function printLeft(node: ExpressionNode, operator: string, strength: number): string {
  const own = strengthOf(node);
  const operation = node.kind === 'binary' ? node : negatedOperation(node);
  const tooWeak = isRightAssociative(operator) ? own <= strength : own < strength;
  const swallows = isUnaryText(node) && strength >= own;
  // `a < b < c` would mean `a < b && b < c`, and `??` cannot be mixed with other operators.
  const chained = operation !== undefined && isComparison(operation.operator) && isComparison(operator);
  const mixed = operation?.operator === '??' && operator !== '??';
  return tooWeak || swallows || chained || mixed ? inParentheses(node) : printExpression(node);
}

function printRight(node: ExpressionNode, operator: string, strength: number): string {
  const own = strengthOf(node);
  const tooWeak = isRightAssociative(operator) ? own < strength : own <= strength;
  return tooWeak ? inParentheses(node) : printExpression(node);
}

function printBinary(node: NodeOf<'binary'>, negation = ''): string {
  const strength = strengthOf(node);
  const left = printLeft(node.left, node.operator, strength);
  const right = printRight(node.right, node.operator, strength);
  return `${left} ${negation}${node.operator} ${right}`;
}

function printUnary(node: NodeOf<'unary'>): string {
  const negated = negatedOperation(node);
  if (negated !== undefined) return printBinary(negated, 'not ');
  const strength = UNARY_PRECEDENCE.get(node.operator) ?? 0;
  const operand =
    strengthOf(node.operand) < strength ? inParentheses(node.operand) : printExpression(node.operand);
  return node.operator === 'not' ? `not ${operand}` : node.operator + operand;
}

/** Prints an object before `.`, `[` or `?.`. */
function printObject(node: ExpressionNode): string {
  const closed = [
    'identifier',
    'member',
    'call',
    'builtin',
    'pointer',
    'array',
    'map',
    'string',
    'bytes',
    'slice',
    'chain',
  ];
  return closed.includes(node.kind) ? printExpression(node) : inParentheses(node);
}

function printMember(node: NodeOf<'member'>): string {
  const { object, property, optional } = node;
  // A dot after a chain would become part of it; an index does not.
  if (property.kind === 'string' && isIdentifier(property.value) && (object.kind !== 'chain' || optional)) {
    const base = object.kind === 'pointer' && object.name === '' && !optional ? '' : printObject(object);
    return `${base}${optional ? '?.' : '.'}${property.value}`;
  }
  return `${printObject(object)}${optional ? '?.' : ''}[${printPart(property)}]`;
}

function printBound(node: ExpressionNode | undefined): string {
  if (node === undefined) return '';
  return strengthOf(node) < 0 ? inParentheses(node) : printExpression(node);
}

/** Puts a text in braces. Braces are never adjacent, since two of them would start or end a tag. */
function inBraces(text: string): string {
  return `{${text.startsWith('{') ? ' ' : ''}${text}${text.endsWith('}') ? ' ' : ''}}`;
}

function printPredicate(node: ExpressionNode): string {
  const text = printExpression(node);
  if (strengthOf(node) === STATEMENT_STRENGTH) return inBraces(text);
  return text.startsWith('{') ? `(${text})` : text;
}

function printList(nodes: readonly ExpressionNode[]): string {
  return nodes.map(printPart).join(', ');
}

function printKey(node: ExpressionNode): string {
  if (node.kind !== 'string') return inParentheses(node);
  return isIdentifier(node.value) && !isReserved(node.value) ? node.value : printStringLiteral(node.value);
}

function isReserved(word: string): boolean {
  return word === 'not' || WORD_OPERATORS.has(word);
}

function printConditional(node: NodeOf<'conditional'>): string {
  if (node.ternary) {
    const condition =
      strengthOf(node.condition) < 0 ? inParentheses(node.condition) : printExpression(node.condition);
    return `${condition} ? ${printPart(node.whenTrue)} : ${printPart(node.whenFalse)}`;
  }
  const start = `if ${printPart(node.condition)} { ${printExpression(node.whenTrue)} } else`;
  const { whenFalse } = node;
  if (whenFalse.kind === 'conditional' && !whenFalse.ternary)
    return `${start} ${printConditional(whenFalse)}`;
  return `${start} { ${printExpression(whenFalse)} }`;
}

function printSequence(node: NodeOf<'sequence'>): string {
  const last = node.items.length - 1;
  return node.items
    .map((item, index) => {
      const open = index === last ? item.kind === 'sequence' : strengthOf(item) === STATEMENT_STRENGTH;
      return open ? inParentheses(item) : printExpression(item);
    })
    .join('; ');
}

function printFloat(value: number): string {
  const text = formatFloatG(value);
  return /[.e]/.test(text) ? text : `${text}.0`;
}

/**
 * Prints an expression with as few parentheses as possible. Parsing the text returns an equal tree. It never contains `{{` or `}}`, so it
 * can be used in a tag; if it ends in `}`, put a space before the end of the tag.
 *
 * @example
 * ```ts
 * printExpression(parseExpression('((a + b)) * (c)')); // => (a + b) * c
 * ```
 */
export function printExpression(node: ExpressionNode): string {
  switch (node.kind) {
    case 'nil':
      return 'nil';
    case 'boolean':
    case 'integer':
      return String(node.value);
    case 'float':
      return printFloat(node.value);
    case 'string':
      return printStringLiteral(node.value);
    case 'bytes':
      return printBytesLiteral(node.value);
    case 'identifier':
      return node.name;
    case 'unary':
      return printUnary(node);
    case 'binary':
      return printBinary(node);
    case 'chain':
      return printExpression(node.node);
    case 'member':
      return printMember(node);
    case 'slice':
      return `${printObject(node.object)}[${printBound(node.from)}:${printBound(node.to)}]`;
    case 'call':
      return `${printObject(node.callee)}(${printList(node.arguments)})`;
    case 'builtin':
      return `${node.name}(${printList(node.arguments)})`;
    case 'predicate':
      return printPredicate(node.body);
    case 'pointer':
      return `#${node.name}`;
    case 'let':
      return `let ${node.name} = ${printPart(node.value)}; ${printExpression(node.body)}`;
    case 'sequence':
      return printSequence(node);
    case 'conditional':
      return printConditional(node);
    case 'array':
      return `[${printList(node.items)}]`;
    case 'map':
      return inBraces(
        node.entries.map(({ key, value }) => `${printKey(key)}: ${printPart(value)}`).join(', '),
      );
  }
}

import { Node, SyntaxKind } from 'ts-morph';
import type { JsonValue } from '../model/function-signature.ts';

/** A value; undefined if only running the code would tell. */
export type StaticValue = { readonly value: JsonValue } | undefined;

/** Evaluates an expression without running code: literals, lists, objects, constants, enum members, arithmetic. */
export function evaluateStatically(node: Node): StaticValue {
  if (
    Node.isParenthesizedExpression(node) ||
    Node.isAsExpression(node) ||
    Node.isSatisfiesExpression(node) ||
    Node.isNonNullExpression(node)
  ) {
    return evaluateStatically(node.getExpression());
  }
  if (Node.isArrayLiteralExpression(node)) {
    return evaluateList(node.getElements());
  }
  if (Node.isObjectLiteralExpression(node)) {
    return evaluateObject(node.getProperties());
  }
  return evaluateLiteral(node) ?? evaluateArithmetic(node) ?? evaluateName(node);
}

function evaluateLiteral(node: Node): StaticValue {
  if (
    Node.isStringLiteral(node) ||
    Node.isNoSubstitutionTemplateLiteral(node) ||
    Node.isNumericLiteral(node)
  ) {
    return finite(node.getLiteralValue());
  }
  switch (node.getKind()) {
    case SyntaxKind.TrueKeyword:
      return { value: true };
    case SyntaxKind.FalseKeyword:
      return { value: false };
    case SyntaxKind.NullKeyword:
      return { value: null };
    default:
      return undefined;
  }
}

function evaluateList(elements: readonly Node[]): StaticValue {
  const values: JsonValue[] = [];
  for (const element of elements) {
    const result = evaluateStatically(element);
    if (result === undefined) {
      return undefined;
    }
    values.push(result.value);
  }
  return { value: values };
}

function evaluateObject(properties: readonly Node[]): StaticValue {
  const entries: [string, JsonValue][] = [];
  for (const property of properties) {
    const initializer = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
    const name = Node.isPropertyAssignment(property) ? property.getNameNode() : undefined;
    const result = initializer && evaluateStatically(initializer);
    if (name === undefined || result === undefined) {
      return undefined;
    }
    if (Node.isIdentifier(name)) {
      entries.push([name.getText(), result.value]);
    } else if (Node.isStringLiteral(name) || Node.isNumericLiteral(name)) {
      entries.push([String(name.getLiteralValue()), result.value]);
    } else {
      return undefined;
    }
  }
  return { value: Object.fromEntries(entries) };
}

function evaluateArithmetic(node: Node): StaticValue {
  if (Node.isPrefixUnaryExpression(node)) {
    const operand = evaluateStatically(node.getOperand())?.value;
    const minus = node.getOperatorToken() === SyntaxKind.MinusToken;
    return minus && typeof operand === 'number' ? finite(-operand) : undefined;
  }
  if (!Node.isBinaryExpression(node)) {
    return undefined;
  }
  const left = evaluateStatically(node.getLeft())?.value;
  const right = evaluateStatically(node.getRight())?.value;
  if (typeof left === 'string' && typeof right === 'string' && node.getOperatorToken().getText() === '+') {
    return { value: left + right };
  }
  return typeof left === 'number' && typeof right === 'number'
    ? calculate(left, node.getOperatorToken().getText(), right)
    : undefined;
}

function calculate(left: number, operator: string, right: number): StaticValue {
  switch (operator) {
    case '+':
      return finite(left + right);
    case '-':
      return finite(left - right);
    case '*':
      return finite(left * right);
    case '/':
      return finite(left / right);
    case '**':
      return finite(left ** right);
    default:
      return undefined;
  }
}

/** A constant whose type is a single literal, or a member of an enum. */
function evaluateName(node: Node): StaticValue {
  if (!Node.isIdentifier(node) && !Node.isPropertyAccessExpression(node)) {
    return undefined;
  }
  const type = node.getType();
  if (type.isStringLiteral() || type.isNumberLiteral()) {
    const value = type.getLiteralValue();
    return typeof value === 'string' || typeof value === 'number' ? finite(value) : undefined;
  }
  return type.isBooleanLiteral() ? { value: type.getText() === 'true' } : undefined;
}

function finite(value: string | number): StaticValue {
  return typeof value === 'number' && !Number.isFinite(value) ? undefined : { value };
}

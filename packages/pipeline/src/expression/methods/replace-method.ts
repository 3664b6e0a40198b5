import type { ExpressionNode } from '@tiphys/expression';
import { nameOfType, type Translation, textOf, unsupported } from '../parts/translation.ts';
import { type AnyFunction, type Expression, unwrap } from '../source/syntax.ts';
import { binary, builtin, choice, text } from '../tree/expression-nodes.ts';
import { bind, integer } from '../tree/nodes.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, isOnly, TYPES } from '../value-types/value-type.ts';
import { needCount } from './method-arguments.ts';
import type { MethodCall } from './method-call.ts';

/** Translates `replace` and `replaceAll`. */
export function replace(call: MethodCall, all: boolean, context: Translation): TypedNode {
  needCount(call, 2, context);
  const [pattern, replacement] = call.part.arguments;
  if (pattern === undefined || replacement === undefined) throw unsupported(call.part, context);
  if (pattern.type === 'SpreadElement' || replacement.type === 'SpreadElement')
    throw unsupported(call.part, context);
  const from = context.translate(pattern, context);
  if (!isOnly(from.type, 'string'))
    throw unsupported(pattern, context, `this is ${nameOfType(from.type)}, not a string`);
  const texts = alternativeOf(from.type, 'string')?.facts.texts;
  if (all && (texts === undefined || texts.includes(''))) {
    throw unsupported(
      pattern,
      context,
      'the string to replace must be a literal that is not empty, because for an empty one JavaScript splits surrogate pairs',
    );
  }
  const to = replacementNode(replacement, from, context);
  const one = all ? [] : [integer(1)];
  const node = bind(call.object.node, (value) => {
    const replaced = builtin('replace', value, from.node, to, ...one);
    // JavaScript only calls the function if there is a match.
    const isCalled = isFunction(unwrap(replacement)) && to.kind !== 'string' && to.kind !== 'identifier';
    return isCalled ? choice(binary('contains', value, from.node), replaced, value) : replaced;
  });
  return { node, type: TYPES.string };
}

/** In a replacement string, `$$` and `$&` have a special meaning. */
function replacementNode(part: Expression, from: TypedNode, context: Translation): ExpressionNode {
  const given = unwrap(part);
  if (isFunction(given)) return replacementOfFunction(given, context);
  const typed = context.translate(given, context);
  const texts = alternativeOf(typed.type, 'string')?.facts.texts;
  const [only, ...others] = texts ?? [];
  if (!isOnly(typed.type, 'string'))
    throw unsupported(part, context, `this is ${nameOfType(typed.type)}, not a string`);
  if (texts?.every((one) => !one.includes('$')) === true) return typed.node;
  if (only === undefined || others.length > 0) {
    throw unsupported(
      part,
      context,
      'a $ in this string would have a special meaning in JavaScript',
      'Write a function: text.replace("a", () => value)',
    );
  }
  if (/\$[`']/.test(only)) throw unsupported(part, context, "Argo has no counterpart for $` and $'");
  const parts = only.split(/(\$\$|\$&)/).filter((one) => one !== '');
  const nodes = parts.map((one) => (one === '$$' ? text('$') : one === '$&' ? from.node : text(one)));
  return nodes.reduce((left, right) => binary('+', left, right));
}

function isFunction(part: Expression): part is AnyFunction {
  return part.type === 'ArrowFunctionExpression' || part.type === 'FunctionExpression';
}

function replacementOfFunction(part: AnyFunction, context: Translation): ExpressionNode {
  if (part.params.length > 0 || part.body.type === 'BlockStatement' || part.async || part.generator)
    throw unsupported(part, context, 'the function must be an arrow function without parameters');
  // It is not a block, so it is an expression.
  const body = part.body as Expression;
  const typed = context.translate(body, context);
  return textOf(body, typed, context);
}

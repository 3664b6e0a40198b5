import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, choice, text } from '../manifest/expression-nodes.ts';
import { kindOf, type TypedNode } from './typed-node.ts';

/** Returns the call of a function that Argo adds to the language. */
export function toJsonCall(node: ExpressionNode): ExpressionNode {
  return { kind: 'call', callee: { kind: 'identifier', name: 'toJson' }, arguments: [node] };
}

/** Returns a value as text, as JavaScript would write it; undefined for lists and objects. */
export function asText({ node, schema }: TypedNode): ExpressionNode | undefined {
  switch (kindOf(schema)) {
    case 'string':
      return node;
    case 'number':
    case 'boolean':
    case 'null':
      // JSON writes numbers as JavaScript does; Argo's own conversion would write 1e+06.
      return toJsonCall(node);
    case 'unknown':
      return choice(binary('==', builtin('type', node), text('string')), node, toJsonCall(node));
    default:
      return undefined;
  }
}

/** Returns whether a value counts as true in JavaScript; undefined when that depends on its type, which is not known. */
export function asCondition({ node, schema }: TypedNode): ExpressionNode | undefined {
  switch (kindOf(schema)) {
    case 'boolean':
      return node;
    case 'number':
      return binary('!=', node, { kind: 'integer', value: 0n });
    case 'string':
      return binary('!=', node, text(''));
    case 'list':
    case 'object':
      return binary('!=', node, { kind: 'nil' });
    case 'null':
      return { kind: 'boolean', value: false };
    case 'unknown':
      return undefined;
  }
}

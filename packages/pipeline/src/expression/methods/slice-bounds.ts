import type { ExpressionNode } from '@tiphys/expression';
import { numberOf, type Translation, unsupported } from '../parts/translation.ts';
import { builtin } from '../tree/expression-nodes.ts';
import { integer } from '../tree/nodes.ts';
import { isOnly } from '../value-types/value-type.ts';
import type { Argument } from './method-arguments.ts';
import type { MethodCall } from './method-call.ts';

/** Longer than any list or string in Argo. */
const LIMIT = 2 ** 31;

/** Translates the bounds of `.slice(from, to)` to ints. Argo handles negative and large bounds as JavaScript does. */
export function sliceBounds(
  { part, name }: MethodCall,
  given: readonly Argument[],
  context: Translation,
): readonly [ExpressionNode | undefined, ExpressionNode | undefined] {
  const [from, to, ...others] = given;
  if (others.length > 0) throw unsupported(part, context, `.${name}() takes two positions`);
  return [bound(from, context), bound(to, context)];
}

function bound(given: Argument | undefined, context: Translation): ExpressionNode | undefined {
  if (given === undefined || isOnly(given.typed.type, 'undefined')) return undefined;
  return boundNode(given, context);
}

/** Translates a position to an int. */
export function boundNode({ part, typed }: Argument, context: Translation): ExpressionNode {
  if (!isOnly(typed.type, 'number')) throw unsupported(part, context, 'the position is not always a number');
  const { node, facts } = numberOf(part, typed, context);
  if (facts.constant !== undefined) {
    const whole = Number.isNaN(facts.constant) ? 0 : Math.trunc(facts.constant);
    return integer(Math.min(Math.max(whole, -LIMIT), LIMIT) + 0);
  }
  if (facts.mayBeNaN) throw unsupported(part, context, 'the position can be NaN');
  if (facts.held === 'int') return node;
  return builtin('int', builtin('max', builtin('min', node, integer(LIMIT)), integer(-LIMIT)));
}

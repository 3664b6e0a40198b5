import type { ExpressionNode } from '@tiphys/expression';
import { binary, listOf, negation, text } from '../tree/expression-nodes.ts';
import { bind, integer, isNil, NIL, orElse, truth } from '../tree/nodes.ts';
import { staticType } from '../value-types/go-type.ts';
import type { NumberFacts } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, hasKind, isNullable, isOnly, nonNull } from '../value-types/value-type.ts';

/** Returns the condition that a value is truthy in JavaScript. */
export function asCondition({ node, type }: TypedNode): ExpressionNode {
  const some = nonNull(type);
  const nullable = isNullable(type);
  if (some.length === 0) return truth(false);
  if (isOnly(some, 'boolean')) return nullable ? binary('==', node, truth(true)) : node;
  if (isOnly(some, 'list', 'object')) return nullable ? negation(isNil(node)) : truth(true);
  if (isOnly(some, 'string')) return binary('!=', nullable ? orElse(node, text('')) : node, text(''));
  const mayBeNaN = alternativeOf(type, 'number')?.facts.mayBeNaN === true;
  if (isOnly(some, 'number')) {
    const number = nullable ? orElse(node, integer(0)) : node;
    if (!mayBeNaN) return binary('!=', number, zeroBeside(number, alternativeOf(type, 'number')?.facts));
    return bind(number, (value) =>
      binary('||', binary('>', value, integer(0)), binary('<', value, integer(0))),
    );
  }
  const items: ExpressionNode[] = [NIL];
  if (hasKind(some, 'boolean')) items.push(truth(false));
  if (hasKind(some, 'number')) items.push(integer(0));
  if (hasKind(some, 'string')) items.push(text(''));
  return bind(node, (value) => {
    const isOther = negation(binary('in', value, listOf(...items)));
    return mayBeNaN ? binary('&&', isOther, binary('==', value, value)) : isOther;
  });
}

/** Argo refuses to compare a number that it takes for an int with a float. */
function zeroBeside(number: ExpressionNode, facts: NumberFacts | undefined): ExpressionNode {
  const type = staticType(number);
  const isExact = facts?.held === 'int' || type === 'any' || type === 'float';
  return isExact ? integer(0) : { kind: 'float', value: 0 };
}

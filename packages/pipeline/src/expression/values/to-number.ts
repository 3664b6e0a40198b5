import type { ExpressionNode } from '@tiphys/expression';
import { binary, builtin, choice, mapLiteral, sprig, text, valueAt } from '../tree/expression-nodes.ts';
import { bind, integer, notANumber, numberNode, orElse } from '../tree/nodes.ts';
import {
  anyNumber,
  constantNumber,
  counted,
  eitherNumber,
  type NumberFacts,
} from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, hasKind, isOnly, nonNull } from '../value-types/value-type.ts';

/** The node of a number, with what is known about it. */
export interface NumberNode {
  readonly node: ExpressionNode;
  readonly facts: NumberFacts;
}

const isNaNFacts = constantNumber(Number.NaN);

/** Converts a value to a number as JavaScript's arithmetic does; undefined if Argo cannot. Strings are not converted. */
export function asNumber({ node, type, isUndefined }: TypedNode): NumberNode | undefined {
  const some = nonNull(type);
  const mayBeNull = hasKind(type, 'null');
  const mayBeUndefined = hasKind(type, 'undefined');
  if (some.length === 0) {
    if (!mayBeNull) return { node: notANumber, facts: isNaNFacts };
    if (!mayBeUndefined) return { node: integer(0), facts: constantNumber(0) };
    return isUndefined === undefined
      ? undefined
      : { node: choice(isUndefined, notANumber, integer(0)), facts: anyNumber };
  }
  const number = numberOfSome({ node, type: some });
  if (number === undefined || (!mayBeNull && !mayBeUndefined)) return number;
  // Booleans that may be nil would need two conversions, which is not supported.
  if (!isOnly(some, 'number')) return undefined;
  if (!mayBeUndefined) return fallback(number, 0);
  if (!mayBeNull) return fallback(number, Number.NaN);
  if (isUndefined === undefined) return undefined;
  const { node: other, facts } = fallback(number, 0);
  return { node: choice(isUndefined, notANumber, other), facts: eitherNumber(facts, isNaNFacts) };
}

function fallback({ node, facts }: NumberNode, value: number): NumberNode {
  return { node: orElse(node, numberNode(value)), facts: eitherNumber(facts, constantNumber(value)) };
}

function numberOfSome({ node, type }: TypedNode): NumberNode | undefined {
  if (isOnly(type, 'boolean'))
    return { node: choice(node, integer(1), integer(0)), facts: { ...counted(), max: 1 } };
  const facts = isOnly(type, 'number') ? alternativeOf(type, 'number')?.facts : undefined;
  return facts === undefined ? undefined : { node, facts };
}

/** The characters that JavaScript trims. By default, Argo trims U+0085 and does not trim U+FEFF. */
export const TRIMMED_CHARACTERS: string =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

const DECIMAL = '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$';
const BASED = '^0([xX][0-9a-fA-F]{1,15}|[oO][0-7]{1,20}|[bB][01]{1,62})$';
const LONG_BASED = '^0([xX][0-9a-fA-F]+|[oO][0-7]+|[bB][01]+)$';

/** Converts a string as `Number(...)` does. The run fails for numbers that overflow a float64. */
export function numberOfText(node: ExpressionNode): NumberNode {
  const signed = (sign: string, value: number): readonly [string, ExpressionNode] => [
    `${sign}Infinity`,
    numberNode(value),
  ];
  const infinite = mapLiteral([
    signed('', Number.POSITIVE_INFINITY),
    signed('+', Number.POSITIVE_INFINITY),
    signed('-', Number.NEGATIVE_INFINITY),
  ]);
  const read = (value: ExpressionNode): ExpressionNode =>
    choice(
      binary('==', value, text('')),
      integer(0),
      choice(
        binary('matches', value, text(DECIMAL)),
        builtin('float', value),
        choice(
          binary('matches', value, text(BASED)),
          builtin('float', sprig('int64', value)),
          choice(
            binary('matches', value, text(LONG_BASED)),
            builtin('float', value),
            orElse(valueAt(infinite, value), notANumber),
          ),
        ),
      ),
    );
  return {
    node: bind(builtin('trim', node, text(TRIMMED_CHARACTERS)), read),
    facts: { ...anyNumber, zero: 'same' },
  };
}

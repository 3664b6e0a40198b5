import type { ExpressionNode } from '@tiphys/expression';
import {
  binary,
  builtin,
  choice,
  closure,
  mapLiteral,
  mapOver,
  pointer,
  text,
  toJson,
  valueAt,
} from '../tree/expression-nodes.ts';
import { bind, integer, isNil, orElse } from '../tree/nodes.ts';
import { elementPointer } from '../value-types/go-type.ts';
import { isFiniteNumber, type NumberFacts } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  elementOf,
  hasKind,
  isAsciiText,
  isOnly,
  nonNull,
  TYPES,
  type ValueType,
} from '../value-types/value-type.ts';
import { byKind, TESTED_KINDS, type TestedKind } from './by-kind.ts';

/** Converts a value to a string as JavaScript does; undefined if Argo cannot. */
export function asText(typed: TypedNode): ExpressionNode | undefined {
  return withNil(typed, { forNull: 'null', forUndefined: 'undefined' });
}

/** Returns the type of a value that was converted to a string. */
export function typeOfText(type: ValueType): ValueType {
  const isAscii = type.every((one) =>
    one.kind === 'string' ? one.facts.isAscii : one.kind !== 'list' && one.kind !== 'object',
  );
  const texts = isOnly(type, 'string') ? alternativeOf(type, 'string')?.facts.texts : undefined;
  if (texts !== undefined) return type;
  return isAscii ? TYPES.ascii : TYPES.string;
}

/** Joins the elements of a list as JavaScript does; undefined if Argo cannot. */
export function joined({ node, type }: TypedNode, separator: ExpressionNode): ExpressionNode | undefined {
  const element = elementOf(type);
  if (element.length === 0) return text('');
  if (isOnly(element, 'string')) return builtin('join', node, separator);
  const body = withNil({ node: elementPointer(node), type: element }, { forNull: '', forUndefined: '' });
  return body === undefined ? undefined : builtin('join', mapOver(node, body), separator);
}

function withNil(
  { node, type, isUndefined }: TypedNode,
  { forNull, forUndefined }: { readonly forNull: string; readonly forUndefined: string },
): ExpressionNode | undefined {
  const some = nonNull(type);
  const mayBeNull = hasKind(type, 'null');
  const mayBeUndefined = hasKind(type, 'undefined');
  if (mayBeNull && mayBeUndefined && forNull !== forUndefined) {
    if (isUndefined === undefined) return undefined;
    const others = withNil({ node, type: [...TYPES.null, ...some] }, { forNull, forUndefined });
    return others === undefined ? undefined : choice(isUndefined, text(forUndefined), others);
  }
  const fallback = mayBeNull ? text(forNull) : mayBeUndefined ? text(forUndefined) : undefined;
  if (some.length === 0) return fallback;
  if (fallback === undefined) return textOfSome(node, some);
  if (isOnly(some, 'string')) return orElse(node, fallback);
  if (textOfSome(node, some) === undefined) return undefined;
  return bind(node, (value) => choice(isNil(value), fallback, textOfSome(value, some) ?? value));
}

function textOfSome(node: ExpressionNode, type: ValueType): ExpressionNode | undefined {
  if (hasKind(type, 'object')) return undefined;
  const make: Readonly<Record<TestedKind, (value: ExpressionNode) => ExpressionNode | undefined>> = {
    string: (value) => value,
    list: (value) => joined({ node: value, type }, text(',')),
    boolean: (value) => toJson(value),
    number: (value) => {
      const facts = alternativeOf(type, 'number')?.facts;
      return facts === undefined ? undefined : numberText(value, facts);
    },
  };
  const kinds = TESTED_KINDS.filter((kind) => hasKind(type, kind));
  if (kinds.some((kind) => make[kind](node) === undefined)) return undefined;
  return byKind(node, kinds, (kind, value) => make[kind](value) ?? value);
}

/** JSON prints numbers as JavaScript does, except for -0, which `+ 0` turns into 0. Argo's `string` would print 1e+06. */
function numberText(node: ExpressionNode, facts: NumberFacts): ExpressionNode {
  if (facts.constant !== undefined) return text(String(facts.constant));
  if (facts.held === 'int') return toJson(node);
  const plain = (value: ExpressionNode): ExpressionNode =>
    toJson(facts.min > 0 || facts.max < 0 ? value : binary('+', value, integer(0)));
  if (isFiniteNumber(facts)) return plain(node);
  return bind(node, (value) =>
    orElse(
      valueAt(
        mapLiteral([
          ['NaN', text('NaN')],
          ['+Inf', text('Infinity')],
          ['-Inf', text('-Infinity')],
        ]),
        builtin('string', value),
      ),
      plain(value),
    ),
  );
}

/** Returns the length of a string in UTF-16 code units, as in JavaScript. Argo counts characters. */
export function utf16Length({ node, type }: TypedNode): ExpressionNode {
  const facts = alternativeOf(type, 'string')?.facts;
  if (facts?.isAscii === true || facts?.texts?.every((one) => isAsciiText(one)) === true)
    return builtin('len', node);
  return bind(node, (value) =>
    binary(
      '+',
      builtin('len', value),
      closure('count', builtin('split', value, text('')), binary('>', pointer(), text('\uffff'))),
    ),
  );
}

import type { ExpressionNode } from '@tiphys/expression';
import { translateSpread } from '../parts/translate-collection.ts';
import { numberOf, type Translation, unsupported } from '../parts/translation.ts';
import type { CallExpression, SpreadElement } from '../source/syntax.ts';
import { binary, builtin, choice } from '../tree/expression-nodes.ts';
import { bind, integer, notANumber, numberNode, orElse } from '../tree/nodes.ts';
import { constantNumber, eitherNumber, type NumberFacts } from '../value-types/number-facts.ts';
import type { TypedNode } from '../value-types/typed-node.ts';
import { alternativeOf, elementOf, isOnly, numberType } from '../value-types/value-type.ts';
import { constant, power } from '../values/arithmetic.ts';
import type { NumberNode } from '../values/to-number.ts';

type OneNumber = (value: NumberNode) => NumberNode;

function whole(facts: NumberFacts, change: (value: number) => number): NumberFacts {
  const { constant: _, ...rest } = facts;
  return { ...rest, held: 'float', min: change(facts.min), max: change(facts.max) };
}

/** Functions of one number, by name. */
const oneNumber: Readonly<Record<string, OneNumber>> = {
  abs: ({ node, facts }) => ({
    node: builtin('abs', node),
    facts: {
      ...whole(facts, Math.abs),
      held: facts.held,
      min: facts.min >= 0 ? facts.min : facts.max <= 0 ? -facts.max : 0,
      max: Math.max(Math.abs(facts.min), Math.abs(facts.max)),
      zero: 'positive',
    },
  }),
  floor: ({ node, facts }) => ({ node: builtin('floor', node), facts: whole(facts, Math.floor) }),
  ceil: ({ node, facts }) => ({ node: builtin('ceil', node), facts: whole(facts, Math.ceil) }),
  // JavaScript rounds halves up, Argo rounds them away from zero.
  round: ({ node, facts }) => ({
    node:
      facts.min >= 0
        ? builtin('round', node)
        : bind(node, (value) =>
            choice(
              binary('==', binary('-', value, builtin('floor', value)), { kind: 'float', value: 0.5 }),
              builtin('ceil', value),
              builtin('round', value),
            ),
          ),
    facts: whole(facts, Math.round),
  }),
  trunc: ({ node, facts }) => ({
    node: bind(node, (value) =>
      choice(binary('<', value, integer(0)), builtin('ceil', value), builtin('floor', value)),
    ),
    facts: whole(facts, Math.trunc),
  }),
  // A power of 0.5 is a square root in Go, too, except for -Infinity.
  sqrt: ({ node, facts }) => {
    const root = (value: ExpressionNode): ExpressionNode =>
      binary('**', value, { kind: 'float', value: 0.5 });
    const { constant: _, ...rest } = facts;
    return {
      node:
        facts.min >= 0
          ? root(node)
          : bind(node, (value) => choice(binary('<', value, integer(0)), notANumber, root(value))),
      facts: {
        ...rest,
        held: 'float',
        mayBeNaN: facts.mayBeNaN || facts.min < 0,
        min: Math.sqrt(Math.max(facts.min, 0)),
        max: Math.sqrt(Math.max(facts.max, 0)),
        // The root of -0 is -0 in JavaScript and 0 in Go.
        zero: facts.zero === 'positive' || facts.min > 0 ? facts.zero : 'unknown',
      },
    };
  },
  sign: ({ node, facts }) => ({
    node: bind(node, (value) =>
      choice(
        binary('>', value, integer(0)),
        integer(1),
        choice(binary('<', value, integer(0)), integer(-1), value),
      ),
    ),
    facts: { ...whole(facts, Math.sign), held: 'either', mayBeInfinite: false },
  }),
};

/** Functions of `Math` that can be translated. */
export const mathFunctions: readonly string[] = [...Object.keys(oneNumber), 'max', 'min', 'pow'];

/** Translates a function of `Math`. */
export function translateMath(part: CallExpression, name: string, context: Translation): TypedNode {
  if (name === 'max' || name === 'min') return extreme(part, name, context);
  const numbers = part.arguments.map((value) => {
    if (value.type === 'SpreadElement') throw unsupported(value, context);
    return numberOf(value, context.translate(value, context), context);
  });
  const [first, second, ...others] = numbers;
  const change = Object.hasOwn(oneNumber, name) ? oneNumber[name] : undefined;
  let result: NumberNode | undefined;
  if (change !== undefined && first !== undefined && second === undefined)
    result = knownNumber(name, first) ?? change(first);
  if (name === 'pow' && first !== undefined && second !== undefined && others.length === 0)
    result = power(first, second);
  if (result !== undefined) return { node: result.node, type: numberType(result.facts) };
  throw unsupported(
    part,
    context,
    name === 'pow'
      ? 'the last digits of powers are different in Argo'
      : change === undefined
        ? `Argo has no Math.${name}`
        : `Math.${name} takes one number`,
  );
}

const computed: Readonly<Record<string, (value: number) => number>> = {
  abs: Math.abs,
  floor: Math.floor,
  ceil: Math.ceil,
  round: Math.round,
  trunc: Math.trunc,
  sign: Math.sign,
  sqrt: Math.sqrt,
};

function knownNumber(name: string, { facts }: NumberNode): NumberNode | undefined {
  const compute = computed[name];
  return facts.constant === undefined || compute === undefined
    ? undefined
    : constant(compute(facts.constant));
}

interface Candidate extends NumberNode {
  /** Whether it is a list of numbers, which can be empty. */
  readonly isList: boolean;
}

function extreme(part: CallExpression, name: 'max' | 'min', context: Translation): TypedNode {
  const none = name === 'max' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  if (part.arguments.length === 0) return { node: numberNode(none), type: numberType(constantNumber(none)) };
  const numbers = part.arguments.map((value): Candidate => {
    if (value.type === 'SpreadElement') return candidates(value, none, context);
    return { ...numberOf(value, context.translate(value, context), context), isList: false };
  });
  const pick = (values: readonly ExpressionNode[]): ExpressionNode => {
    const node = builtin(name, ...values);
    return numbers.every(({ isList }) => isList) ? orElse(node, numberNode(none)) : node;
  };
  // Argo infers the type of the result from the first argument, so an int must not come before a float64.
  const ordered = [...numbers].sort(
    (a, b) => Number(a.facts.held === 'int') - Number(b.facts.held === 'int'),
  );
  return { node: withNaN(ordered, [], pick), type: numberType(extremeFacts(name, numbers)) };
}

function candidates(value: SpreadElement, none: number, context: Translation): Candidate {
  const { node, type } = translateSpread(value, context);
  const element = elementOf(type);
  if (element.length === 0) return { node, facts: constantNumber(none), isList: true };
  const facts = isOnly(element, 'number') ? alternativeOf(element, 'number')?.facts : undefined;
  if (facts !== undefined && !facts.mayBeNaN) return { node, facts, isList: true };
  throw unsupported(value, context, 'an element can be NaN or not a number');
}

/** In JavaScript, the result is NaN if any argument is. In Argo, it depends on the order. */
function withNaN(
  rest: readonly NumberNode[],
  done: readonly ExpressionNode[],
  pick: (values: readonly ExpressionNode[]) => ExpressionNode,
): ExpressionNode {
  const [first, ...others] = rest;
  if (first === undefined) return pick(done);
  if (!first.facts.mayBeNaN) return withNaN(others, [...done, first.node], pick);
  return bind(first.node, (value) =>
    choice(binary('!=', value, value), value, withNaN(others, [...done, value], pick)),
  );
}

function extremeFacts(name: 'max' | 'min', numbers: readonly Candidate[]): NumberFacts {
  const all = numbers.map(({ facts }) => facts);
  const { constant: _, ...either } = all.reduce(eitherNumber, all[0] ?? constantNumber(0));
  const single = numbers.filter(({ isList }) => !isList).map(({ facts }) => facts);
  const mayBeInfinite = either.mayBeInfinite || single.length === 0;
  const bounds =
    name === 'max'
      ? { min: Math.max(...single.map(({ min }) => min)) }
      : { max: Math.min(...single.map(({ max }) => max)) };
  // Without numbers, the result is an infinite float64.
  const held = single.length === 0 && either.held === 'int' ? 'either' : either.held;
  return { ...either, held, mayBeInfinite, ...bounds, zero: 'unknown' };
}

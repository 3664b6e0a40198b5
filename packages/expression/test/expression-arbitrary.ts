import fc from 'fast-check';
import type { BinaryOperator, ExpressionNode, UnaryOperator } from '../src/index.ts';

const names = fc.constantFrom('a', 'b', 'item', 'inputs', 'x1', '$y', 'über');
const keys = fc.oneof(
  names,
  fc.constantFrom('in', 'not', 'with-hyphen', '1', '', '{{', '}}', 'a}'),
  fc.string(),
);
const binaryOperators = fc.constantFrom<BinaryOperator>(
  ...([
    'or',
    '||',
    'and',
    '&&',
    '==',
    '!=',
    '<',
    '>',
    '<=',
    '>=',
    'in',
    'matches',
    'contains',
    'startsWith',
  ] as const),
  ...(['endsWith', '..', '+', '-', '*', '/', '%', '**', '^', '??'] as const),
);
const closures = [
  'all',
  'none',
  'any',
  'one',
  'filter',
  'map',
  'find',
  'findIndex',
  'groupBy',
  'sortBy',
  'count',
  'sum',
];

const leaf: fc.Arbitrary<ExpressionNode> = fc.oneof(
  fc.constant<ExpressionNode>({ kind: 'nil' }),
  fc.boolean().map((value): ExpressionNode => ({ kind: 'boolean', value })),
  fc.bigInt(0n, 2n ** 63n - 1n).map((value): ExpressionNode => ({ kind: 'integer', value })),
  fc
    .double({ min: 0, noNaN: true, noDefaultInfinity: true })
    .map((value): ExpressionNode => ({ kind: 'float', value: value + 0 })),
  fc.string({ unit: 'grapheme' }).map((value): ExpressionNode => ({ kind: 'string', value })),
  keys.map((value): ExpressionNode => ({ kind: 'string', value })),
  fc.array(fc.nat(255), { maxLength: 4 }).map((value): ExpressionNode => ({ kind: 'bytes', value })),
  names.map((name): ExpressionNode => ({ kind: 'identifier', name })),
);

/** Returns a dot behind a chain becomes a part of the chain, so the parser never gives this. */
function isReadable(object: ExpressionNode, property: ExpressionNode): boolean {
  return object.kind !== 'chain' || property.kind !== 'string';
}

function compound(
  node: fc.Arbitrary<ExpressionNode>,
  inClosure: fc.Arbitrary<ExpressionNode>,
): readonly fc.Arbitrary<ExpressionNode>[] {
  const member = fc
    .record({
      object: node,
      property: fc.oneof(
        keys.map((value) => ({ kind: 'string', value }) as const),
        node,
      ),
    })
    .filter(({ object, property }) => isReadable(object, property));
  const list = fc.array(node, { maxLength: 3 });
  return [
    fc
      .record({ operator: fc.constantFrom<UnaryOperator>('!', 'not', '-', '+'), operand: node })
      .map((parts) => ({ kind: 'unary', ...parts })),
    fc
      .record({ operator: binaryOperators, left: node, right: node })
      .map((parts) => ({ kind: 'binary', ...parts })),
    member.map((parts) => ({ kind: 'member', ...parts, optional: false })),
    member
      .filter(({ object }) => object.kind !== 'chain')
      .map((parts) => ({ kind: 'chain', node: { kind: 'member', ...parts, optional: true } })),
    fc.record({ object: node, from: node }).map((parts) => ({ kind: 'slice', ...parts })),
    fc.record({ object: node, from: node, to: node }).map((parts) => ({ kind: 'slice', ...parts })),
    fc.record({ object: node }).map((parts) => ({ kind: 'slice', ...parts })),
    fc
      .record({ callee: names.map((name) => ({ kind: 'identifier', name }) as const), arguments: list })
      .map((parts) => ({ kind: 'call', ...parts })),
    fc
      .record({ name: fc.constantFrom('len', 'trim', 'max', 'toJSON'), arguments: list })
      .map((parts) => ({ kind: 'builtin', ...parts })),
    fc.tuple(fc.constantFrom(...closures), node, inClosure).map(
      ([name, items, body]): ExpressionNode => ({
        kind: 'builtin',
        name,
        arguments: [items, { kind: 'predicate', body }],
      }),
    ),
    fc.record({ name: names, value: node, body: node }).map((parts) => ({ kind: 'let', ...parts })),
    fc.array(node, { minLength: 2, maxLength: 3 }).map((items) => ({ kind: 'sequence', items })),
    fc
      .record({ condition: node, whenTrue: node, whenFalse: node, ternary: fc.boolean() })
      .map((parts) => ({ kind: 'conditional', ...parts })),
    list.map((items) => ({ kind: 'array', items })),
    fc
      .array(
        fc.record({
          key: fc.oneof(
            keys.map((value) => ({ kind: 'string', value }) as const),
            node,
          ),
          value: node,
        }),
        { maxLength: 3 },
      )
      .map((entries) => ({ kind: 'map', entries })),
  ];
}

/** Trees that a text can stand for, inside a closure with `#` and its kin. */
export const expressionArbitrary: fc.Arbitrary<ExpressionNode> = fc.letrec<{
  outside: ExpressionNode;
  inside: ExpressionNode;
}>((tie) => ({
  outside: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    leaf,
    ...compound(tie('outside'), tie('inside')),
  ),
  inside: fc.oneof(
    { maxDepth: 4, depthIdentifier: 'tree' },
    fc.constantFrom('', 'index', 'acc').map((name): ExpressionNode => ({ kind: 'pointer', name })),
    leaf,
    ...compound(tie('inside'), tie('inside')),
  ),
})).outside;

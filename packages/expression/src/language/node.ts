/** The prefix operators. */
export type UnaryOperator = '!' | 'not' | '-' | '+';

/** The binary operators. */
export type BinaryOperator =
  | 'or'
  | '||'
  | 'and'
  | '&&'
  | '=='
  | '!='
  | '<'
  | '>'
  | '<='
  | '>='
  | 'in'
  | 'matches'
  | 'contains'
  | 'startsWith'
  | 'endsWith'
  | '..'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '**'
  | '^'
  | '??';

/** An entry of a map literal. */
export interface MapEntry {
  readonly key: ExpressionNode;
  readonly value: ExpressionNode;
}

/**
 * The tree of an expression: plain frozen data, discriminated by `kind`. Integers are `bigint`, because Go's `int` has 64 bits; floats are
 * `number`. Nodes that you build need no position; error messages then point to the start of the text.
 *
 * @see https://expr-lang.org/docs/language-definition
 */
export type ExpressionNode =
  | { readonly kind: 'nil' }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'integer'; readonly value: bigint }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'bytes'; readonly value: readonly number[] }
  | { readonly kind: 'identifier'; readonly name: string }
  | { readonly kind: 'unary'; readonly operator: UnaryOperator; readonly operand: ExpressionNode }
  | {
      readonly kind: 'binary';
      readonly operator: BinaryOperator;
      readonly left: ExpressionNode;
      readonly right: ExpressionNode;
    }
  /** The scope of `?.`: if an optional member finds nil, the whole chain is nil. */
  | { readonly kind: 'chain'; readonly node: ExpressionNode }
  | {
      readonly kind: 'member';
      readonly object: ExpressionNode;
      /** A string node for `.name`. */
      readonly property: ExpressionNode;
      readonly optional: boolean;
    }
  | {
      readonly kind: 'slice';
      readonly object: ExpressionNode;
      readonly from?: ExpressionNode;
      readonly to?: ExpressionNode;
    }
  | { readonly kind: 'call'; readonly callee: ExpressionNode; readonly arguments: readonly ExpressionNode[] }
  | { readonly kind: 'builtin'; readonly name: string; readonly arguments: readonly ExpressionNode[] }
  /** The body of a closure such as `filter(xs, # > 1)`. */
  | { readonly kind: 'predicate'; readonly body: ExpressionNode }
  /** `#` (name empty), `#index` or `#acc` inside a closure. */
  | { readonly kind: 'pointer'; readonly name: string }
  | {
      readonly kind: 'let';
      readonly name: string;
      readonly value: ExpressionNode;
      readonly body: ExpressionNode;
    }
  | { readonly kind: 'sequence'; readonly items: readonly ExpressionNode[] }
  | {
      readonly kind: 'conditional';
      readonly condition: ExpressionNode;
      readonly whenTrue: ExpressionNode;
      readonly whenFalse: ExpressionNode;
      /** True for `a ? b : c`, false for `if a { b } else { c }`. */
      readonly ternary: boolean;
    }
  | { readonly kind: 'array'; readonly items: readonly ExpressionNode[] }
  | { readonly kind: 'map'; readonly entries: readonly MapEntry[] };

/** The nodes of one kind. */
export type NodeOf<K extends ExpressionNode['kind']> = Extract<ExpressionNode, { readonly kind: K }>;

/** A position in a parsed text. Lines start at 1, columns at 0. */
export interface SyntaxPosition {
  readonly line: number;
  readonly column: number;
}

/** The common fields of all syntax nodes. */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly loc: { readonly start: SyntaxPosition };
}

interface Part<T extends string> extends SyntaxNode {
  readonly type: T;
}

/** A name. */
export interface Identifier extends Part<'Identifier'> {
  readonly name: string;
}

/** A string, number, boolean, null, bigint or regular expression. */
export interface Literal extends Part<'Literal'> {
  readonly value: unknown;
  readonly regex?: unknown;
  readonly bigint?: unknown;
}

/** A template literal. */
export interface TemplateLiteral extends Part<'TemplateLiteral'> {
  readonly quasis: readonly { readonly value: { readonly cooked: string | null; readonly raw: string } }[];
  readonly expressions: readonly Expression[];
}

/** A unary operator with its operand. */
export interface UnaryExpression extends Part<'UnaryExpression'> {
  readonly operator: string;
  readonly argument: Expression;
}

/** A binary operator with its operands. */
export interface BinaryExpression extends Part<'BinaryExpression'> {
  readonly operator: string;
  readonly left: Expression;
  readonly right: Expression;
}

/** `&&`, `||` or `??`. */
export interface LogicalExpression extends Part<'LogicalExpression'> {
  readonly operator: '&&' | '||' | '??';
  readonly left: Expression;
  readonly right: Expression;
}

/** `a ? b : c`. */
export interface ConditionalExpression extends Part<'ConditionalExpression'> {
  readonly test: Expression;
  readonly consequent: Expression;
  readonly alternate: Expression;
}

/** `a.b`, `a[b]`, `a?.b`. */
export interface MemberExpression extends Part<'MemberExpression'> {
  readonly object: Expression;
  readonly property: Expression;
  readonly computed: boolean;
  readonly optional?: boolean;
}

/** `f(a)`. */
export interface CallExpression extends Part<'CallExpression'> {
  readonly callee: Expression;
  readonly arguments: readonly (Expression | SpreadElement)[];
  readonly optional?: boolean;
}

/** The extent of `?.`. */
export interface ChainExpression extends Part<'ChainExpression'> {
  readonly expression: Expression;
}

/** `...a`. */
export interface SpreadElement extends Part<'SpreadElement'> {
  readonly argument: Expression;
}

/** `[a, b]`. */
export interface ArrayExpression extends Part<'ArrayExpression'> {
  readonly elements: readonly (Expression | SpreadElement | null)[];
}

/** `a: b` in an object literal. */
export interface Property extends Part<'Property'> {
  readonly key: Expression;
  readonly value: Expression | Pattern;
  readonly kind: string;
  readonly computed: boolean;
  readonly method?: boolean;
}

/** `{ a: b }`. */
export interface ObjectExpression extends Part<'ObjectExpression'> {
  readonly properties: readonly (Property | SpreadElement)[];
}

/** An arrow function or a function expression. */
export interface AnyFunction extends Part<'ArrowFunctionExpression' | 'FunctionExpression'> {
  readonly params: readonly Pattern[];
  readonly body: Expression | BlockStatement;
  readonly async: boolean;
  readonly generator: boolean;
}

/** A block of statements. */
export interface BlockStatement extends Part<'BlockStatement'> {
  readonly body: readonly Statement[];
}

/** `return a;` */
export interface ReturnStatement extends Part<'ReturnStatement'> {
  readonly argument: Expression | null;
}

/** `const a = b;` */
export interface VariableDeclaration extends Part<'VariableDeclaration'> {
  readonly declarations: readonly { readonly id: Pattern; readonly init?: Expression | null }[];
}

/** `if (a) b; else c;` */
export interface IfStatement extends Part<'IfStatement'> {
  readonly test: Expression;
  readonly consequent: Statement;
  readonly alternate?: Statement | null;
}

/** A statement in the body of a function. */
export type Statement =
  | ReturnStatement
  | VariableDeclaration
  | IfStatement
  | BlockStatement
  | Part<'EmptyStatement'>
  | Part<'ExpressionStatement'>;

/** A wrapper around an expression that has no effect at run time. */
export interface TypeWrapper
  extends Part<
    | 'TSAsExpression'
    | 'TSSatisfiesExpression'
    | 'TSNonNullExpression'
    | 'TSTypeAssertion'
    | 'TSInstantiationExpression'
    | 'ParenthesizedExpression'
  > {
  readonly expression: Expression;
}

/** An expression. */
export type Expression =
  | Identifier
  | Literal
  | TemplateLiteral
  | UnaryExpression
  | BinaryExpression
  | LogicalExpression
  | ConditionalExpression
  | MemberExpression
  | CallExpression
  | ChainExpression
  | ArrayExpression
  | ObjectExpression
  | AnyFunction
  | TypeWrapper;

/** `{ a, b: c }` as a parameter. */
export interface ObjectPattern extends Part<'ObjectPattern'> {
  readonly properties: readonly (Property | SyntaxNode)[];
}

/** `a = b` as a parameter. */
export interface AssignmentPattern extends Part<'AssignmentPattern'> {
  readonly left: Pattern;
  readonly right: Expression;
}

/** `[a, b]` as a parameter. */
export interface ArrayPattern extends Part<'ArrayPattern'> {
  readonly elements: readonly (Pattern | null)[];
}

/** `...a` as a parameter. */
export interface RestElement extends Part<'RestElement'> {
  readonly argument: Pattern;
}

/** A parameter. */
export type Pattern = Identifier | ObjectPattern | ArrayPattern | AssignmentPattern | RestElement;

const WRAPPERS: ReadonlySet<string> = new Set<TypeWrapper['type']>([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'ParenthesizedExpression',
]);

/** Returns an expression without wrappers that have no effect at run time. */
export function unwrap(part: Expression): Exclude<Expression, TypeWrapper> {
  let current = part;
  while (WRAPPERS.has(current.type)) current = (current as TypeWrapper).expression;
  // No wrapper is left.
  return current as Exclude<Expression, TypeWrapper>;
}

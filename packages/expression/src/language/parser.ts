import { ExpressionError } from '../expression-error.ts';
import { CLOSURE_BUILTINS, isBuiltin } from './builtin-names.ts';
import { isIdentifier } from './characters.ts';
import type { BinaryOperator, ExpressionNode, MapEntry, UnaryOperator } from './node.ts';
import { readNumber } from './number-literal.ts';
import {
  allowsNot,
  BINARY_PRECEDENCE,
  isComparison,
  isRightAssociative,
  UNARY_PRECEDENCE,
} from './operators.ts';
import { placed, positionOf } from './position.ts';
import { describeToken, type Token } from './token.ts';
import { TokenCursor } from './token-cursor.ts';

/** Most nodes of a tree. The library refuses larger ones. */
const MAX_NODES = 10_000;
const noNames: ReadonlySet<string> = new Set();

/**
 * Parses an expression of expr-lang.
 *
 * Names in `overridden` are variables of the environment that hide builtins of the same name.
 *
 * @throws {ExpressionError} `EXPRESSION_SYNTAX`
 */
export function parse(text: string, overridden: ReadonlySet<string> = noNames): ExpressionNode {
  try {
    return new Parser(text, overridden).run();
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw new ExpressionError(
      'EXPRESSION_SYNTAX',
      'compilation failed: expression exceeds maximum allowed nodes',
      {
        cause: error,
      },
    );
  }
}

class Parser {
  readonly #overridden: ReadonlySet<string>;
  readonly #tokens: TokenCursor;
  #depth = 0;
  #count = 0;

  constructor(text: string, overridden: ReadonlySet<string>) {
    this.#overridden = overridden;
    this.#tokens = new TokenCursor(text);
  }

  run(): ExpressionNode {
    const node = this.#sequence();
    if (this.#tokens.current.kind !== 'eof') this.#tokens.unexpected();
    return node;
  }

  #node<T extends ExpressionNode>(node: T, from: number): T {
    this.#count += 1;
    if (this.#count > MAX_NODES)
      this.#tokens.fail('compilation failed: expression exceeds maximum allowed nodes');
    return placed(node, from);
  }

  #sequence(): ExpressionNode {
    const first = this.#expression(0);
    const items = [first];
    while (this.#tokens.take('operator', ';')) {
      if (this.#tokens.current.kind === 'eof') break;
      items.push(this.#expression(0));
    }
    return items.length === 1
      ? first
      : this.#node({ kind: 'sequence', items: Object.freeze(items) }, positionOf(first));
  }

  #expression(precedence: number): ExpressionNode {
    if (precedence === 0 && this.#tokens.is('operator', 'let')) return this.#let();
    if (precedence === 0 && this.#tokens.is('operator', 'if')) return this.#if();
    const node = this.#operations(this.#primary(), precedence);
    return precedence === 0 ? this.#ternary(node) : node;
  }

  #operations(first: ExpressionNode, precedence: number): ExpressionNode {
    let left = first;
    let previous = '';
    for (;;) {
      const start = this.#tokens.offset;
      const negation = this.#tokens.take('operator', 'not');
      const token = this.#tokens.current;
      if (negation && !allowsNot(token.value)) this.#tokens.unexpected();
      const strength = token.kind === 'operator' ? BINARY_PRECEDENCE.get(token.value) : undefined;
      if (strength === undefined || strength < precedence) {
        this.#tokens.back(start);
        return left;
      }
      this.#tokens.skip();
      left = this.#operation(left, token, { strength, previous, negation });
      previous = token.value;
    }
  }

  #operation(
    left: ExpressionNode,
    token: Token,
    context: { readonly strength: number; readonly previous: string; readonly negation: boolean },
  ): ExpressionNode {
    const { strength, previous, negation } = context;
    if (token.value === '|') return this.#call(this.#tokens.expect('identifier'), [left], true);
    if (previous === '??' && token.value !== '??') {
      const message = `Operator (${token.value}) and coalesce expressions (??) cannot be mixed. Wrap either by parentheses.`;
      this.#tokens.fail(message, token.from);
    }
    if (isComparison(token.value)) return this.#comparison(left, token, strength);
    const right = this.#expression(isRightAssociative(token.value) ? strength : strength + 1);
    // The table has exactly these operators as keys.
    const operator = token.value as BinaryOperator;
    const node = this.#node({ kind: 'binary', operator, left, right } as const, token.from);
    return negation ? this.#node({ kind: 'unary', operator: 'not', operand: node }, token.from) : node;
  }

  /** Parses a comparison. `a < b < c` means `a < b && b < c`. */
  #comparison(first: ExpressionNode, firstToken: Token, strength: number): ExpressionNode {
    let root: ExpressionNode | undefined;
    let left = first;
    let token = firstToken;
    for (;;) {
      const right = this.#expression(strength + 1);
      const operator = token.value as BinaryOperator;
      const node = this.#node({ kind: 'binary', operator, left, right } as const, token.from);
      root =
        root === undefined
          ? node
          : this.#node({ kind: 'binary', operator: '&&', left: root, right: node }, token.from);
      left = right;
      token = this.#tokens.current;
      if (token.kind !== 'operator' || !isComparison(token.value)) return root;
      this.#tokens.skip();
    }
  }

  #let(): ExpressionNode {
    this.#tokens.skip();
    const name = this.#tokens.expect('identifier');
    this.#tokens.expect('operator', '=');
    const value = this.#expression(0);
    this.#tokens.expect('operator', ';');
    const body = this.#sequence();
    return this.#node({ kind: 'let', name: name.value, value, body }, name.from);
  }

  #if(): ExpressionNode {
    const from = this.#tokens.current.from;
    this.#tokens.skip();
    const condition = this.#expression(0);
    const whenTrue = this.#block();
    this.#tokens.expect('operator', 'else');
    const whenFalse = this.#tokens.is('operator', 'if') ? this.#if() : this.#block();
    return placed({ kind: 'conditional', condition, whenTrue, whenFalse, ternary: false }, from);
  }

  #block(): ExpressionNode {
    this.#tokens.expect('bracket', '{');
    const node = this.#sequence();
    this.#tokens.expect('bracket', '}');
    return node;
  }

  #ternary(first: ExpressionNode): ExpressionNode {
    let condition = first;
    while (this.#tokens.take('operator', '?')) {
      let whenTrue = condition;
      if (!this.#tokens.take('operator', ':')) {
        whenTrue = this.#expression(0);
        this.#tokens.expect('operator', ':');
      }
      const whenFalse = this.#expression(0);
      const node = { kind: 'conditional', condition, whenTrue, whenFalse, ternary: true } as const;
      condition = this.#node(node, this.#tokens.current.from);
    }
    return condition;
  }

  #primary(): ExpressionNode {
    const token = this.#tokens.current;
    const strength = token.kind === 'operator' ? UNARY_PRECEDENCE.get(token.value) : undefined;
    if (strength !== undefined) {
      this.#tokens.skip();
      const operand = this.#expression(strength);
      const operator = token.value as UnaryOperator;
      return this.#postfix(this.#node({ kind: 'unary', operator, operand }, token.from));
    }
    if (this.#tokens.take('bracket', '(')) {
      const inner = this.#sequence();
      this.#tokens.expect('bracket', ')');
      return this.#postfix(inner);
    }
    if (this.#depth > 0 && token.kind === 'operator' && (token.value === '#' || token.value === '.')) {
      return this.#postfix(this.#pointer(token));
    }
    if (this.#tokens.take('operator', '::'))
      return this.#postfix(this.#call(this.#tokens.expect('identifier'), [], false));
    return this.#secondary(token);
  }

  #pointer(token: Token): ExpressionNode {
    let name = '';
    if (token.value === '#') {
      this.#tokens.skip();
      if (this.#tokens.current.kind === 'identifier') name = this.#tokens.expect('identifier').value;
    }
    return this.#node({ kind: 'pointer', name }, token.from);
  }

  #secondary(token: Token): ExpressionNode {
    if (token.kind === 'identifier') return this.#name(token);
    if (token.kind === 'number') {
      this.#tokens.skip();
      try {
        return this.#node(readNumber(token.value), token.from);
      } catch (error) {
        if (error instanceof ExpressionError || !(error instanceof Error)) throw error;
        this.#tokens.fail(error.message);
      }
    }
    if (token.kind === 'string') {
      this.#tokens.skip();
      return this.#postfix(this.#node({ kind: 'string', value: token.value }, token.from));
    }
    if (token.kind === 'bytes') {
      this.#tokens.skip();
      const value = Object.freeze([...token.value].map((character) => character.charCodeAt(0)));
      return this.#postfix(this.#node({ kind: 'bytes', value }, token.from));
    }
    if (this.#tokens.is('bracket', '[')) return this.#postfix(this.#array(token));
    if (this.#tokens.is('bracket', '{')) return this.#postfix(this.#map(token));
    this.#tokens.unexpected();
  }

  #name(token: Token): ExpressionNode {
    this.#tokens.skip();
    switch (token.value) {
      case 'true':
      case 'false':
        return this.#node({ kind: 'boolean', value: token.value === 'true' }, token.from);
      case 'nil':
        return this.#node({ kind: 'nil' }, token.from);
    }
    if (this.#tokens.is('bracket', '(')) return this.#postfix(this.#call(token, [], true));
    return this.#postfix(this.#node({ kind: 'identifier', name: token.value }, token.from));
  }

  #call(token: Token, piped: readonly ExpressionNode[], mayBeOverridden: boolean): ExpressionNode {
    const name = token.value;
    const overridden = mayBeOverridden && this.#overridden.has(name);
    if (CLOSURE_BUILTINS.has(name) && !overridden) {
      return this.#node(
        { kind: 'builtin', name, arguments: this.#closureArguments(name, piped) },
        token.from,
      );
    }
    if (isBuiltin(name) && !overridden) {
      return this.#node({ kind: 'builtin', name, arguments: this.#arguments(piped) }, token.from);
    }
    const callee = this.#node({ kind: 'identifier', name }, token.from);
    return this.#node({ kind: 'call', callee, arguments: this.#arguments(piped) }, token.from);
  }

  #closureArguments(name: string, piped: readonly ExpressionNode[]): readonly ExpressionNode[] {
    this.#tokens.expect('bracket', '(');
    const parameters = (CLOSURE_BUILTINS.get(name) ?? []).slice(piped.length);
    const given = [...piped];
    for (const [index, parameter] of parameters.entries()) {
      if (this.#tokens.is('bracket', ')')) {
        if (parameter.optional === true) break;
        this.#tokens.fail(`expected at least ${parameters.length} arguments`);
      }
      if (index > 0) this.#tokens.expect('operator', ',');
      given.push(parameter.kind === 'predicate' ? this.#predicate() : this.#expression(0));
    }
    this.#tokens.take('operator', ',');
    this.#tokens.expect('bracket', ')');
    return Object.freeze(given);
  }

  #arguments(piped: readonly ExpressionNode[]): readonly ExpressionNode[] {
    this.#tokens.expect('bracket', '(');
    const given = [...piped];
    while (!this.#tokens.is('bracket', ')')) {
      if (given.length > piped.length) this.#tokens.expect('operator', ',');
      if (this.#tokens.is('bracket', ')')) break;
      given.push(this.#expression(0));
    }
    this.#tokens.expect('bracket', ')');
    return Object.freeze(given);
  }

  #predicate(): ExpressionNode {
    const from = this.#tokens.current.from;
    const braces = this.#tokens.take('bracket', '{');
    this.#depth += 1;
    const body = braces ? this.#sequence() : this.#expression(0);
    if (!braces && this.#tokens.is('operator', ';'))
      this.#tokens.fail('wrap predicate with brackets { and }');
    this.#depth -= 1;
    if (braces) this.#tokens.expect('bracket', '}');
    return this.#node({ kind: 'predicate', body }, from);
  }

  #array(token: Token): ExpressionNode {
    this.#tokens.skip();
    const items: ExpressionNode[] = [];
    while (!this.#tokens.is('bracket', ']')) {
      if (items.length > 0) this.#tokens.expect('operator', ',');
      if (this.#tokens.is('bracket', ']')) break;
      items.push(this.#expression(0));
    }
    this.#tokens.skip();
    return this.#node({ kind: 'array', items: Object.freeze(items) }, token.from);
  }

  #map(token: Token): ExpressionNode {
    this.#tokens.skip();
    const entries: MapEntry[] = [];
    while (!this.#tokens.is('bracket', '}')) {
      if (entries.length > 0) this.#tokens.expect('operator', ',');
      if (this.#tokens.is('bracket', '}')) break;
      const key = this.#mapKey();
      this.#tokens.expect('operator', ':');
      entries.push(Object.freeze({ key, value: this.#expression(0) }));
      this.#count += 1;
    }
    this.#tokens.skip();
    return this.#node({ kind: 'map', entries: Object.freeze(entries) }, token.from);
  }

  #mapKey(): ExpressionNode {
    const token = this.#tokens.current;
    if (token.kind === 'number' || token.kind === 'string' || token.kind === 'identifier') {
      this.#tokens.skip();
      return this.#node({ kind: 'string', value: token.value }, token.from);
    }
    if (this.#tokens.is('bracket', '(')) return this.#expression(0);
    this.#tokens.fail(
      `a map key must be a quoted string, a number, a identifier, or an expression enclosed in parentheses (unexpected token ${describeToken(token)})`,
    );
  }

  #postfix(first: ExpressionNode): ExpressionNode {
    let node = first;
    for (;;) {
      const token = this.#tokens.current;
      if (token.kind === 'operator' && (token.value === '.' || token.value === '?.')) {
        this.#tokens.skip();
        const optional = token.value === '?.';
        node =
          optional && this.#tokens.is('bracket', '[')
            ? this.#index(node, true)
            : this.#property(node, optional);
      } else if (token.kind === 'bracket' && token.value === '[') {
        node = this.#index(node, false);
      } else {
        return node;
      }
    }
  }

  #property(before: ExpressionNode, optional: boolean): ExpressionNode {
    const token = this.#tokens.current;
    if (token.kind !== 'identifier' && (token.kind !== 'operator' || !isIdentifier(token.value)))
      this.#tokens.fail('expected name');
    this.#tokens.skip();
    const property = this.#node({ kind: 'string', value: token.value }, token.from);
    const chained = before.kind === 'chain';
    const object = chained ? before.node : before;
    const member = this.#node({ kind: 'member', object, property, optional } as const, token.from);
    const node = this.#tokens.is('bracket', '(')
      ? this.#node({ kind: 'call', callee: member, arguments: this.#arguments([]) }, token.from)
      : member;
    return chained || optional ? this.#node({ kind: 'chain', node }, token.from) : node;
  }

  #index(object: ExpressionNode, optional: boolean): ExpressionNode {
    const { from: at } = this.#tokens.expect('bracket', '[');
    const from = this.#tokens.is('operator', ':') ? undefined : this.#expression(0);
    if (from !== undefined && !this.#tokens.is('operator', ':')) {
      const member = this.#node({ kind: 'member', object, property: from, optional }, at);
      this.#tokens.expect('bracket', ']');
      return optional ? this.#node({ kind: 'chain', node: member }, at) : member;
    }
    this.#tokens.expect('operator', ':');
    const to = this.#tokens.is('bracket', ']') ? undefined : this.#expression(0);
    this.#tokens.expect('bracket', ']');
    const bounds = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) };
    return this.#node({ kind: 'slice', object, ...bounds }, at);
  }
}

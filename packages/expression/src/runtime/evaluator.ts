import { compilePattern, matches } from '@tiphys/go';
import { getBuiltin } from '../builtins/builtins.ts';
import { byteOrElementCount } from '../builtins/list-builtins.ts';
import type { NodeTypes } from '../check/check.ts';
import { ExpressionError, errorAt } from '../expression-error.ts';
import { CLOSURE_BUILTINS } from '../language/builtin-names.ts';
import type { ExpressionNode, NodeOf } from '../language/node.ts';
import { positionOf } from '../language/position.ts';
import { fetch, isIn, needElement, slice } from '../operations/access.ts';
import {
  add,
  assertType,
  compare,
  divide,
  equal,
  modulo,
  multiply,
  needBoolean,
  needInt,
  needString,
  negate,
  power,
  subtract,
} from '../operations/operators.ts';
import { INT_SLICE_TYPE } from '../values/type.ts';
import { typeName } from '../values/type-of.ts';
import { GoBytes, isList, isNil, makeObject, markSlice } from '../values/value.ts';
import { callFunction } from './call.ts';
import { type Closure, type ClosureEvaluator, runClosure } from './closures.ts';
import { FIND_LAST_OR_THROW, FIND_OR_THROW } from './optimize.ts';

/** Budget of one evaluation, in created elements. */
const MEMORY_BUDGET = 1_000_000;

/** The inputs of an evaluation. */
export interface EvaluationContext {
  readonly text: string;
  readonly types: NodeTypes;
  /** Returns the value of a top-level name; undefined if it does not exist. */
  readonly lookup: (name: string) => unknown;
  readonly environment: unknown;
}

const isBytes = (value: unknown): value is GoBytes => value instanceof GoBytes;

/** Thrown if an optional member finds nil: the value of the whole chain is nil. */
class ChainEnd {
  readonly kind = 'chain end';
}

const chainEnd = new ChainEnd();

/**
 * Evaluates an expression.
 *
 * @throws {ExpressionError} `EXPRESSION_EVALUATION`
 */
export function run(node: ExpressionNode, context: EvaluationContext): unknown {
  const evaluator = new Evaluator(context);
  try {
    return evaluator.value(node);
  } catch (cause) {
    if (cause instanceof ExpressionError) throw cause;
    const message = messageOf(cause);
    throw errorAt('EXPRESSION_EVALUATION', message, context.text, positionOf(evaluator.current ?? node));
  }
}

function messageOf(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  if (!(cause instanceof RangeError)) return cause.message;
  return cause.message.includes('call stack')
    ? 'the expression or a value in it is nested too deeply'
    : 'memory budget exceeded';
}

/** Evaluates a tree. Holds the current variables and closures. */
class Evaluator implements ClosureEvaluator {
  /** The node that is being evaluated, for the position of errors. */
  current: ExpressionNode | undefined;
  readonly #context: EvaluationContext;
  readonly #variables: { readonly name: string; readonly value: unknown }[] = [];
  readonly #closures: Closure[] = [];
  #chains = 0;
  #memory = 0;

  constructor(context: EvaluationContext) {
    this.#context = context;
  }

  /** Counts created elements. Throws if the evaluation exceeds its budget. */
  grow(count: number): void {
    this.#memory += count;
    if (this.#memory >= MEMORY_BUDGET) throw new Error('memory budget exceeded');
  }

  value(node: ExpressionNode): unknown {
    switch (node.kind) {
      case 'nil':
        return null;
      case 'boolean':
      case 'integer':
      case 'float':
      case 'string':
        return node.value;
      case 'bytes':
        return new GoBytes(node.value);
      case 'identifier':
        return this.#identifier(node.name);
      case 'unary':
        return this.#unary(node);
      case 'binary':
        return this.#binary(node);
      case 'chain':
        return this.#chain(node);
      case 'member':
        return this.#member(node);
      case 'slice':
        return this.#slice(node);
      case 'call':
        return this.#call(node);
      case 'builtin':
        return this.#builtin(node);
      case 'predicate':
        return this.value(node.body);
      case 'pointer':
        this.current = node;
        return this.#pointer(node.name);
      case 'let':
        return this.#let(node);
      case 'sequence':
        return node.items.reduce<unknown>((_, item) => this.value(item), null);
      case 'conditional': {
        const condition = this.value(node.condition);
        this.current = node;
        return this.value(needBoolean(condition) ? node.whenTrue : node.whenFalse);
      }
      case 'array':
        return this.#array(node);
      case 'map':
        return this.#map(node);
    }
  }

  /** Runs the body of a closure at its position in the list. */
  within<T>(closure: Closure, body: () => T): T {
    this.#closures.push(closure);
    try {
      return body();
    } finally {
      this.#closures.pop();
    }
  }

  #identifier(name: string): unknown {
    const variable = this.#variables.findLast((known) => known.name === name);
    if (variable !== undefined) return variable.value;
    if (name === '$env') return this.#context.environment;
    return this.#context.lookup(name) ?? null;
  }

  #unary(node: NodeOf<'unary'>): unknown {
    const operand = this.value(node.operand);
    this.current = node;
    if (node.operator === '+') return operand;
    return node.operator === '-' ? negate(operand) : !needBoolean(operand);
  }

  #binary(node: NodeOf<'binary'>): unknown {
    const left = this.value(node.left);
    this.current = node;
    switch (node.operator) {
      case 'or':
      case '||':
        return needBoolean(left) ? left : this.value(node.right);
      case 'and':
      case '&&':
        return needBoolean(left) ? this.value(node.right) : left;
      case '??':
        return isNil(left) ? this.value(node.right) : left;
      case 'in':
        return this.#in(left, node);
    }
    const right = this.value(node.right);
    this.current = node;
    return this.#operation(node, left, right);
  }

  #operation(node: NodeOf<'binary'>, left: unknown, right: unknown): unknown {
    switch (node.operator) {
      case '==':
        return this.#equal(node, left, right);
      case '!=':
        return !this.#equal(node, left, right);
      case '<':
        return compare(left, '<', right) < 0;
      case '>':
        return compare(left, '>', right) > 0;
      case '<=':
        return compare(left, '<=', right) <= 0;
      case '>=':
        return compare(left, '>=', right) >= 0;
      case '+':
        return add(left, right);
      case '-':
        return subtract(left, right);
      case '*':
        return multiply(left, right);
      case '/':
        return divide(left, right);
      case '%':
        return modulo(left, right);
      case '**':
      case '^':
        return power(left, right);
      case '..':
        return this.#range(needInt(left), needInt(right));
      default:
        return this.#textTest(node.operator, left, right);
    }
  }

  /** Compares two values. If both are statically int or string, the library asserts their types. */
  #equal(node: NodeOf<'binary'>, left: unknown, right: unknown): boolean {
    const kind = this.#context.types.get(node.left)?.kind;
    if ((kind === 'int' || kind === 'string') && this.#context.types.get(node.right)?.kind === kind) {
      const wanted = kind === 'int' ? 'bigint' : 'string';
      if (typeof left !== wanted || typeof right !== wanted)
        throw new Error(`interface conversion: interface {} is not ${kind}`);
    }
    return equal(left, right);
  }

  #textTest(operator: string, left: unknown, right: unknown): boolean {
    if (isNil(left) || isNil(right)) return false;
    if (operator === 'matches') {
      const pattern = needString(right);
      if (typeof left === 'string') return matches(compilePattern(pattern), left);
      const { bytes } = assertType(left, isBytes, '[]uint8');
      return matches(compilePattern(pattern), bytes.map((byte) => String.fromCharCode(byte)).join(''));
    }
    const text = needString(left);
    const part = needString(right);
    if (operator === 'contains') return text.includes(part);
    return operator === 'startsWith' ? text.startsWith(part) : text.endsWith(part);
  }

  #in(left: unknown, node: NodeOf<'binary'>): boolean {
    const { right } = node;
    // The library makes a set of a list of string literals, in which it can look up only strings.
    if (
      right.kind === 'array' &&
      right.items.length > 0 &&
      right.items.every((item) => item.kind === 'string')
    ) {
      this.current = node;
      if (left !== null && typeof left !== 'string') {
        throw new Error(
          `reflect.Value.MapIndex: value of type ${typeName(left)} is not assignable to type string`,
        );
      }
      return right.items.some((item) => item.kind === 'string' && item.value === (left ?? ''));
    }
    const container = this.value(right);
    this.current = node;
    return isIn(left, container);
  }

  #range(from: bigint, to: bigint): readonly bigint[] {
    const size = to - from + 1n;
    if (size <= 0n) return [];
    this.grow(size > BigInt(MEMORY_BUDGET) ? MEMORY_BUDGET : Number(size));
    return markSlice(
      Array.from({ length: Number(size) }, (_, index) => from + BigInt(index)),
      INT_SLICE_TYPE,
    );
  }

  #chain(node: NodeOf<'chain'>): unknown {
    this.#chains += 1;
    try {
      return this.value(node.node);
    } catch (problem) {
      if (problem === chainEnd) return null;
      throw problem;
    } finally {
      this.#chains -= 1;
    }
  }

  #member(node: NodeOf<'member'>): unknown {
    const object = this.value(node.object);
    if (node.optional && isNil(object) && this.#chains > 0) throw chainEnd;
    const key = this.value(node.property);
    this.current = node;
    return fetch(object, key);
  }

  #slice(node: NodeOf<'slice'>): unknown {
    const object = this.value(node.object);
    this.current = node;
    const to = node.to === undefined ? byteOrElementCount(object) : this.value(node.to);
    const from = node.from === undefined ? 0n : this.value(node.from);
    this.current = node;
    return slice(object, from, to);
  }

  #call(node: NodeOf<'call'>): unknown {
    const values = node.arguments.map((argument) => this.value(argument));
    const callee = this.value(node.callee);
    this.current = node;
    return callFunction(callee, values);
  }

  #builtin(node: NodeOf<'builtin'>): unknown {
    if (CLOSURE_BUILTINS.has(node.name) || node.name === FIND_OR_THROW || node.name === FIND_LAST_OR_THROW) {
      return runClosure(this, node);
    }
    const values = node.arguments.map((argument) => this.value(argument));
    this.current = node;
    const result = getBuiltin(node.name).run(values);
    if (['repeat', 'reverse', 'concat', 'flatten', 'sort'].includes(node.name)) {
      if (isList(result) || typeof result === 'string') this.grow(result.length);
    }
    return result;
  }

  #pointer(name: string): unknown {
    const closure = this.#closures.at(-1);
    if (closure === undefined) throw new Error('cannot use pointer accessor outside predicate');
    if (name === 'index') return BigInt(closure.index);
    return name === 'acc' ? closure.accumulated : this.#element(closure);
  }

  #element(closure: Closure): unknown {
    return needElement(closure.items[closure.index]);
  }

  #let(node: NodeOf<'let'>): unknown {
    this.#variables.push({ name: node.name, value: this.value(node.value) });
    try {
      return this.value(node.body);
    } finally {
      this.#variables.pop();
    }
  }

  #array(node: NodeOf<'array'>): readonly unknown[] {
    const items = node.items.map((item) => this.value(item));
    this.current = node;
    this.grow(items.length);
    return items;
  }

  #map(node: NodeOf<'map'>): unknown {
    const entries = node.entries.map(({ key, value }) => [this.value(key), this.value(value)] as const);
    this.current = node;
    this.grow(entries.length);
    return makeObject(entries.map(([key, value]) => [needString(key), value]));
  }
}

import { compilePattern } from '@tiphys/go';
import { getBuiltin } from '../builtins/builtins.ts';
import { errorAt } from '../expression-error.ts';
import { isBuiltin } from '../language/builtin-names.ts';
import type { ExpressionNode, NodeOf } from '../language/node.ts';
import { positionOf } from '../language/position.ts';
import { methodType } from '../operations/time-members.ts';
import {
  ANY_SLICE_TYPE,
  BOOL_TYPE,
  BYTES_TYPE,
  elementOf,
  FLOAT_TYPE,
  functionType,
  type GoType,
  INT_TYPE,
  isAssignable,
  isInteger,
  isUnknown,
  NIL_TYPE,
  reflectKind,
  STRING_MAP_TYPE,
  STRING_TYPE,
  sliceOf,
  UNKNOWN_TYPE,
} from '../values/type.ts';
import { checkArguments } from './check-arguments.ts';
import { binaryType } from './check-binary.ts';
import { closureType } from './check-closure.ts';
import type { ClosureScope, TypeVisitor } from './type-visitor.ts';

/** The static type of every node of an expression. */
export type NodeTypes = ReadonlyMap<ExpressionNode, GoType>;

/** Returns the type of a top-level name; undefined if it is unknown. */
export type NameTypes = (name: string) => GoType | undefined;

/**
 * Checks the types of an expression, as the library does before it runs one.
 *
 * @throws {ExpressionError} `EXPRESSION_TYPE`
 */
export function checkExpression(node: ExpressionNode, text: string, names: NameTypes): NodeTypes {
  const checker = new Checker(text, names);
  checker.visit(node);
  return checker.types;
}

/** Computes the type of every node. Fails at the first one that is not valid. */
class Checker implements TypeVisitor {
  readonly types: Map<ExpressionNode, GoType> = new Map();
  readonly #text: string;
  readonly #names: NameTypes;
  readonly #variables: { readonly name: string; readonly type: GoType }[] = [];
  readonly #closures: ClosureScope[] = [];
  /** The callee of the innermost call. */
  #callee: ExpressionNode | undefined;

  constructor(text: string, names: NameTypes) {
    this.#text = text;
    this.#names = names;
  }

  fail(node: ExpressionNode, message: string): never {
    throw errorAt('EXPRESSION_TYPE', message, this.#text, positionOf(node));
  }

  visit(node: ExpressionNode): GoType {
    const type = this.#typeOf(node);
    this.types.set(node, type);
    return type;
  }

  /** Returns the type of a closure body. A closure that returns nil has none. */
  visitPredicate(node: ExpressionNode, scope: ClosureScope): GoType | undefined {
    this.#closures.push(scope);
    const type = this.visit(node);
    this.#closures.pop();
    return type.result;
  }

  #typeOf(node: ExpressionNode): GoType {
    switch (node.kind) {
      case 'nil':
        return NIL_TYPE;
      case 'boolean':
        return BOOL_TYPE;
      case 'integer':
        return INT_TYPE;
      case 'float':
        return FLOAT_TYPE;
      case 'string':
        return STRING_TYPE;
      case 'bytes':
        return BYTES_TYPE;
      case 'identifier':
        return this.#identifier(node);
      case 'unary':
        return this.#unary(node);
      case 'binary':
        return this.#binary(node);
      case 'chain':
        return this.visit(node.node);
      case 'member':
        return this.#member(node);
      case 'slice':
        return this.#slice(node);
      case 'call':
        return this.#call(node);
      case 'builtin':
        return this.#builtin(node);
      case 'predicate':
        return this.#predicate(node);
      case 'pointer':
        return this.#pointer(node);
      case 'let':
        return this.#let(node);
      case 'sequence':
        return this.#sequence(node);
      case 'conditional':
        return this.#conditional(node);
      case 'array':
        return this.#array(node);
      case 'map':
        for (const { key, value } of node.entries) {
          this.visit(key);
          this.visit(value);
        }
        return STRING_MAP_TYPE;
    }
  }

  #identifier(node: NodeOf<'identifier'>): GoType {
    const variable = this.#variables.findLast(({ name }) => name === node.name);
    if (variable !== undefined) return variable.type;
    if (node.name === '$env') return UNKNOWN_TYPE;
    const known = this.#names(node.name);
    if (known !== undefined) return known;
    if (isBuiltin(node.name)) return functionType([], UNKNOWN_TYPE);
    return this.fail(node, `unknown name ${node.name}`);
  }

  #unary(node: NodeOf<'unary'>): GoType {
    const type = this.visit(node.operand);
    if (node.operator === '!' || node.operator === 'not') {
      if (type.kind === 'bool' || isUnknown(type)) return BOOL_TYPE;
    } else {
      if (isInteger(type) || type.kind === 'float') return type;
      if (isUnknown(type)) return UNKNOWN_TYPE;
    }
    return this.fail(node, `invalid operation: ${node.operator} (mismatched type ${type.name})`);
  }

  #binary(node: NodeOf<'binary'>): GoType {
    const left = this.visit(node.left);
    const right = this.visit(node.right);
    if (node.operator === 'matches' && node.right.kind === 'string') {
      try {
        compilePattern(node.right.value);
      } catch (error) {
        this.fail(node, error instanceof Error ? error.message : String(error));
      }
    }
    const result = binaryType(node.operator, left, right);
    if (typeof result === 'string') return this.fail(node, result);
    if (result !== undefined) return result;
    const types = `mismatched types ${left.name} and ${right.name}`;
    return this.fail(node, `invalid operation: ${node.operator} (${types})`);
  }

  #member(node: NodeOf<'member'>): GoType {
    const { object, property } = node;
    if (object.kind === 'identifier' && object.name === '$env') {
      if (property.kind !== 'string') return UNKNOWN_TYPE;
      const known = this.#names(property.value);
      return known ?? (node.optional ? UNKNOWN_TYPE : this.fail(node, `unknown name ${property.value}`));
    }
    const base = this.visit(object);
    const key = this.visit(property);
    if (isUnknown(base)) return UNKNOWN_TYPE;
    if (property.kind === 'string') {
      if (base.kind === 'nil') return this.fail(node, `type nil has no field ${property.value}`);
      const method = methodType(base, property.value);
      if (method !== undefined) return functionType(method.parameters, method.result);
    }
    return this.#element(node, base, key);
  }

  #element(node: NodeOf<'member'>, base: GoType, key: GoType): GoType {
    const { property } = node;
    if (base.kind === 'map') {
      if (!isAssignable(key, base.key ?? UNKNOWN_TYPE) && !isUnknown(key)) {
        return this.fail(property, `cannot use ${key.name} to get an element from ${base.name}`);
      }
      const field = property.kind === 'string' ? base.fields?.get(property.value) : undefined;
      return field ?? elementOf(base);
    }
    if (base.kind === 'slice') {
      if (!isInteger(key) && !isUnknown(key)) {
        const message = `array elements can only be selected using an integer (got ${key.name})`;
        return this.fail(property, message);
      }
      return elementOf(base);
    }
    if (property.kind !== 'string') return this.fail(node, `type ${base.name}[${key.name}] is undefined`);
    const member = node === this.#callee ? 'method' : 'field';
    return (
      base.fields?.get(property.value) ??
      this.fail(node, `type ${base.name.replace(/^\*/, '')} has no ${member} ${property.value}`)
    );
  }

  #slice(node: NodeOf<'slice'>): GoType {
    const type = this.visit(node.object);
    if (isUnknown(type)) return UNKNOWN_TYPE;
    if (type.kind !== 'string' && type.kind !== 'slice') return this.fail(node, `cannot slice ${type.name}`);
    for (const bound of [node.from, node.to]) {
      const bounded = bound === undefined ? INT_TYPE : this.visit(bound);
      if (bound !== undefined && !isInteger(bounded) && !isUnknown(bounded)) {
        return this.fail(bound, `non-integer slice index ${bounded.name}`);
      }
    }
    return type;
  }

  #call(node: NodeOf<'call'>): GoType {
    const { callee } = node;
    if (callee.kind === 'identifier' && callee.name === '$env') {
      return this.fail(node, 'map[string]interface {} is not callable');
    }
    this.#callee = callee;
    const type = this.visit(callee);
    // The library does not check the arguments of an unknown function.
    if (isUnknown(type)) return UNKNOWN_TYPE;
    let name = 'function';
    if (callee.kind === 'identifier') name = callee.name;
    if (callee.kind === 'member' && callee.property.kind === 'string') name = callee.property.value;
    if (type.kind === 'nil') return this.fail(node, `${name} is nil; cannot call nil as function`);
    if (type.kind !== 'func') return this.fail(node, `${type.name} is not callable`);
    return checkArguments(this, { name, signatures: [type], node, given: node.arguments });
  }

  #builtin(node: NodeOf<'builtin'>): GoType {
    const closure = closureType(this, node);
    if (closure !== undefined) return closure;
    if (node.name === 'get') return this.#get(node);
    const { validate, overloads = [] } = getBuiltin(node.name);
    if (validate === undefined) {
      return checkArguments(this, { name: node.name, signatures: overloads, node, given: node.arguments });
    }
    const types = node.arguments.map((argument) => this.visit(argument));
    try {
      return validate(types);
    } catch (error) {
      return this.fail(node, error instanceof Error ? error.message : String(error));
    }
  }

  #get(node: NodeOf<'builtin'>): GoType {
    const [object, property] = node.arguments;
    if (object === undefined || property === undefined || node.arguments.length !== 2) {
      return this.fail(node, `invalid number of arguments (expected 2, got ${node.arguments.length})`);
    }
    const base = this.visit(object);
    const key = this.visit(property);
    if (object.kind === 'identifier' && object.name === '$env') {
      return property.kind === 'string' ? (this.#names(property.value) ?? UNKNOWN_TYPE) : UNKNOWN_TYPE;
    }
    if (isUnknown(base)) return UNKNOWN_TYPE;
    if (base.kind === 'slice') {
      if (!isInteger(key) && !isUnknown(key))
        return this.fail(property, `non-integer slice index ${key.name}`);
      return elementOf(base);
    }
    if (base.kind !== 'map') return this.fail(object, `type ${base.name} does not support indexing`);
    if (!isAssignable(key, base.key ?? UNKNOWN_TYPE) && !isUnknown(key)) {
      return this.fail(property, `cannot use ${key.name} to get an element from ${base.name}`);
    }
    return elementOf(base);
  }

  #predicate(node: NodeOf<'predicate'>): GoType {
    const body = this.visit(node.body);
    return { kind: 'func', name: 'func(interface {})', ...(body.kind === 'nil' ? {} : { result: body }) };
  }

  #pointer(node: NodeOf<'pointer'>): GoType {
    const scope = this.#closures.at(-1);
    if (scope === undefined) return this.fail(node, 'cannot use pointer accessor outside predicate');
    if (node.name !== '')
      return scope.names.get(node.name) ?? this.fail(node, `unknown pointer #${node.name}`);
    if (isUnknown(scope.collection)) return UNKNOWN_TYPE;
    if (scope.collection.kind === 'slice') return elementOf(scope.collection);
    return this.fail(node, `cannot use ${scope.collection.name} as array`);
  }

  #let(node: NodeOf<'let'>): GoType {
    if (this.#names(node.name) !== undefined) return this.fail(node, `cannot redeclare ${node.name}`);
    if (isBuiltin(node.name)) return this.fail(node, `cannot redeclare builtin ${node.name}`);
    if (this.#variables.some(({ name }) => name === node.name)) {
      return this.fail(node, `cannot redeclare variable ${node.name}`);
    }
    const type = this.visit(node.value);
    this.#variables.push({ name: node.name, type });
    const result = this.visit(node.body);
    this.#variables.pop();
    return result;
  }

  #sequence(node: NodeOf<'sequence'>): GoType {
    if (node.items.length === 0) return this.fail(node, 'empty sequence expression');
    let last: GoType = UNKNOWN_TYPE;
    for (const item of node.items) last = this.visit(item);
    return last;
  }

  #conditional(node: NodeOf<'conditional'>): GoType {
    const condition = this.visit(node.condition);
    if (condition.kind !== 'bool' && !isUnknown(condition)) {
      return this.fail(node.condition, `non-bool expression (type ${condition.name}) used as condition`);
    }
    const first = this.visit(node.whenTrue);
    const second = this.visit(node.whenFalse);
    if (first.kind === 'nil') return second;
    if (second.kind === 'nil') return first;
    if (!isAssignable(first, second)) return UNKNOWN_TYPE;
    if (first.kind !== 'slice' || second.kind !== 'slice') return first;
    const mutual =
      isAssignable(elementOf(first), elementOf(second)) && isAssignable(elementOf(second), elementOf(first));
    return mutual ? first : ANY_SLICE_TYPE;
  }

  #array(node: NodeOf<'array'>): GoType {
    const types = node.items.map((item) => this.visit(item));
    const alike = types.every(
      (type, index) => index === 0 || reflectKind(type) === reflectKind(types[index - 1] ?? type),
    );
    return alike ? sliceOf(types.at(-1) ?? UNKNOWN_TYPE) : ANY_SLICE_TYPE;
  }
}

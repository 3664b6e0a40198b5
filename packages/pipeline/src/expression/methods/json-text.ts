import type { ExpressionNode } from '@tiphys/expression';
import type { Constant } from '../../ir/constant.ts';
import { undefinedNode } from '../parts/translate-logical.ts';
import { ambiguous, nameOfType, type Translation, unsupported } from '../parts/translation.ts';
import { type CallExpression, type Expression, type Property, unwrap } from '../source/syntax.ts';
import {
  binary,
  builtin,
  choice,
  closure,
  mapOver,
  pointer,
  sprig,
  text,
  toJson,
} from '../tree/expression-nodes.ts';
import { bind, integer, isNil, NIL, truth } from '../tree/nodes.ts';
import { elementPointer } from '../value-types/go-type.ts';
import { isFiniteNumber } from '../value-types/number-facts.ts';
import { type TypedNode, UNDEFINED } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  elementOf,
  hasKind,
  isNullable,
  isOnly,
  nonNull,
  TYPES,
  union,
  type ValueType,
} from '../value-types/value-type.ts';
import { byKind, TESTED_KINDS, type TestedKind } from '../values/by-kind.ts';

/** Translates `JSON.stringify(value)`. */
export function translateStringify(part: CallExpression, context: Translation): TypedNode {
  const [given, replacer, indent, ...others] = part.arguments;
  if (given === undefined || given.type === 'SpreadElement' || others.length > 0)
    throw unsupported(part, context);
  const constant = constantOf(given, context);
  if (constant !== undefined && replacer === undefined) return typedText(JSON.stringify(constant.value));
  for (const one of [replacer, indent]) {
    if (one === undefined) continue;
    if (one.type === 'SpreadElement' || !isOnly(context.translate(one, context).type, 'null', 'undefined'))
      throw unsupported(one, context, 'JSON.stringify can only be called with one argument here');
  }
  const { node, isUndefined } = jsonOf(given, context);
  if (isUndefined.kind !== 'boolean')
    return { node: choice(isUndefined, NIL, node), type: union(TYPES.undefined, TYPES.string) };
  return isUndefined.value ? UNDEFINED : { node, type: TYPES.string };
}

function typedText(value: string | undefined): TypedNode {
  return value === undefined ? UNDEFINED : { node: text(value), type: TYPES.string };
}

function constantOf(part: Expression, context: Translation): { readonly value: unknown } | undefined {
  if (unwrap(part).type !== 'Identifier' && unwrap(part).type !== 'MemberExpression') return undefined;
  const { constant, node } = context.translate(part, context);
  // Reading the node throws for parts that are refused.
  return constant === undefined || node === undefined ? undefined : { value: plainValue(constant) };
}

function plainValue(constant: Constant): unknown {
  switch (constant.kind) {
    case 'list':
      return constant.items.map(plainValue);
    case 'object':
      return Object.fromEntries([...constant.fields].map(([name, field]) => [name, plainValue(field)]));
    case 'plain':
      return constant.value;
    case 'refused':
      return undefined;
  }
}

/** The JSON text of a value, and whether it is undefined, which has none. */
interface Json {
  readonly node: ExpressionNode;
  readonly isUndefined: ExpressionNode;
}

const NEVER: ExpressionNode = truth(false);

/** Returns the JSON text of a part of the function. Objects and lists that the function creates keep their order. */
function jsonOf(given: Expression, context: Translation): Json {
  const part = unwrap(given);
  if (part.type === 'ObjectExpression') {
    const fields = orderOf(part.properties.map((property) => fieldOf(property, context)));
    return { node: objectText(fields), isUndefined: NEVER };
  }
  if (
    part.type === 'ArrayExpression' &&
    part.elements.every((one) => one !== null && one.type !== 'SpreadElement')
  ) {
    const items = part.elements.map((element) => {
      // There are no holes and no spreads.
      const { node, isUndefined } = jsonOf(element as Expression, context);
      return isUndefined.kind === 'boolean' && !isUndefined.value
        ? node
        : choice(isUndefined, text('null'), node);
    });
    return { node: enclosed('[', items, ']'), isUndefined: NEVER };
  }
  const typed = context.translate(part, context);
  const isUndefined = undefinedNode(typed);
  if (isUndefined === undefined)
    throw ambiguous(
      part,
      context,
      `this is ${nameOfType(typed.type)}, and undefined has no JSON`,
      'Write value ?? null',
    );
  return { node: jsonOfValue(part, typed, context), isUndefined };
}

interface Field {
  readonly name: string;
  readonly json: Json;
}

function fieldOf(property: Property | Expression | { readonly type: string }, context: Translation): Field {
  const { type } = property;
  if (type !== 'Property')
    throw unsupported(property as Expression, context, 'the order of the fields is not known');
  const { key: given, value, computed, method, kind } = property as Property;
  const key = unwrap(given);
  const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? String(key.value) : undefined;
  if (computed || method === true || kind !== 'init' || name === undefined || name === '__proto__')
    throw unsupported(property as Property, context);
  // In an object literal, property values are expressions.
  return { name, json: jsonOf(value as Expression, context) };
}

/** Returns fields in the order of JavaScript: indexes first, and a repeated field at its first place. */
function orderOf(fields: readonly Field[]): readonly Field[] {
  const last = new Map(fields.map((field) => [field.name, field]));
  const names = Object.keys(Object.fromEntries([...last.keys()].map((name) => [name, true])));
  return names.flatMap((name) => last.get(name) ?? []);
}

function objectText(fields: readonly Field[]): ExpressionNode {
  const items = fields.map(({ name, json: { node, isUndefined } }) => {
    const item = joinTexts([text(`${JSON.stringify(name)}:`), node]);
    if (isUndefined.kind === 'boolean') return isUndefined.value ? undefined : item;
    return choice(isUndefined, text(''), item);
  });
  const kept = items.filter((item) => item !== undefined);
  if (!kept.some(({ kind }) => kind === 'conditional')) return enclosed('{', kept, '}');
  const present = closure('filter', { kind: 'array', items: kept }, binary('!=', pointer(), text('')));
  return joinTexts([text('{'), builtin('join', present, text(',')), text('}')]);
}

function enclosed(open: string, items: readonly ExpressionNode[], close: string): ExpressionNode {
  const parts = items.flatMap((item, index) => (index === 0 ? [item] : [text(','), item]));
  return joinTexts([text(open), ...parts, text(close)]);
}

/** The parts of texts that were joined here, so that adjacent literals become one. */
const joinedParts = new WeakMap<ExpressionNode, readonly ExpressionNode[]>();

function joinTexts(given: readonly ExpressionNode[]): ExpressionNode {
  const parts: ExpressionNode[] = [];
  for (const part of given.flatMap((one) => joinedParts.get(one) ?? [one])) {
    const last = parts.at(-1);
    if (part.kind === 'string' && last?.kind === 'string') parts.splice(-1, 1, text(last.value + part.value));
    else parts.push(part);
  }
  const node = parts.reduce((left, right) => binary('+', left, right));
  joinedParts.set(node, parts);
  return node;
}

function jsonOfValue(part: Expression, typed: TypedNode, context: Translation): ExpressionNode {
  const { node, type } = typed;
  const some = nonNull(type);
  if (hasKind(some, 'object'))
    throw unsupported(
      part,
      context,
      some.length > 1
        ? `this is ${nameOfType(type)}, and Argo does not keep the order of the fields of an object`
        : 'Argo does not keep the order of the fields of an object',
      'List the fields, JSON.stringify({ a: value.a }), or compute it in a component',
    );
  if (some.length === 0) return text('null');
  if (!isNullable(type)) return jsonOfSome(part, { node, type: some }, context);
  return bind(node, (value) =>
    choice(isNil(value), text('null'), jsonOfSome(part, { node: value, type: some }, context)),
  );
}

function jsonOfSome(part: Expression, { node, type }: TypedNode, context: Translation): ExpressionNode {
  const make: Readonly<Record<TestedKind, (value: ExpressionNode) => ExpressionNode>> = {
    number: (value) => numberJson(value, type),
    boolean: (value) => (value.kind === 'boolean' ? text(String(value.value)) : toJson(value)),
    string: stringJson,
    list: (value) => listJson(part, { node: value, type }, context),
  };
  const kinds = TESTED_KINDS.filter((kind) => hasKind(type, kind));
  return byKind(node, kinds, (kind, value) => make[kind](value));
}

/** JSON has no NaN and no infinite numbers: JavaScript writes null. `+ 0` turns -0 into 0. */
function numberJson(node: ExpressionNode, type: ValueType): ExpressionNode {
  const facts = alternativeOf(type, 'number')?.facts;
  if (facts?.constant !== undefined) return text(JSON.stringify(facts.constant));
  if (facts?.held === 'int') return toJson(node);
  if (facts !== undefined && isFiniteNumber(facts)) return toJson(binary('+', node, integer(0)));
  return bind(node, (value) =>
    choice(
      binary('==', binary('-', value, value), integer(0)),
      toJson(binary('+', value, integer(0))),
      text('null'),
    ),
  );
}

/** What Go escapes and JavaScript does not, or differently. Older versions of Go escape \b and \f by number. */
const ESCAPES: readonly (readonly [string, string])[] = [
  ['\\u2028', '\u2028'],
  ['\\u2029', '\u2029'],
  ['\\u0008', '\\b'],
  ['\\u000c', '\\f'],
];

/** A character that a JSON text never has, in place of escaped backslashes. */
const MARK = '\u0001';

function stringJson(node: ExpressionNode): ExpressionNode {
  if (node.kind === 'string') return text(JSON.stringify(node.value));
  const marked = builtin('replace', sprig('toRawJson', node), text('\\\\'), text(MARK));
  const plain = ESCAPES.reduce(
    (value, [from, to]) => builtin('replace', value, text(from), text(to)),
    marked,
  );
  return builtin('replace', plain, text(MARK), text('\\\\'));
}

function listJson(part: Expression, { node, type }: TypedNode, context: Translation): ExpressionNode {
  const element = elementOf(type);
  if (element.length === 0) return text('[]');
  const item = jsonOfValue(part, { node: elementPointer(node), type: element }, context);
  return joinTexts([text('['), builtin('join', mapOver(node, item), text(',')), text(']')]);
}

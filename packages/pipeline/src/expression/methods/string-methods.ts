import type { ExpressionNode } from '@tiphys/expression';
import { COUNTS_CHARACTERS, characterAt } from '../parts/translate-element.ts';
import { nameOfType, numberOf, type Translation, textOf, unsupported } from '../parts/translation.ts';
import { binary, builtin, choice, sprig, text } from '../tree/expression-nodes.ts';
import { bind, integer, slice } from '../tree/nodes.ts';
import { counted } from '../value-types/number-facts.ts';
import { booleanNode, type TypedNode } from '../value-types/typed-node.ts';
import {
  alternativeOf,
  isOnly,
  listType,
  numberType,
  TYPES,
  type ValueType,
  without,
} from '../value-types/value-type.ts';
import { TRIMMED_CHARACTERS } from '../values/to-number.ts';
import { utf16Length } from '../values/to-text.ts';
import { argumentsOf, needCount } from './method-arguments.ts';
import type { MethodCall } from './method-call.ts';
import { replace } from './replace-method.ts';
import { sliceBounds } from './slice-bounds.ts';

type Method = (call: MethodCall, context: Translation) => TypedNode;

const CHARACTER =
  '\\x{9}-\\x{d} \\x{a0}\\x{1680}\\x{2000}-\\x{200a}\\x{2028}\\x{2029}\\x{202f}\\x{205f}\\x{3000}\\x{feff}';

const methods: Readonly<Record<string, Method>> = {
  includes: (call, context) => tested('contains', call, context),
  startsWith: (call, context) => tested('startsWith', call, context),
  endsWith: (call, context) => tested('endsWith', call, context),
  indexOf: (call, context) => position('indexOf', call, context),
  lastIndexOf: (call, context) => position('lastIndexOf', call, context),
  toUpperCase: (call, context) => inCase('upper', call, context),
  toLowerCase: (call, context) => inCase('lower', call, context),
  trim: (call, context) => {
    needCount(call, 0, context);
    return { node: builtin('trim', call.object.node, text(TRIMMED_CHARACTERS)), type: sameText(call.object) };
  },
  trimStart: (call, context) => cut(`^[${CHARACTER}]+`, call, context),
  trimEnd: (call, context) => cut(`[${CHARACTER}]+$`, call, context),
  repeat,
  padStart: (call, context) => pad(call, context, (fill, value) => binary('+', fill, value)),
  padEnd: (call, context) => pad(call, context, (fill, value) => binary('+', value, fill)),
  replace: (call, context) => replace(call, false, context),
  replaceAll: (call, context) => replace(call, true, context),
  split,
  concat: (call, context) => {
    const nodes = argumentsOf(call, context).map(({ part, typed }) => textOf(part, typed, context));
    return {
      node: nodes.reduce((left, right) => binary('+', left, right), call.object.node),
      type: TYPES.string,
    };
  },
  toString: unchanged,
  at: (call, context) => oneCharacter(call, context),
  charAt: (call, context) => {
    const found = oneCharacter(call, context);
    return { node: binary('??', found.node, text('')), type: without(found.type, 'undefined') };
  },
  slice: cutOut,
};

/** Methods of strings that can be translated. */
export const stringMethods: readonly string[] = Object.keys(methods);

/** Translates a method of a string. */
export function translateStringMethod(call: MethodCall, context: Translation): TypedNode {
  const method = Object.hasOwn(methods, call.name) ? methods[call.name] : undefined;
  if (method !== undefined) return method(call, context);
  const counts = ['substring', 'substr', 'charCodeAt', 'codePointAt', 'search'];
  if (counts.includes(call.name))
    throw unsupported(call.part, context, COUNTS_CHARACTERS.reason, COUNTS_CHARACTERS.advice);
  throw unsupported(call.part, context, `.${call.name}() of a string has no counterpart in Argo`);
}

function unchanged(call: MethodCall, context: Translation): TypedNode {
  needCount(call, 0, context);
  return call.object;
}

function sameText({ type }: TypedNode): ValueType {
  return alternativeOf(type, 'string')?.facts.isAscii === true ? TYPES.ascii : TYPES.string;
}

/** Translates the string to search for, which may only be followed by a position of 0. */
function soughtText(call: MethodCall, context: Translation): TypedNode {
  const [sought, ...others] = argumentsOf(call, context);
  if (sought === undefined)
    throw unsupported(call.part, context, `.${call.name}() needs a string to search for`);
  if (!isOnly(sought.typed.type, 'string')) {
    throw unsupported(
      sought.part,
      context,
      `.${call.name}() searches for a string, but this is ${nameOfType(sought.typed.type)}`,
    );
  }
  const [from] = others;
  const isStart = from !== undefined && alternativeOf(from.typed.type, 'number')?.facts.constant === 0;
  const isDefault =
    others.length === 0 ||
    (others.length === 1 && isStart && call.name !== 'endsWith' && call.name !== 'lastIndexOf');
  if (isDefault) return sought.typed;
  throw unsupported(call.part, context, 'the position is in UTF-16 code units, which Argo cannot count');
}

function tested(
  operator: 'contains' | 'startsWith' | 'endsWith',
  call: MethodCall,
  context: Translation,
): TypedNode {
  return booleanNode(binary(operator, call.object.node, soughtText(call, context).node));
}

/** Argo returns the position of a match in bytes. */
function position(name: 'indexOf' | 'lastIndexOf', call: MethodCall, context: Translation): TypedNode {
  const sought = soughtText(call, context).node;
  const { object } = call;
  const node = bind(object.node, (value) => {
    const found = builtin(name, value, sought);
    if (alternativeOf(object.type, 'string')?.facts.isAscii === true) return found;
    return choice(
      binary('<', found, integer(0)),
      integer(-1),
      utf16Length({ node: slice(value, integer(0), found), type: object.type }),
    );
  });
  return { node, type: numberType(counted(-1)) };
}

function inCase(name: 'upper' | 'lower', call: MethodCall, context: Translation): TypedNode {
  needCount(call, 0, context);
  const { object, part } = call;
  const facts = alternativeOf(object.type, 'string')?.facts;
  if (facts?.isAscii !== true) {
    throw unsupported(
      part,
      context,
      `.${call.name}() of letters beyond ASCII has other results in Argo (ß, İ, Σ), and this string may have some`,
    );
  }
  return { node: builtin(name, object.node), type: TYPES.ascii };
}

function cut(pattern: string, call: MethodCall, context: Translation): TypedNode {
  needCount(call, 0, context);
  return {
    node: sprig('regexReplaceAll', text(pattern), call.object.node, text('')),
    type: sameText(call.object),
  };
}

function repeat(call: MethodCall, context: Translation): TypedNode {
  needCount(call, 1, context);
  const [count] = argumentsOf(call, context);
  if (count === undefined) throw unsupported(call.part, context);
  const { node, facts } = numberOf(count.part, count.typed, context);
  if (facts.mayBeNaN) throw unsupported(count.part, context, 'the count can be NaN');
  const times = facts.held === 'int' ? node : builtin('int', node);
  return { node: builtin('repeat', call.object.node, times), type: sameText(call.object) };
}

function pad(
  call: MethodCall,
  context: Translation,
  join: (fill: ExpressionNode, value: ExpressionNode) => ExpressionNode,
): TypedNode {
  const [count, fill, ...others] = argumentsOf(call, context);
  if (count === undefined || others.length > 0) throw unsupported(call.part, context);
  const { node, facts } = numberOf(count.part, count.typed, context);
  const texts = fill === undefined ? [' '] : alternativeOf(fill.typed.type, 'string')?.facts.texts;
  const [filler = '', ...otherFillers] = texts ?? [];
  if (filler.length !== 1 || otherFillers.length > 0)
    throw unsupported(fill?.part ?? call.part, context, 'the fill string must be a literal of one character');
  if (facts.mayBeNaN || facts.max > 2 ** 31)
    throw unsupported(
      count.part,
      context,
      'the length must be a literal number or have a limit: Math.min(n, 100)',
    );
  const length = facts.held === 'int' ? node : builtin('int', builtin('max', node, integer(0)));
  return {
    node: bind(call.object.node, (value) => {
      const missing = binary('-', length, utf16Length({ ...call.object, node: value }));
      return join(builtin('repeat', text(filler), builtin('max', missing, integer(0))), value);
    }),
    type: filler <= '\x7f' ? sameText(call.object) : TYPES.string,
  };
}

function split(call: MethodCall, context: Translation): TypedNode {
  const [separator, limit, ...others] = argumentsOf(call, context);
  if (separator === undefined || others.length > 0) throw unsupported(call.part, context);
  const texts = isOnly(separator.typed.type, 'string')
    ? alternativeOf(separator.typed.type, 'string')?.facts.texts
    : undefined;
  if (texts === undefined || texts.includes('')) {
    throw unsupported(
      separator.part,
      context,
      'the separator must be a literal that is not empty, because for an empty one JavaScript splits surrogate pairs',
      'For a list of characters, write [...text]',
    );
  }
  const node = builtin('split', call.object.node, separator.typed.node);
  const type = listType(sameText(call.object));
  if (limit === undefined || isOnly(limit.typed.type, 'undefined')) return { node, type };
  const { constant } = alternativeOf(limit.typed.type, 'number')?.facts ?? {};
  if (constant === undefined || !Number.isInteger(constant) || constant < 0 || constant >= 2 ** 31)
    throw unsupported(limit.part, context, 'the limit must be a literal integer that is not negative');
  return { node: slice(node, integer(0), integer(constant)), type };
}

function oneCharacter(call: MethodCall, context: Translation): TypedNode {
  needCount(call, 1, context);
  const [index] = argumentsOf(call, context);
  if (index === undefined || !isOnly(index.typed.type, 'number')) throw unsupported(call.part, context);
  return characterAt(call.part, { object: call.object, index: index.typed }, context);
}

function cutOut(call: MethodCall, context: Translation): TypedNode {
  if (alternativeOf(call.object.type, 'string')?.facts.isAscii !== true)
    throw unsupported(call.part, context, COUNTS_CHARACTERS.reason, COUNTS_CHARACTERS.advice);
  const bounds = sliceBounds(call, argumentsOf(call, context), context);
  return { node: slice(call.object.node, ...bounds), type: TYPES.ascii };
}

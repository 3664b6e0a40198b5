import type { ExpressionNode } from '@tiphys/expression';
import type { CallExpression, Expression, MemberExpression } from 'acorn';
import { binary, builtin, pointer, text } from '../manifest/expression-nodes.ts';
import { elementSchema } from '../trace/schema-of.ts';
import { asCondition } from './coerce.ts';
import { conditionOf, schemas, type Translation, textOf, unsupported } from './translation.ts';
import { kindOf, type TypedNode } from './typed-node.ts';

type Method = (object: TypedNode, values: readonly ExpressionNode[]) => TypedNode | undefined;

function giving(
  schema: TypedNode['schema'],
  make: (object: ExpressionNode, values: readonly ExpressionNode[]) => ExpressionNode | undefined,
): Method {
  return (object, values) => {
    const node = make(object.node, values);
    return node === undefined ? undefined : { node, schema };
  };
}

const one: ExpressionNode = { kind: 'integer', value: 1n };

const stringMethods: Readonly<Record<string, Method>> = {
  includes: giving(schemas.boolean, (object, [part]) => part && binary('contains', object, part)),
  startsWith: giving(schemas.boolean, (object, [part]) => part && binary('startsWith', object, part)),
  endsWith: giving(schemas.boolean, (object, [part]) => part && binary('endsWith', object, part)),
  indexOf: giving(schemas.number, (object, [part]) => part && builtin('indexOf', object, part)),
  toUpperCase: giving(schemas.string, (object) => builtin('upper', object)),
  toLowerCase: giving(schemas.string, (object) => builtin('lower', object)),
  trim: giving(schemas.string, (object) => builtin('trim', object)),
  repeat: giving(
    schemas.string,
    (object, [count]) => count && builtin('repeat', object, builtin('int', count)),
  ),
  replace: giving(
    schemas.string,
    (object, [from, to]) => from && to && builtin('replace', object, from, to, one),
  ),
  replaceAll: giving(
    schemas.string,
    (object, [from, to]) => from && to && builtin('replace', object, from, to),
  ),
  split: giving(
    { type: 'array', items: schemas.string },
    (object, [separator]) => separator && builtin('split', object, separator),
  ),
  toString: giving(schemas.string, (object) => object),
};

const listMethods: Readonly<Record<string, Method>> = {
  includes: giving(schemas.boolean, (object, [value]) => value && binary('in', value, object)),
  join: (object, [separator = text(',')]) =>
    kindOf(elementSchema(object.schema)) === 'string'
      ? { node: builtin('join', object.node, separator), schema: schemas.string }
      : undefined,
  concat: (object, [other]) =>
    other === undefined ? undefined : { node: builtin('concat', object.node, other), schema: object.schema },
};

/** Methods of lists that take a function: the name in Argo's language, and what they give. */
const closureMethods: Readonly<
  Record<string, { readonly name: string; readonly gives: 'boolean' | 'list' | 'element' | 'mapped' }>
> = {
  some: { name: 'any', gives: 'boolean' },
  every: { name: 'all', gives: 'boolean' },
  filter: { name: 'filter', gives: 'list' },
  find: { name: 'find', gives: 'element' },
  map: { name: 'map', gives: 'mapped' },
};

const mathFunctions: ReadonlySet<string> = new Set(['min', 'max', 'abs', 'floor', 'ceil', 'round']);

/** Returns the node for a call: of a method of strings and lists, of `Math`, or of a conversion. */
export function translateCall(part: CallExpression, context: Translation): TypedNode {
  const { callee } = part;
  if (callee.type === 'Identifier') return translateConversion(part, callee.name, context);
  if (callee.type !== 'MemberExpression' || callee.computed || callee.property.type !== 'Identifier')
    throw unsupported(part, context);
  const { name } = callee.property;
  if (callee.object.type === 'Identifier' && callee.object.name === 'Math' && !context.names.has('Math')) {
    if (!mathFunctions.has(name)) throw unsupported(part, context);
    return { node: builtin(name, ...valuesOf(part, context)), schema: schemas.number };
  }
  return translateMethod({ part, callee, name }, context);
}

function translateConversion(part: CallExpression, name: string, context: Translation): TypedNode {
  const [value] = part.arguments;
  if (value === undefined || value.type === 'SpreadElement' || context.names.has(name))
    throw unsupported(part, context);
  switch (name) {
    case 'Number':
      return { node: builtin('float', context.translate(value, context).node), schema: schemas.number };
    case 'String':
      return { node: textOf(value, context), schema: schemas.string };
    case 'Boolean':
      return { node: conditionOf(value, context), schema: schemas.boolean };
    default:
      throw unsupported(part, context, `\`${name}\` is a function that Argo does not know`);
  }
}

interface MethodCall {
  readonly part: CallExpression;
  readonly callee: MemberExpression;
  readonly name: string;
}

function translateMethod({ part, callee, name }: MethodCall, context: Translation): TypedNode {
  const object = context.translate(callee.object, context);
  const kind = kindOf(object.schema);
  if (callee.optional || part.optional) throw unsupported(part, context);
  const closure = closureMethods[name];
  if (kind === 'list' && closure !== undefined)
    return translateClosure({ part, object, ...closure }, context);
  const method = kind === 'list' ? listMethods[name] : kind === 'string' ? stringMethods[name] : undefined;
  const translated = method?.(object, valuesOf(part, context));
  if (translated !== undefined) return translated;
  const what = kind === 'unknown' ? 'a value of unknown type' : `a ${kind}`;
  throw unsupported(part, context, `.${name}() of ${what} has no counterpart in the expressions of Argo`);
}

function valuesOf(part: CallExpression, context: Translation): readonly ExpressionNode[] {
  return part.arguments.map((value) => context.translate(value, context).node);
}

interface ClosureCall {
  readonly part: CallExpression;
  readonly object: TypedNode;
  readonly name: string;
  readonly gives: 'boolean' | 'list' | 'element' | 'mapped';
}

function translateClosure({ part, object, name, gives }: ClosureCall, context: Translation): TypedNode {
  const [closure] = part.arguments;
  if (closure?.type !== 'ArrowFunctionExpression' || closure.body.type === 'BlockStatement' || closure.async)
    throw unsupported(part, context);
  // Inside a closure `#` is the element of the innermost list only.
  if (context.depth > 0) throw unsupported(part, context, 'a function inside another one');
  const names = new Map(context.names);
  const [element, index] = closure.params;
  if (element?.type === 'Identifier')
    names.set(element.name, { node: pointer(), schema: elementSchema(object.schema) });
  if (index?.type === 'Identifier') names.set(index.name, { node: pointer('index'), schema: schemas.number });
  const body = context.translate(closure.body as Expression, { ...context, names, depth: context.depth + 1 });
  const predicate = gives === 'mapped' ? body.node : asCondition(body);
  if (predicate === undefined)
    throw unsupported(part, context, 'the type of what the function gives is not known');
  const schema = {
    boolean: schemas.boolean,
    list: object.schema,
    element: elementSchema(object.schema),
    mapped: { type: 'array', items: body.schema },
  }[gives];
  return { node: builtin(name, object.node, { kind: 'predicate', body: predicate }), schema };
}

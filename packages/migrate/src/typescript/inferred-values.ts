import { type CallExpression, type Expression, Node, type Type } from 'ts-morph';

/** An expression with the type that the call around it is expected to return. */
export interface InferredValue {
  readonly expression: Expression;
  readonly type: Type;
}

/**
 * Returns the values that a call passes on: in `templates: names.map((name) => ({ name }))`, the literal is a template,
 * although `map` is generic.
 */
export function findInferredValues(call: CallExpression): readonly InferredValue[] {
  const wanted = call.getContextualType()?.getNonNullableType();
  if (wanted === undefined) return [];
  const declaration = call.getProject().getTypeChecker().getResolvedSignature(call)?.getDeclaration();
  if (!Node.isTypeParametered(declaration) || !Node.isParametered(declaration)) return [];
  const parameters = declaration.getParameters();
  return declaration.getTypeParameters().flatMap((one): readonly InferredValue[] => {
    const parameter = one.getType();
    const type = match(declaration.getReturnType(), wanted, parameter);
    if (type === undefined) return [];
    return call.getArguments().flatMap((argument, index) => {
      const declared = parameters[index]?.getType().getNonNullableType();
      if (declared === undefined || !Node.isExpression(argument)) return [];
      return valuesOf(argument, declared, parameter).map((expression) => ({ expression, type }));
    });
  });
}

/** Returns the part of the expected type that corresponds to the type parameter in the declared type. */
function match(declared: Type, wanted: Type, parameter: Type): Type | undefined {
  if (declared.compilerType === parameter.compilerType) return wanted;
  const element = declared.getArrayElementType();
  if (element !== undefined) {
    const inner = wanted.getArrayElementType() ?? wanted.getNumberIndexType();
    return inner && match(element, inner, parameter);
  }
  // A mapped type over a value (`Readonly<T>`) has the same fields.
  if (declared.getAliasTypeArguments()[0]?.compilerType === parameter.compilerType) return wanted;
  const symbol = declared.getSymbol()?.compilerSymbol;
  const isSame = symbol !== undefined && symbol === wanted.getSymbol()?.compilerSymbol;
  const [mine, theirs] = [declared.getTypeArguments()[0], wanted.getTypeArguments()[0]];
  return isSame && mine && theirs ? match(mine, theirs, parameter) : undefined;
}

/**
 * Returns the expressions in an argument whose type is a type parameter: the argument itself, or what its
 * function returns.
 */
function valuesOf(argument: Expression, declared: Type, parameter: Type): readonly Expression[] {
  const [signature] = declared.getCallSignatures();
  if (signature === undefined) return pick(argument, declared, parameter);
  if (!Node.isArrowFunction(argument) && !Node.isFunctionExpression(argument)) return [];
  const returned = signature.getReturnType();
  const body = argument.getBody();
  if (Node.isExpression(body)) return pick(body, returned, parameter);
  const values: Expression[] = [];
  body.forEachDescendant((node, traversal) => {
    if (Node.isFunctionLikeDeclaration(node)) traversal.skip();
    else if (Node.isReturnStatement(node)) {
      const value = node.getExpression();
      if (value !== undefined) values.push(...pick(value, returned, parameter));
    }
  });
  return values;
}

function pick(value: Expression, declared: Type, parameter: Type): readonly Expression[] {
  if (Node.isParenthesizedExpression(value)) return pick(value.getExpression(), declared, parameter);
  if (Node.isConditionalExpression(value))
    return [value.getWhenTrue(), value.getWhenFalse()].flatMap((one) => pick(one, declared, parameter));
  const types = declared.isUnion() ? declared.getUnionTypes() : [declared];
  if (Node.isArrayLiteralExpression(value)) {
    const elements = types.flatMap((type) => type.getArrayElementType() ?? type.getNumberIndexType() ?? []);
    return elements.flatMap((type) => value.getElements().flatMap((one) => pick(one, type, parameter)));
  }
  return types.some(({ compilerType }) => compilerType === parameter.compilerType) ? [value] : [];
}

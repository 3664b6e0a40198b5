import { ts } from 'ts-morph';

/** The route that a marker type asks for. */
export type Marker = 'large' | 'input' | 'output';

/** A type with its marker taken off. */
export interface MarkedType {
  readonly marker: Marker | undefined;
  /** The `T` of `Large<T>` where it is known; else the type as it was. */
  readonly type: ts.Type;
}

/**
 * Returns the marker of a type and what it marks.
 *
 * `Large<string | null>` is only `string & marker` once the compiler has worked it out, so the `T` comes from the alias or from the way
 * the type is written.
 */
export function readMarker(
  type: ts.Type,
  node: ts.TypeNode | undefined,
  checker: ts.TypeChecker,
): MarkedType {
  const marker = findMarker(type);
  if (marker !== 'large') {
    return { marker, type };
  }
  const [argument] = type.aliasSymbol?.name === 'Large' ? (type.aliasTypeArguments ?? []) : [];
  const written = node === undefined ? undefined : findWrittenLarge(node, checker);
  const isConcrete = written !== undefined && (written.flags & ts.TypeFlags.Instantiable) === 0;
  return { marker, type: argument ?? (isConcrete ? written : type) };
}

/** Returns the marker of the type itself: all of its members but `undefined` and `null` have it. */
export function findMarker(type: ts.Type): Marker | undefined {
  if (type.isUnion()) {
    const members = type.types.filter(
      (member) => (member.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) === 0,
    );
    const markers = new Set(members.map(findMarker));
    return markers.size === 1 ? [...markers][0] : undefined;
  }
  if (type.isIntersection()) {
    return type.types.map(findMarker).find((marker) => marker !== undefined);
  }
  return (type.flags & ts.TypeFlags.Object) === 0 ? undefined : findMarkerProperty(type);
}

/** Whether the type is nothing but a marker: what `Large<unknown>` is, and one side of every marked type. */
export function isMarkerAlone(type: ts.Type): boolean {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    findMarkerProperty(type) !== undefined &&
    type.getProperties().length === 1 &&
    type.getCallSignatures().length === 0
  );
}

function findMarkerProperty(type: ts.Type): Marker | undefined {
  for (const property of type.getProperties()) {
    const name = String(property.escapedName);
    if (name.startsWith('__@largeMarker@')) {
      return 'large';
    }
    if (name.startsWith('__@fileMarker@')) {
      return readFileMarker(property);
    }
  }
  return undefined;
}

function readFileMarker(property: ts.Symbol): Marker | undefined {
  const declaration = property.valueDeclaration;
  const type = declaration && ts.isPropertySignature(declaration) ? declaration.type : undefined;
  const literal = type && ts.isLiteralTypeNode(type) ? type.literal : undefined;
  return literal && ts.isStringLiteral(literal) && literal.text === 'output' ? 'output' : 'input';
}

/** Follows aliases without parameters, parentheses, `Promise<...>` and `| undefined` to a written `Large<T>`. */
function findWrittenLarge(node: ts.TypeNode, checker: ts.TypeChecker): ts.Type | undefined {
  if (ts.isParenthesizedTypeNode(node)) {
    return findWrittenLarge(node.type, checker);
  }
  if (ts.isUnionTypeNode(node)) {
    const others = node.types.filter((one) => one.kind !== ts.SyntaxKind.UndefinedKeyword);
    return others.length === 1 && others[0] ? findWrittenLarge(others[0], checker) : undefined;
  }
  if (!ts.isTypeReferenceNode(node)) {
    return undefined;
  }
  const [argument] = node.typeArguments ?? [];
  const symbol = resolveAlias(checker.getSymbolAtLocation(node.typeName), checker);
  const declaration = symbol?.declarations?.find(ts.isTypeAliasDeclaration);
  if (argument !== undefined) {
    if (symbol?.name === 'Promise') {
      return findWrittenLarge(argument, checker);
    }
    const marked = symbol?.name === 'Large' && declaration !== undefined && mentionsMarker(declaration);
    return marked ? checker.getTypeFromTypeNode(argument) : undefined;
  }
  return declaration === undefined ? undefined : findWrittenLarge(declaration.type, checker);
}

function mentionsMarker(declaration: ts.TypeAliasDeclaration): boolean {
  return declaration.type.getText().includes('[largeMarker]');
}

function resolveAlias(symbol: ts.Symbol | undefined, checker: ts.TypeChecker): ts.Symbol | undefined {
  return symbol && (symbol.flags & ts.SymbolFlags.Alias) !== 0 ? checker.getAliasedSymbol(symbol) : symbol;
}

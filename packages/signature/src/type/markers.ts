import { ts } from 'ts-morph';

/** The route that a marker type asks for. */
export type Marker = 'large' | 'input' | 'output' | 'secret';

/** A type without its marker. */
export interface MarkedType {
  readonly marker: Marker | undefined;
  /** The `T` of `Large<T>` if it is known; otherwise the type itself. */
  readonly type: ts.Type;
}

/**
 * Returns the marker of a type and the type that it marks.
 *
 * The compiler reduces `Large<string | null>` to `string & marker`, so `T` is taken from the alias or from
 * the type annotation.
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

/** Returns the marker of a type. All members of a union must have it, except `undefined` and `null`. */
export function findMarker(type: ts.Type): Marker | undefined {
  if (type.isUnion()) {
    const members = type.types.filter((member) => !isMissing(member));
    const markers = new Set(members.map(findMarker));
    return markers.size === 1 ? [...markers][0] : undefined;
  }
  if (type.isIntersection()) {
    return type.types.map(findMarker).find((marker) => marker !== undefined);
  }
  return (type.flags & ts.TypeFlags.Object) === 0 ? undefined : findMarkerProperty(type);
}

/** The markers of files, which may have a kind. */
export interface FileMarker {
  readonly marker: 'input' | 'output';
  /** The kind of the file, if it has one. */
  readonly kind: string | undefined;
  /** Whether the type is a list of files. */
  readonly list: boolean;
}

/** Returns what kind of file a type is; undefined if it is neither a file nor a list of files. */
export function findFileMarker(type: ts.Type, checker: ts.TypeChecker): FileMarker | undefined {
  const present = presentType(type);
  const list = present !== undefined && checker.isArrayType(present);
  const [element] = list ? checker.getTypeArguments(present as ts.TypeReference) : [type];
  const marker = element === undefined ? undefined : findMarker(element);
  if (element === undefined || (marker !== 'input' && marker !== 'output')) return undefined;
  return { marker, kind: findKind(element, checker), list };
}

/** Tells whether a type includes `undefined` or `null`. */
export function mayBeMissing(type: ts.Type): boolean {
  return type.isUnion() && type.types.some(isMissing);
}

function presentType(type: ts.Type): ts.Type | undefined {
  if (!type.isUnion()) return type;
  const [only, ...others] = type.types.filter((member) => !isMissing(member));
  return others.length === 0 ? only : undefined;
}

function isMissing(type: ts.Type): boolean {
  return (type.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0;
}

function findKind(type: ts.Type, checker: ts.TypeChecker): string | undefined {
  const members = type.isUnionOrIntersection() ? type.types : [type];
  for (const member of members) {
    if (member.isIntersection()) return findKind(member, checker);
    const property = member.getProperties().find(({ escapedName }) => isKindProperty(escapedName));
    const kind = property && presentType(checker.getTypeOfSymbol(property));
    if (kind?.isStringLiteral()) return kind.value;
  }
  return undefined;
}

function isKindProperty(name: ts.__String): boolean {
  return String(name).startsWith('__@fileKind@');
}

/** Tells whether a type is only a marker, as `Large<unknown>` and one side of every marked type are. */
export function isMarkerAlone(type: ts.Type): boolean {
  return (
    (type.flags & ts.TypeFlags.Object) !== 0 &&
    findMarkerProperty(type) !== undefined &&
    type.getProperties().every(isMarkerProperty) &&
    type.getCallSignatures().length === 0
  );
}

function isMarkerProperty(property: ts.Symbol): boolean {
  return /^__@(?:largeMarker|fileMarker|fileKind|secretMarker)@/.test(String(property.escapedName));
}

function findMarkerProperty(type: ts.Type): Marker | undefined {
  for (const property of type.getProperties()) {
    const name = String(property.escapedName);
    if (name.startsWith('__@largeMarker@')) {
      return 'large';
    }
    if (name.startsWith('__@secretMarker@')) {
      return 'secret';
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

import { ts } from 'ts-morph';
import { isInPackage } from '../program/installed-package.ts';
import { isMarkerAlone } from './markers.ts';
import { readPresent } from './read-union-type.ts';
import { templatePattern } from './template-pattern.ts';
import { findAdvice } from './type-advice.ts';
import { enter, type TypeContext } from './type-context.ts';
import { refuse, refuseMarker, refuseMissing } from './type-refusal.ts';
import type { ObjectField, ObjectOthers, TupleElement, TypeShape } from './type-shape.ts';
import { findUnresolvedType } from './unresolved-types.ts';

/**
 * Returns the shape of a list, a tuple or an object.
 *
 * @throws TypeRefusal if JSON cannot represent its values.
 */
export function readObject(type: ts.Type, context: TypeContext): TypeShape {
  const { checker } = context;
  if (checker.isTupleType(type)) {
    return readTuple(type as ts.TupleTypeReference, context);
  }
  if (checker.isArrayType(type)) {
    const [element] = checker.getTypeArguments(type as ts.TypeReference);
    return {
      kind: 'list',
      element: element ? context.read(element, enter(context, '[]')) : { kind: 'anything' },
    };
  }
  if (isMarkerAlone(type)) {
    if (context.path.length > 0) {
      throw refuseMarker(type, context);
    }
    return { kind: 'anything' };
  }
  return readRecord(type, context);
}

function readTuple(type: ts.TupleTypeReference, context: TypeContext): TypeShape {
  const types = context.checker.getTypeArguments(type);
  const elements: TupleElement[] = [];
  for (const [index, element] of types.entries()) {
    const flag = type.target.elementFlags[index] ?? ts.ElementFlags.Required;
    const place = enter(context, `[${index}]`);
    if (flag & ts.ElementFlags.Variable) {
      if (index < types.length - 1) {
        throw refuse(type, context, 'which has elements after its rest element', 'put the rest element last');
      }
      return { kind: 'tuple', elements, rest: context.read(element, place) };
    }
    const optional = (flag & ts.ElementFlags.Optional) !== 0;
    elements.push({
      shape: optional ? readPresent(element, place).shape : context.read(element, place),
      optional,
    });
  }
  return { kind: 'tuple', elements };
}

function readRecord(type: ts.Type, context: TypeContext): TypeShape {
  const { checker } = context;
  assertPlain(type, context);
  assertComplete(type, context);
  const properties = checker.getPropertiesOfType(type);
  const indexes = checker.getIndexInfosOfType(type);
  if (properties.length === 0 && indexes.length === 0) {
    throw refuse(
      type,
      context,
      'which does not name its fields',
      'use `Record<string, unknown>` or name the fields',
    );
  }
  const fields = properties.flatMap((property) => readField(property, type, context));
  const others = readOthers(indexes, type, context);
  return { kind: 'object', fields, ...(others === undefined ? {} : { others }) };
}

function readField(property: ts.Symbol, owner: ts.Type, context: TypeContext): readonly ObjectField[] {
  const name = property.getName();
  const type = context.checker.getTypeOfSymbolAtLocation(property, context.node);
  const optional = (property.flags & ts.SymbolFlags.Optional) !== 0;
  if (isAbsent(type) && (optional || (type.flags & ts.TypeFlags.Never) === 0)) {
    return [];
  }
  if (name.startsWith('__@')) {
    throw refuse(owner, context, 'which has a symbol as a field name', 'use a string as the name');
  }
  const { shape, mayBeAbsent } = readPresent(type, enter(context, name, property));
  return [{ name, shape, optional: optional || mayBeAbsent }];
}

/** Tells whether a field of the type never has a value: `never`, `undefined`. */
function isAbsent(type: ts.Type): boolean {
  const absent = ts.TypeFlags.Never | ts.TypeFlags.Undefined;
  return type.isUnion() ? type.types.every(isAbsent) : (type.flags & absent) !== 0;
}

function readOthers(
  indexes: readonly ts.IndexInfo[],
  owner: ts.Type,
  context: TypeContext,
): ObjectOthers | undefined {
  const all = indexes.map((index): ObjectOthers => {
    const names = namePattern(index.keyType, owner, context);
    const { shape } = readPresent(index.type, enter(context, '[name]'));
    return names === undefined ? { shape } : { shape, names };
  });
  const others = all.filter((one) => one.shape.kind !== 'nothing');
  const open = others.find((one) => one.names === undefined);
  if (open !== undefined || others.length < 2) {
    return open ?? others[0];
  }
  const members = others.map((one) => one.shape);
  return { shape: { kind: 'union', members }, names: others.map((one) => one.names).join('|') };
}

function namePattern(key: ts.Type, owner: ts.Type, context: TypeContext): string | undefined {
  if (key.flags & ts.TypeFlags.String) {
    return undefined;
  }
  if (key.flags & ts.TypeFlags.Number) {
    return '^-?(?:0|[1-9]\\d*)(?:\\.\\d+)?$';
  }
  if (key.flags & ts.TypeFlags.TemplateLiteral) {
    return `^${templatePattern(key as ts.TemplateLiteralType)}$`;
  }
  throw refuse(owner, context, 'which has symbols as field names', 'use strings as names');
}

function assertPlain(type: ts.Type, context: TypeContext): void {
  const { symbol } = type;
  const advice = symbol && isFromLibrary(symbol, context) ? findAdvice(symbol.name) : undefined;
  if (advice !== undefined) {
    throw refuse(type, context, 'which JSON cannot represent', `use ${advice}`);
  }
  if (symbol && isFromLibrary(symbol, context) && type.getProperties().some(isMethod)) {
    throw refuse(
      type,
      context,
      'which JSON cannot represent',
      'use a plain object with the fields that matter',
    );
  }
  if (type.getCallSignatures().length > 0 || type.getConstructSignatures().length > 0) {
    throw refuse(
      type,
      context,
      'a function, which JSON cannot represent',
      'pass data, and call the function inside the component',
    );
  }
  if (symbol && symbol.flags & ts.SymbolFlags.Class) {
    throw refuse(
      type,
      context,
      'a class, whose instances JSON cannot represent',
      'use a plain object (an interface)',
    );
  }
}

function isMethod(property: ts.Symbol): boolean {
  return (property.flags & ts.SymbolFlags.Method) !== 0;
}

/** TypeScript ignores missing types that an interface extends or an alias refers to. */
function assertComplete(type: ts.Type, context: TypeContext): void {
  const declarations = [...(type.symbol?.declarations ?? []), ...(type.aliasSymbol?.declarations ?? [])];
  for (const declaration of declarations) {
    const isNamed = ts.isInterfaceDeclaration(declaration) || ts.isTypeAliasDeclaration(declaration);
    const isOwn = !isInPackage(declaration);
    const missing = isNamed && isOwn ? findUnresolvedType(declaration, context) : undefined;
    if (missing !== undefined) {
      throw refuseMissing(missing, context);
    }
  }
}

function isFromLibrary(symbol: ts.Symbol, context: TypeContext): boolean {
  return (symbol.declarations ?? []).some((declaration) => {
    const file = declaration.getSourceFile();
    return (
      context.program.isSourceFileDefaultLibrary(file) || file.fileName.includes('/node_modules/@types/node/')
    );
  });
}

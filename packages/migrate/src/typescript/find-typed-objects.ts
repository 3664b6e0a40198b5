import { evaluateStatically, locate } from '@tiphys/signature/program';
import { Node, type ObjectLiteralElementLike, type ObjectLiteralExpression, type SourceFile } from 'ts-morph';
import { findConstantLiterals, type UsedLiteral } from './find-constants.ts';
import type { FindDefinitions } from './model-definitions.ts';
import { nameOf } from './property-name.ts';
import type { TypedObject } from './typed-object.ts';

/** An Argo object, with its code. */
export interface FoundObject {
  readonly literal: ObjectLiteralExpression;
  readonly object: TypedObject;
  /** Whether it is a constant that is also used elsewhere, where it may have another type. */
  readonly isShared: boolean;
}

/** Returns the object literals of a file whose type comes from the models. */
export function findTypedObjects(file: SourceFile, find: FindDefinitions): readonly FoundObject[] {
  const found: FoundObject[] = [];
  file.forEachDescendant((node) => {
    if (!Node.isObjectLiteralExpression(node)) return;
    const definitions = definitionsOf(node, find);
    const places = placesOf(node, find);
    if (definitions.length + places.length > 0)
      found.push({ literal: node, object: describe(node, definitions, places), isShared: false });
  });
  const known = new Set(found.map(({ literal }) => literal));
  const used = findConstantLiterals(file, find).filter(({ literal }) => !known.has(literal));
  return [...found, ...used.map(foundByUse)];
}

function foundByUse({ literal, definitions, places, isPart, isShared }: UsedLiteral): FoundObject {
  const object = describe(literal, definitions, places);
  return { literal, object: isPart ? { ...object, complete: false } : object, isShared };
}

function definitionsOf(literal: ObjectLiteralExpression, find: FindDefinitions): readonly string[] {
  const type = literal.getContextualType();
  return type === undefined ? [] : find(type.compilerType);
}

function placesOf(literal: ObjectLiteralExpression, find: FindDefinitions): readonly string[] {
  let node: Node = literal;
  while (Node.isParenthesizedExpression(node.getParent()) || Node.isSatisfiesExpression(node.getParent()))
    node = node.getParentOrThrow();
  const property = node.getParent();
  const outer = property?.getParent();
  if (!Node.isPropertyAssignment(property) || !Node.isObjectLiteralExpression(outer)) return [];
  const field = nameOf(property);
  return field === undefined ? [] : definitionsOf(outer, find).map((definition) => `${definition}.${field}`);
}

function describe(
  literal: ObjectLiteralExpression,
  definitions: readonly string[],
  places: readonly string[],
): TypedObject {
  const properties = literal.getProperties();
  const named = properties.flatMap((property) => {
    const name = nameOf(property);
    return name === undefined ? [] : [{ name, property }];
  });
  return {
    definitions,
    places,
    fields: Object.fromEntries(named.map(({ name, property }) => [name, fieldValue(property)])),
    complete: named.length === properties.length,
    location: locate(literal),
    locations: Object.fromEntries(named.map(({ name, property }) => [name, locate(property)])),
  };
}

function fieldValue(property: ObjectLiteralElementLike): unknown {
  if (!Node.isPropertyAssignment(property)) return undefined;
  const initializer = property.getInitializer();
  const known = initializer && evaluateStatically(initializer);
  if (known !== undefined) return known.value;
  if (!Node.isArrayLiteralExpression(initializer) || initializer.getElements().some(Node.isSpreadElement))
    return undefined;
  return initializer.getElements().map((element) => evaluateStatically(element)?.value);
}

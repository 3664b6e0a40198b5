import { ts } from 'ts-morph';

/** Tells whether a type is an object that names all of its fields: not a list, and not a map with any keys. */
export function hasNamedFields(type: ts.Type, checker: ts.TypeChecker): boolean {
  const isObject = (type.flags & (ts.TypeFlags.Object | ts.TypeFlags.Intersection)) !== 0;
  const isList = checker.isArrayType(type) || checker.isTupleType(type);
  return isObject && !isList && checker.getIndexInfosOfType(type).length === 0;
}

import type { Node, ts } from 'ts-morph';

/** Returns the type of the values that a schema of a library takes (Standard Schema); undefined if the expression is not a schema. */
export function schemaInputType(schema: Node, checker: ts.TypeChecker): ts.Type | undefined {
  const node = schema.compilerNode;
  let type: ts.Type | undefined = checker.getTypeAtLocation(node);
  for (const name of ['~standard', 'types', 'input']) {
    const property: ts.Symbol | undefined = type && checker.getPropertyOfType(type, name);
    type = property && presentType(checker.getTypeOfSymbolAtLocation(property, node), name, checker);
  }
  return type;
}

/** The types of a schema are optional, but the input itself may well be. */
function presentType(type: ts.Type, name: string, checker: ts.TypeChecker): ts.Type {
  return name === 'input' ? type : checker.getNonNullableType(type);
}

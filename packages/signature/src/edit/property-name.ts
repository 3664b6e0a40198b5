import { Node, type ObjectLiteralElementLike } from 'ts-morph';

/** Gives the name of a property that is written out. */
export function nameOf(property: ObjectLiteralElementLike): string | undefined {
  if (Node.isSpreadAssignment(property)) return undefined;
  const name = property.getNameNode();
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralText();
  return Node.isIdentifier(name) ? name.getText() : undefined;
}

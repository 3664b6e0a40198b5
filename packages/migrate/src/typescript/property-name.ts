import { Node, type ObjectLiteralElementLike } from 'ts-morph';

/** Returns the name of a property with a literal name: `name`, `'name'` or `['name']`. */
export function nameOf(property: ObjectLiteralElementLike): string | undefined {
  if (Node.isSpreadAssignment(property)) return undefined;
  const given = property.getNameNode();
  const name = Node.isComputedPropertyName(given) ? given.getExpression() : given;
  if (Node.isStringLiteral(name) || Node.isNoSubstitutionTemplateLiteral(name)) return name.getLiteralText();
  return Node.isIdentifier(given) ? given.getText() : undefined;
}

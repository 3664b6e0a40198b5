import { locate } from '@tiphys/signature/program';
import { Node, type SourceFile } from 'ts-morph';
import type { FindDefinitions } from './model-definitions.ts';
import type { FieldUse } from './typed-object.ts';

/** Returns where code reads or writes fields of typed objects: `cron.spec.schedule`, `const { schedule } = spec`. */
export function findUses(
  file: SourceFile,
  fields: ReadonlySet<string>,
  find: FindDefinitions,
): readonly FieldUse[] {
  const uses: FieldUse[] = [];
  const add = (field: string, owner: Node, at: Node): void => {
    const definitions = find(owner.getType().getNonNullableType().compilerType);
    if (definitions.length > 0) uses.push({ definitions, field, location: locate(at) });
  };
  file.forEachDescendant((node) => {
    if (Node.isPropertyAccessExpression(node)) {
      if (fields.has(node.getName())) add(node.getName(), node.getExpression(), node.getNameNode());
    } else if (Node.isElementAccessExpression(node)) {
      const argument = node.getArgumentExpression();
      if (Node.isStringLiteral(argument) && fields.has(argument.getLiteralText()))
        add(argument.getLiteralText(), node.getExpression(), argument);
    } else if (Node.isBindingElement(node) && Node.isObjectBindingPattern(node.getParent())) {
      const name = node.getPropertyNameNode() ?? node.getNameNode();
      if (Node.isIdentifier(name) && fields.has(name.getText()))
        add(name.getText(), node.getParentOrThrow(), name);
    }
  });
  return uses;
}

import { Node } from 'ts-morph';
import { isInPipelinePackage, PIPELINE_PACKAGE } from '../program/pipeline-package.ts';
import type { Compiler } from './read-slot.ts';

/** Tells whether an expression refers to the given export of '@tiphys/pipeline', however it was imported. */
export function isFromPipelinePackage(expression: Node, name: string, compiler: Compiler): boolean {
  if (Node.isPropertyAccessExpression(expression)) {
    const [declaration] = expression.getExpression().getSymbol()?.getDeclarations() ?? [];
    const statement = Node.isNamespaceImport(declaration) ? declaration.getParent().getParent() : undefined;
    const imported = Node.isImportDeclaration(statement) ? statement.getModuleSpecifierValue() : undefined;
    return imported === PIPELINE_PACKAGE && expression.getName() === name;
  }
  const symbol = Node.isIdentifier(expression) ? expression.getSymbol() : undefined;
  const [declaration] = symbol?.getDeclarations() ?? [];
  if (symbol === undefined || !Node.isImportSpecifier(declaration)) {
    return false;
  }
  // The types of the package may not be loaded.
  if (declaration.getImportDeclaration().getModuleSpecifierValue() === PIPELINE_PACKAGE) {
    return declaration.getName() === name;
  }
  const target = compiler.checker.getAliasedSymbol(symbol.compilerSymbol);
  return (
    target.name === name &&
    (target.declarations ?? []).some((one) => isInPipelinePackage(one.getSourceFile()))
  );
}

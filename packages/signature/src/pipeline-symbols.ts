import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Node, ts } from 'ts-morph';
import type { Compiler } from './read-slot.ts';

const pipelinePackage = '@tiphys/pipeline';

/** Whether an expression is what '@tiphys/pipeline' exports under a name, however it was imported. */
export function isFromPipelinePackage(expression: Node, name: string, compiler: Compiler): boolean {
  if (Node.isPropertyAccessExpression(expression)) {
    const [declaration] = expression.getExpression().getSymbol()?.getDeclarations() ?? [];
    const statement = Node.isNamespaceImport(declaration) ? declaration.getParent().getParent() : undefined;
    const imported = Node.isImportDeclaration(statement) ? statement.getModuleSpecifierValue() : undefined;
    return imported === pipelinePackage && expression.getName() === name;
  }
  const symbol = Node.isIdentifier(expression) ? expression.getSymbol() : undefined;
  const [declaration] = symbol?.getDeclarations() ?? [];
  if (symbol === undefined || !Node.isImportSpecifier(declaration)) {
    return false;
  }
  // Works without the package's types too.
  if (declaration.getImportDeclaration().getModuleSpecifierValue() === pipelinePackage) {
    return declaration.getName() === name;
  }
  const target = compiler.checker.getAliasedSymbol(symbol.compilerSymbol);
  return target.name === name && (target.declarations ?? []).some(isInPipelinePackage);
}

function isInPipelinePackage(declaration: ts.Node): boolean {
  const path = declaration.getSourceFile().fileName;
  return path.includes(`/${pipelinePackage}/`) || readPackageName(dirname(path)) === pipelinePackage;
}

function readPackageName(folder: string): string | undefined {
  const path = ts.findConfigFile(folder, ts.sys.fileExists, 'package.json');
  if (path === undefined) {
    return undefined;
  }
  const { name } = JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: string };
  const parent = dirname(dirname(path));
  return name ?? (parent === folder ? undefined : readPackageName(join(dirname(path), '..')));
}

import { ts } from 'ts-morph';
import { isInPackage } from '../program/installed-package.ts';
import { isUnresolved } from './type-refusal.ts';

/** The context for {@link findUnresolvedType}. */
export interface UnresolvedTypesContext {
  readonly checker: ts.TypeChecker;
  /** Declarations known to be complete, including everything that they refer to. */
  readonly complete: Set<ts.Node>;
}

/**
 * Returns the first missing type in a type annotation or in the declarations that it refers to.
 *
 * The resolved type is not enough: `interface Row extends Missing` and `Record<Missing, string>` leave no trace in it.
 */
export function findUnresolvedType(node: ts.Node, context: UnresolvedTypesContext): ts.Node | undefined {
  const seen = new Set<ts.Node>();
  const found = search(node);
  if (found === undefined) {
    for (const one of seen) {
      context.complete.add(one);
    }
  }
  return found;

  function search(inner: ts.Node): ts.Node | undefined {
    const child = ts.forEachChild(inner, search);
    if (child !== undefined) {
      return child;
    }
    const name = nameOf(inner);
    if (name === undefined) {
      return undefined;
    }
    if (isUnresolved(context.checker.getTypeAtLocation(inner))) {
      return inner;
    }
    return declarationsOf(name, context.checker).reduce<ts.Node | undefined>((first, declaration) => {
      if (first !== undefined || seen.has(declaration) || context.complete.has(declaration)) {
        return first;
      }
      seen.add(declaration);
      return ts.forEachChild(declaration, search);
    }, undefined);
  }
}

/** Returns the name by which a node refers to a type that is declared elsewhere. */
function nameOf(node: ts.Node): ts.Node | undefined {
  if (ts.isTypeReferenceNode(node)) {
    return node.typeName;
  }
  if (ts.isExpressionWithTypeArguments(node)) {
    return node.expression;
  }
  if (ts.isTypeQueryNode(node)) {
    return node.exprName;
  }
  return ts.isImportTypeNode(node) ? (node.qualifier ?? node) : undefined;
}

/** Returns the aliases and interfaces behind a name, in the user's own code. */
function declarationsOf(name: ts.Node, checker: ts.TypeChecker): readonly ts.Node[] {
  const symbol = checker.getSymbolAtLocation(name);
  const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
  const target = isAlias ? checker.getAliasedSymbol(symbol) : symbol;
  return (target?.declarations ?? []).filter(
    (one) => (ts.isInterfaceDeclaration(one) || ts.isTypeAliasDeclaration(one)) && !isInPackage(one),
  );
}

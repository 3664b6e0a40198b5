import { Node, type SourceFile, ts } from 'ts-morph';
import type { ExportedFunction } from '../function/read-function.ts';
import type { Compiler } from '../function/read-slot.ts';
import { isInPackage } from '../program/installed-package.ts';
import { isInPipelinePackage } from '../program/pipeline-package.ts';

/** The typed parts of a file: its functions, and the inputs of its pipelines. */
export interface TypedParts {
  readonly functions: readonly ExportedFunction[];
  /** The types of the pipeline inputs; undefined if some are not written out. */
  readonly inputTypes: readonly Node[] | undefined;
}

/**
 * Returns the files that declare the types of a file's signatures, and the files in between. Undefined if a type is inferred from
 * code, because then any imported module may matter.
 */
export function findUsedModules(
  file: SourceFile,
  { functions, inputTypes }: TypedParts,
  compiler: Compiler,
): readonly string[] | undefined {
  const search: Search = { compiler, files: new Set([file.compilerNode]), open: [], seen: new Set() };
  for (const { node, declaration } of functions) {
    search.files.add(node.getSourceFile().compilerNode);
    const written = [...node.getParameters().map((one) => one.getTypeNode()), node.getReturnTypeNode()];
    if (written.includes(undefined)) return undefined;
    const own = Node.isVariableDeclaration(declaration) ? [declaration.getTypeNode()] : [];
    for (const one of [...written, ...own]) if (one !== undefined) search.open.push(one.compilerNode);
  }
  if (inputTypes === undefined) return undefined;
  search.open.push(...inputTypes.map((one) => one.compilerNode));
  // Both grow while they are iterated.
  for (const node of search.open) if (!visit(node, search)) return undefined;
  for (const one of search.files) for (const module of reExportsOf(one, compiler)) search.files.add(module);
  return [...search.files].filter((one) => isOwn(one, compiler)).map((one) => one.fileName);
}

interface Search {
  readonly compiler: Compiler;
  readonly files: Set<ts.SourceFile>;
  readonly open: ts.Node[];
  readonly seen: Set<ts.Node>;
}

/** Tells whether everything that a node and its children refer to is a declared type. */
function visit(node: ts.Node, search: Search): boolean {
  if (ts.isTypeQueryNode(node) || ts.isComputedPropertyName(node) || ts.isClassLike(node)) return false;
  if (ts.isEnumMember(node))
    return node.initializer === undefined || ts.isLiteralExpression(node.initializer);
  if (ts.isImportTypeNode(node)) return false;
  const name = ts.isTypeReferenceNode(node)
    ? node.typeName
    : ts.isExpressionWithTypeArguments(node)
      ? node.expression
      : undefined;
  ts.forEachChild(node, (child) => void search.open.push(child));
  return name === undefined || follow(name, search);
}

/** Follows a name through imports to its declaration. */
function follow(name: ts.Node, search: Search): boolean {
  const { checker } = search.compiler;
  let symbol = checker.getSymbolAtLocation(name);
  while (symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0) {
    for (const declaration of symbol.declarations ?? []) addAlias(declaration, search);
    symbol = checker.getImmediateAliasedSymbol(symbol);
  }
  if (symbol === undefined) return false;
  return (symbol.declarations ?? []).every((declaration) => addDeclaration(declaration, search));
}

function addAlias(declaration: ts.Node, { files, compiler }: Search): void {
  files.add(declaration.getSourceFile());
  const statement = ts.findAncestor(
    declaration,
    (node): node is ts.ImportDeclaration | ts.ExportDeclaration =>
      ts.isImportDeclaration(node) || ts.isExportDeclaration(node),
  );
  const module = statement?.moduleSpecifier && moduleAt(statement.moduleSpecifier, compiler);
  if (module !== undefined) files.add(module);
}

function addDeclaration(declaration: ts.Node, { files, open, seen, compiler }: Search): boolean {
  const file = declaration.getSourceFile();
  if (!isOwn(file, compiler)) return true;
  files.add(file);
  if (seen.has(declaration)) return true;
  seen.add(declaration);
  const isType =
    ts.isInterfaceDeclaration(declaration) ||
    ts.isTypeAliasDeclaration(declaration) ||
    ts.isTypeParameterDeclaration(declaration) ||
    ts.isEnumDeclaration(declaration) ||
    ts.isEnumMember(declaration);
  if (isType) open.push(declaration);
  return isType;
}

function reExportsOf(file: ts.SourceFile, compiler: Compiler): readonly ts.SourceFile[] {
  return file.statements.flatMap((statement) => {
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined) return [];
    return moduleAt(statement.moduleSpecifier, compiler) ?? [];
  });
}

function moduleAt(specifier: ts.Node, { checker }: Compiler): ts.SourceFile | undefined {
  return checker.getSymbolAtLocation(specifier)?.declarations?.find(ts.isSourceFile);
}

/** Tells whether a file is the user's own, not part of a package or library. */
function isOwn(file: ts.SourceFile, { program }: Compiler): boolean {
  return (
    !program.isSourceFileDefaultLibrary(file) &&
    !isInPackage(file) &&
    !(/\/markers(?:\.d)?\.ts$/.test(file.fileName) && isInPipelinePackage(file))
  );
}

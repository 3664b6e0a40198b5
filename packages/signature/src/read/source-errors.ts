import { existsSync } from 'node:fs';
import { isBuiltin } from 'node:module';
import { dirname, resolve } from 'node:path';
import { type ExportDeclaration, type ImportDeclaration, Node, type SourceFile, ts } from 'ts-morph';
import type { Compiler } from '../function/read-slot.ts';
import type { FoundProblem } from '../model/follow-on-problems.ts';
import type { SignatureProblem } from '../model/function-signature.ts';
import { locateOffset, problemAt } from '../model/problem.ts';
import { isMarkersModule, PIPELINE_PACKAGE } from '../program/pipeline-package.ts';

/** Returns the first syntax error of a file. Later ones mostly follow from it. */
export function findSyntaxErrors(file: SourceFile, compiler: Compiler): readonly SignatureProblem[] {
  return [...compiler.program.getSyntacticDiagnostics(file.compilerNode)]
    .sort((one, other) => one.start - other.start)
    .slice(0, 1)
    .map((one) => ({
      code: 'SIGNATURE_SYNTAX',
      message: `The file is not valid TypeScript: ${ts.flattenDiagnosticMessageText(one.messageText, ' ')}`,
      location: locateOffset(file.compilerNode, one.start),
    }));
}

/**
 * Returns the imports and re-exports of a file that cannot be resolved.
 *
 * Modules of Node.js exist even if their types do not, and generated modules may not exist yet.
 */
export function findUnresolvedImports(file: SourceFile, compiler: Compiler): readonly FoundProblem[] {
  return [...file.getImportDeclarations(), ...file.getExportDeclarations()].flatMap((declaration) => {
    const specifier = declaration.getModuleSpecifier();
    const module = specifier?.getLiteralValue();
    if (specifier === undefined || module === undefined || isTolerated(declaration, module)) {
      return [];
    }
    const symbol = compiler.checker.getSymbolAtLocation(specifier.compilerNode);
    if (symbol !== undefined) {
      return isUntyped(symbol) || (module === PIPELINE_PACKAGE && isMarkersModule(symbol))
        ? []
        : findUnresolvedNames(declaration, module, compiler);
    }
    const message = `The module '${module}' cannot be found; ${adviseOn(module, file)}.`;
    return existsForRuntime(module, file, compiler)
      ? []
      : [
          {
            ...problemAt(specifier, 'SIGNATURE_UNRESOLVED_IMPORT', message),
            lostNames: namesOf(declaration),
          },
        ];
  });
}

/** Returns the names that an import declares. */
function namesOf(declaration: ImportDeclaration | ExportDeclaration): readonly string[] {
  if (!Node.isImportDeclaration(declaration)) return [];
  const named = declaration.getNamedImports().map((one) => one.getAliasNode() ?? one.getNameNode());
  return [declaration.getDefaultImport(), declaration.getNamespaceImport(), ...named].flatMap(
    (name) => name?.getText() ?? [],
  );
}

/** With "moduleResolution" set to an old value, TypeScript does not find packages that a bundler finds. */
function adviseOn(module: string, file: SourceFile): string {
  if (module.startsWith('.')) {
    return 'check the path';
  }
  const rules = { moduleResolution: ts.ModuleResolutionKind.Bundler, module: ts.ModuleKind.ESNext };
  const isThere =
    ts.resolveModuleName(module, file.getFilePath(), rules, ts.sys).resolvedModule !== undefined;
  return isThere
    ? 'set "moduleResolution" to "bundler" or "nodenext" in the tsconfig.json'
    : `install it: npm i ${packageOf(module)}`;
}

function isTolerated(declaration: ImportDeclaration | ExportDeclaration, module: string): boolean {
  const isSideEffect = Node.isImportDeclaration(declaration) && declaration.getImportClause() === undefined;
  return isSideEffect || isBuiltin(module) || /\.generated(\.[cm]?[jt]s)?$/.test(module);
}

/** `declare module 'x';` declares a module without its contents. */
function isUntyped(module: ts.Symbol): boolean {
  return (module.declarations ?? []).some((one) => ts.isModuleDeclaration(one) && one.body === undefined);
}

/** JavaScript without types, JSON and other assets are resolved by the bundler. */
function existsForRuntime(module: string, file: SourceFile, compiler: Compiler): boolean {
  const path = file.getFilePath();
  if (module.startsWith('.') && existsSync(resolve(dirname(path), module))) {
    return true;
  }
  const { resolvedModule } = ts.resolveModuleName(
    module,
    path,
    compiler.program.getCompilerOptions(),
    ts.sys,
  );
  // A TypeScript file that the compiler did not load has types that are missing now.
  return resolvedModule !== undefined && !/\.[cm]?tsx?$/.test(resolvedModule.extension);
}

function findUnresolvedNames(
  declaration: ImportDeclaration | ExportDeclaration,
  module: string,
  compiler: Compiler,
): readonly FoundProblem[] {
  const specifiers = Node.isImportDeclaration(declaration)
    ? declaration.getNamedImports()
    : declaration.getNamedExports();
  return specifiers.flatMap((specifier) => {
    const local = specifier.getAliasNode() ?? specifier.getNameNode();
    const symbol = local.getSymbol()?.compilerSymbol;
    const isAlias = symbol !== undefined && (symbol.flags & ts.SymbolFlags.Alias) !== 0;
    const target = isAlias ? compiler.checker.getAliasedSymbol(symbol) : symbol;
    if (target === undefined || target.declarations !== undefined || target.escapedName !== 'unknown') {
      return [];
    }
    const message = `The module '${module}' has no export named ${specifier.getName()}; check the name.`;
    return [
      { ...problemAt(specifier, 'SIGNATURE_UNRESOLVED_IMPORT', message), lostNames: [local.getText()] },
    ];
  });
}

function packageOf(module: string): string {
  return module
    .split('/')
    .slice(0, module.startsWith('@') ? 2 : 1)
    .join('/');
}

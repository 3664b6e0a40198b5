import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ts } from 'ts-morph';

/** The package that exports the marker types, `pipeline` and `input`. */
export const PIPELINE_PACKAGE = '@tiphys/pipeline';

/** Tells whether a file belongs to the package, installed or in the same workspace. */
export function isInPipelinePackage(file: ts.SourceFile): boolean {
  return (
    file.fileName.includes(`/${PIPELINE_PACKAGE}/`) ||
    readPackageName(dirname(file.fileName)) === PIPELINE_PACKAGE
  );
}

function readPackageName(folder: string): string | undefined {
  const path = ts.findConfigFile(folder, ts.sys.fileExists, 'package.json');
  if (path === undefined) {
    return undefined;
  }
  const { name } = JSON.parse(readFileSync(path, 'utf8')) as { readonly name?: string };
  const above = dirname(dirname(path));
  return name ?? (above === dirname(path) ? undefined : readPackageName(above));
}

/**
 * Returns the module of the package that only has the marker types and `checked`, resolved from a file.
 *
 * It is quick to read, while the whole package includes all models of Argo.
 */
export function findMarkersModule(containingFile: string, options: ts.CompilerOptions): string | undefined {
  const { resolvedModule } = ts.resolveModuleName(PIPELINE_PACKAGE, containingFile, options, ts.sys);
  if (resolvedModule === undefined) {
    return undefined;
  }
  const entry = resolvedModule.resolvedFileName;
  const extension = entry.endsWith('.d.ts') ? '.d.ts' : '.ts';
  const markers = join(dirname(entry), `ir/surface/markers${extension}`);
  return existsSync(markers) ? markers : undefined;
}

/** Tells whether a module is the one that {@link findMarkersModule} returns. */
export function isMarkersModule(module: ts.Symbol): boolean {
  return (module.declarations ?? []).some((one) => /\/markers(\.d)?\.ts$/.test(one.getSourceFile().fileName));
}

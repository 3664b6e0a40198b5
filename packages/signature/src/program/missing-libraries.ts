import type { SourceFile, ts } from 'ts-morph';
import type { SignatureProblem } from '../model/function-signature.ts';
import type { SignatureProblemCode } from '../model/problem.ts';

const CODES_OF_MISSING_TYPES: ReadonlySet<string> = new Set<SignatureProblemCode>([
  'SIGNATURE_ANY_TYPE',
  'SIGNATURE_UNRESOLVED_TYPE',
  'SIGNATURE_UNRESOLVED_IMPORT',
]);

/** Tells whether a problem may be caused by a library that was not read. */
export function lacksType(problem: SignatureProblem): boolean {
  return CODES_OF_MISSING_TYPES.has(problem.code);
}

// "Cannot find name", "... module", "... namespace", "no exported member", and their variants that name a library.
const MISSING_NAME: ReadonlySet<number> = new Set([
  2304, 2305, 2307, 2318, 2503, 2552, 2580, 2581, 2582, 2583, 2584, 2591, 2592, 2593, 2694, 2724, 2792, 2867,
  2868,
]);

/**
 * Tells whether code that return types are inferred from uses a name that only a library declares.
 *
 * Such a name has type `any`, which may have silently changed the inferred return type.
 */
export function lacksName(inferredFrom: readonly SourceFile[], program: ts.Program): boolean {
  const found = new Set(inferredFrom);
  for (const file of found) {
    for (const declaration of [...file.getImportDeclarations(), ...file.getExportDeclarations()]) {
      const imported = declaration.isModuleSpecifierRelative()
        ? declaration.getModuleSpecifierSourceFile()
        : undefined;
      if (imported !== undefined && !imported.isDeclarationFile()) {
        found.add(imported);
      }
    }
  }
  return [...found].some((file) =>
    program.getSemanticDiagnostics(file.compilerNode).some((one) => MISSING_NAME.has(one.code)),
  );
}

import type { SourceFile } from 'ts-morph';
import { findExportedFunctions } from './exported-functions.ts';
import type { FunctionSignature, SignatureFile, SignatureProblem } from './function-signature.ts';
import { readFunction } from './read-function.ts';
import type { Compiler } from './read-slot.ts';

/** Returns everything that one file declares. */
export function readSourceFile(file: SourceFile, compiler: Compiler): Omit<SignatureFile, 'file'> {
  const exported = findExportedFunctions(file);
  const functions: FunctionSignature[] = [];
  const problems: SignatureProblem[] = [...exported.problems];
  for (const one of exported.functions) {
    const result = readFunction(one, compiler);
    if (result.problems) {
      problems.push(...result.problems);
    } else {
      functions.push(result.signature);
    }
  }
  return { functions, pipelines: [], problems };
}

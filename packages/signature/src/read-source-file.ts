import type { SourceFile } from 'ts-morph';
import { findExportedFunctions } from './exported-functions.ts';
import type { FunctionSignature, SignatureFile, SignatureProblem } from './function-signature.ts';
import { readFunction } from './read-function.ts';
import { readPipelines } from './read-pipelines.ts';
import type { Compiler } from './read-slot.ts';
import { findSyntaxErrors, findUnresolvedImports } from './source-errors.ts';

/** Returns everything that one file declares; nothing but the errors when it is not valid TypeScript. */
export function readSourceFile(file: SourceFile, compiler: Compiler): Omit<SignatureFile, 'file'> {
  const exported = findExportedFunctions(file);
  const sources = new Set([file, ...exported.functions.map((one) => one.node.getSourceFile())]);
  const syntaxErrors = [...sources].flatMap((source) => findSyntaxErrors(source, compiler));
  if (syntaxErrors.length > 0) {
    return { functions: [], pipelines: [], problems: syntaxErrors };
  }
  const results = exported.functions.map((one) => readFunction(one, compiler));
  const functions = results.flatMap((result): readonly FunctionSignature[] =>
    result.problems ? [] : [result.signature],
  );
  const { pipelines, problems } = readPipelines(file, compiler);
  const all: readonly SignatureProblem[] = [
    ...findUnresolvedImports(file, compiler),
    ...exported.problems,
    ...results.flatMap((result) => result.problems ?? []),
    ...problems,
  ];
  return { functions, pipelines, problems: sortByPlace(all) };
}

function sortByPlace(problems: readonly SignatureProblem[]): readonly SignatureProblem[] {
  return problems.toSorted(
    ({ location: a }, { location: b }) =>
      a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
}

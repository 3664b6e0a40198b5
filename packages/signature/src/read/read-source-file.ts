import type { SourceFile } from 'ts-morph';
import { type FileExports, findExportedFunctions } from '../function/exported-functions.ts';
import { readFunction } from '../function/read-function.ts';
import { readPipelines } from '../function/read-pipelines.ts';
import type { Compiler } from '../function/read-slot.ts';
import { type FoundProblem, withoutFollowOns } from '../model/follow-on-problems.ts';
import type { SignatureFile } from '../model/function-signature.ts';
import { withStackCheck } from '../program/deep-code.ts';
import { findSyntaxErrors, findUnresolvedImports } from './source-errors.ts';
import { findUsedModules } from './used-modules.ts';

/** The declarations of one file. */
export interface FileReading {
  readonly declared: Omit<SignatureFile, 'file'>;
  /** Files with functions whose return type was inferred. */
  readonly inferredFrom: readonly SourceFile[];
}

/** Reads the declarations of one file, or only its errors if it is not valid TypeScript. */
export function readSourceFile(file: SourceFile, compiler: Compiler): FileReading {
  const exported = findExportedFunctions(file, compiler);
  const sources = new Set([file, ...exported.functions.map((one) => one.node.getSourceFile())]);
  const syntaxErrors = [...sources].flatMap((source) => findSyntaxErrors(source, compiler));
  if (syntaxErrors.length > 0) {
    return { declared: { functions: [], pipelines: [], problems: syntaxErrors }, inferredFrom: [] };
  }
  const inferred = exported.functions.filter((one) => one.node.getReturnTypeNode() === undefined);
  return {
    declared: readDeclarations(file, exported, compiler),
    inferredFrom: [...new Set(inferred.map((one) => one.node.getSourceFile()))],
  };
}

function readDeclarations(
  file: SourceFile,
  exported: FileExports,
  compiler: Compiler,
): Omit<SignatureFile, 'file'> {
  const results = exported.functions.map((one) =>
    withStackCheck(one.name, one.declaration.compilerNode, () => readFunction(one, compiler)),
  );
  const { pipelines, problems, inputTypes } = readPipelines(file, compiler);
  const usedModules = findUsedModules(file, { functions: exported.functions, inputTypes }, compiler);
  return {
    ...(usedModules === undefined ? {} : { usedModules }),
    functions: results.flatMap((result) => (result.problems ? [] : [result.signature])),
    pipelines,
    problems: withoutFollowOns(
      sortByPlace([
        ...findUnresolvedImports(file, compiler),
        ...exported.problems,
        ...results.flatMap((result) => result.problems ?? []),
        ...problems,
      ]),
    ),
  };
}

function sortByPlace(problems: readonly FoundProblem[]): readonly FoundProblem[] {
  return problems.toSorted(
    ({ location: a }, { location: b }) =>
      a.file.localeCompare(b.file) || a.line - b.line || a.column - b.column,
  );
}

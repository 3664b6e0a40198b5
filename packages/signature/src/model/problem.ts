import { type Node, ts } from 'ts-morph';
import type { SignatureProblem, SourceLocation } from './function-signature.ts';

/** Every code of a {@link SignatureProblem}, with what it stands for. */
export const signatureProblemCodes = {
  SIGNATURE_FILE_NOT_FOUND: 'a given file does not exist or cannot be read',
  SIGNATURE_CONFIG: 'the tsconfig.json that applies to the file cannot be used',
  SIGNATURE_SYNTAX: 'the file is not valid TypeScript',
  SIGNATURE_TOO_DEEP: 'code or types nest too deeply for the TypeScript compiler',
  SIGNATURE_UNRESOLVED_IMPORT: 'an imported module, or a name imported from it, does not exist',
  SIGNATURE_UNRESOLVED_TYPE: 'a type in a signature does not exist',
  SIGNATURE_ANY_TYPE: 'a type is `any`, so nothing is known of the values',
  SIGNATURE_UNSUPPORTED_TYPE: 'JSON cannot carry values of a type',
  SIGNATURE_GENERIC: 'a type parameter has neither constraint nor default',
  SIGNATURE_NESTED_MARKER: 'a marker type stands inside another type',
  SIGNATURE_MISPLACED_MARKER:
    'InputFile is returned, OutputFile is taken, or a marker stands where values have no route',
  SIGNATURE_REST_PARAMETER: 'a rest parameter has no fixed inputs',
  SIGNATURE_THIS_PARAMETER: 'a function needs `this`',
  SIGNATURE_PARAMETER_PATTERN: 'a parameter has no name of its own, so the input has none either',
  SIGNATURE_GENERATOR: 'a generator returns no value that JSON can carry',
  SIGNATURE_OVERLOADS: 'a function has several signatures',
  SIGNATURE_CLASS: 'a class is exported where functions are expected',
  SIGNATURE_FUNCTION_VALUE: 'a function is exported that is not written out as one',
  SIGNATURE_DEFAULT_EXPORT: 'a function is exported without a name',
  SIGNATURE_PIPELINE_INPUT: 'an `input()` of a pipeline has no type',
} as const;

/** A code of a {@link SignatureProblem}. */
export type SignatureProblemCode = keyof typeof signatureProblemCodes;

/** Returns the problem at a node. */
export function problemAt(
  node: Node | ts.Node,
  code: SignatureProblemCode,
  message: string,
): SignatureProblem {
  return { code, message, location: locate(node) };
}

/** Returns where a node starts, without the comments before it. */
export function locate(node: Node | ts.Node): SourceLocation {
  const compilerNode = 'compilerNode' in node ? node.compilerNode : node;
  return locateOffset(compilerNode.getSourceFile(), compilerNode.getStart());
}

/** Returns the place of an offset of a file. */
export function locateOffset(file: ts.SourceFile, offset: number): SourceLocation {
  const { line, character } = ts.getLineAndCharacterOfPosition(file, offset);
  return { file: file.fileName, line: line + 1, column: character + 1 };
}

import { type Node, ts } from 'ts-morph';
import type { signatureProblemCodes } from './codes.ts';
import type { SignatureProblem, SourceLocation } from './function-signature.ts';

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

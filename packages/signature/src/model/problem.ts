import { type Node, ts } from 'ts-morph';
import type { signatureProblemCodes } from './codes.ts';
import type { SignatureProblem, SourceLocation } from './function-signature.ts';

/** A code of a {@link SignatureProblem}. */
export type SignatureProblemCode = keyof typeof signatureProblemCodes;

/** Creates a problem that points to a node. */
export function problemAt(
  node: Node | ts.Node,
  code: SignatureProblemCode,
  message: string,
): SignatureProblem {
  return { code, message, location: locate(node) };
}

/** Returns the location of a node, not counting the comments before it. */
export function locate(node: Node | ts.Node): SourceLocation {
  const compilerNode = 'compilerNode' in node ? node.compilerNode : node;
  return locateOffset(compilerNode.getSourceFile(), compilerNode.getStart());
}

/** Returns the location of an offset in a file. */
export function locateOffset(file: ts.SourceFile, offset: number): SourceLocation {
  const { line, character } = ts.getLineAndCharacterOfPosition(file, offset);
  return { file: file.fileName, line: line + 1, column: character + 1 };
}

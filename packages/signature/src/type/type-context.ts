import { ts } from 'ts-morph';
import type { ShapeDefinition, TypeShape } from './type-shape.ts';

/** What reading a type needs to know: one for each input or output, with the place inside it. */
export interface TypeContext {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The node that has the type. */
  readonly node: ts.Node;
  /** Property names from the input down to the type at hand. */
  readonly path: readonly string[];
  /** Declaration of the property at hand. */
  readonly declaration?: ts.Node | undefined;
  /** Declarations whose types can all be found. */
  readonly complete: Set<ts.Node>;
  /** Types seen so far. */
  readonly definitions: Map<ts.Type, ShapeDefinition>;
  /** How many types enclose this one. */
  readonly depth: number;
  /** Reads a type inside the one at hand. */
  readonly read: (type: ts.Type, context: TypeContext) => TypeShape;
}

/** Returns the context of a type inside the one at hand. */
export function enter(context: TypeContext, name: string, property?: ts.Symbol): TypeContext {
  const declaration = property?.valueDeclaration ?? property?.declarations?.[0] ?? context.declaration;
  return { ...context, path: [...context.path, name], declaration, depth: context.depth + 1 };
}

/** Returns a type as a person would write it, at most 80 characters of it. */
export function textOf(type: ts.Type, context: Pick<TypeContext, 'checker' | 'node'>): string {
  const text = context.checker.typeToString(type, context.node, ts.TypeFormatFlags.NoTruncation);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

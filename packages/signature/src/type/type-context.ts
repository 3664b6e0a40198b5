import { ts } from 'ts-morph';
import type { ShapeDefinition, TypeShape } from './type-shape.ts';

/** The context in which a type is read: the input or output, and the position inside it. */
export interface TypeContext {
  readonly program: ts.Program;
  readonly checker: ts.TypeChecker;
  /** The node that has the type. */
  readonly node: ts.Node;
  /** Property names from the input to the current type. */
  readonly path: readonly string[];
  /** Declaration of the current property. */
  readonly declaration?: ts.Node | undefined;
  /** Declarations whose types can all be found. */
  readonly complete: Set<ts.Node>;
  /** Types read so far. */
  readonly definitions: Map<ts.Type, ShapeDefinition>;
  /** How many types enclose this one. */
  readonly depth: number;
  /** Reads a nested type. */
  readonly read: (type: ts.Type, context: TypeContext) => TypeShape;
}

/** Returns the context of a nested type. */
export function enter(context: TypeContext, name: string, property?: ts.Symbol): TypeContext {
  const declaration = property?.valueDeclaration ?? property?.declarations?.[0] ?? context.declaration;
  return { ...context, path: [...context.path, name], declaration, depth: context.depth + 1 };
}

/** Returns the source text of a type, shortened to 80 characters. */
export function textOf(type: ts.Type, context: Pick<TypeContext, 'checker' | 'node'>): string {
  const text = context.checker.typeToString(type, context.node, ts.TypeFormatFlags.NoTruncation);
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}

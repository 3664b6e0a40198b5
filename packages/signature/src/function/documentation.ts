import { type JSDoc, type Symbol as MorphSymbol, Node, ts } from 'ts-morph';

/** The JSDoc of a function. */
export interface Documentation {
  readonly description?: string;
  /** Texts of the `@param` tags by name (`count`, `options.count`). */
  readonly parameters: ReadonlyMap<string, string>;
  readonly internal: boolean;
}

/** Reads the JSDoc of a declaration. */
export function readDocumentation(declaration: Node): Documentation {
  const blocks = jsDocsOf(declaration);
  const description = plainLines(blocks.at(-1)?.getDescription() ?? '').trim();
  const tags = blocks.flatMap((block) => block.getTags());
  const parameters = new Map<string, string>();
  for (const tag of tags) {
    const text = plainLines(tag.getCommentText() ?? '')
      .replace(/^\s*-\s*/, '')
      .trim();
    if (Node.isJSDocParameterTag(tag) && text) {
      parameters.set(tag.getName(), text);
    }
  }
  const internal = tags.some((tag) => tag.getTagName() === 'internal');
  return { ...(description ? { description } : {}), parameters, internal };
}

/** Returns the JSDoc description of a property. */
export function describeProperty(property: MorphSymbol, checker: ts.TypeChecker): string | undefined {
  const parts = property.compilerSymbol.getDocumentationComment(checker);
  return plainLines(ts.displayPartsToString(parts)).trim() || undefined;
}

/** Git may check files out with CRLF line endings. */
function plainLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function jsDocsOf(declaration: Node): readonly JSDoc[] {
  const owner = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration;
  return owner !== undefined && Node.isJSDocable(owner) ? owner.getJsDocs() : [];
}

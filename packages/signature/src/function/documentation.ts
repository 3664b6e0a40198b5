import { type JSDoc, type Symbol as MorphSymbol, Node, ts } from 'ts-morph';

/** What the JSDoc of a function says. */
export interface Documentation {
  readonly description?: string;
  /** Names of `@param` (`count`, `options.count`) with what they say. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly internal: boolean;
}

/** Returns what the JSDoc before a declaration says. */
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

/** Returns the description of a property from the JSDoc where it is declared. */
export function describeProperty(property: MorphSymbol, checker: ts.TypeChecker): string | undefined {
  const parts = property.compilerSymbol.getDocumentationComment(checker);
  return plainLines(ts.displayPartsToString(parts)).trim() || undefined;
}

/** A checkout may give a file the line ends of its system. */
function plainLines(text: string): string {
  return text.replaceAll(/\r\n?/g, '\n');
}

function jsDocsOf(declaration: Node): readonly JSDoc[] {
  const owner = Node.isVariableDeclaration(declaration) ? declaration.getVariableStatement() : declaration;
  return owner !== undefined && Node.isJSDocable(owner) ? owner.getJsDocs() : [];
}

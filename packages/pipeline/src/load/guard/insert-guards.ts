import type { Node } from '@babel/types';
import { MagicString } from 'magic-string';
import type { Guards } from '../../guard/guards.ts';
import { forEachPart } from './code-nodes.ts';
import { registerDeclarations } from './function-rules.ts';
import { addGuards } from './guard-rules.ts';
import { GuardWriter } from './guard-writer.ts';
import { readFacts } from './module-facts.ts';
import { parseModule } from './parse-module.ts';
import { addTypeSchemas } from './type-schemas.ts';

/**
 * Returns the text of a module with guards wherever an output would be used as a plain value, with a source map.
 *
 * Returns undefined for a module that needs no guards or cannot be parsed.
 */
export function insertGuards(text: string, path: string, guards: Guards): string | undefined {
  const program = parseModule(text, path);
  if (program === undefined) return undefined;
  const writer = new GuardWriter(text, path, guards, readFacts(program));
  addTypeSchemas(program, writer);
  visit(program, writer);
  if (writer.insertions.length === 0) return undefined;
  const result = new MagicString(text);
  for (const { at, text: inserted } of writer.insertions) result.appendLeft(at, inserted);
  const map = result.generateMap({ source: path, hires: 'boundary' });
  return `${result.toString()}\n//# sourceMappingURL=${map.toUrl()}`;
}

function visit(node: Node, writer: GuardWriter): void {
  registerDeclarations(node, writer);
  addGuards(node, writer);
  writer.around(node, () => visitChildren(node, writer));
}

function visitChildren(node: Node, writer: GuardWriter): void {
  // A tag function gets the values of its template unchanged.
  if (node.type === 'TaggedTemplateExpression') {
    visit(node.tag, writer);
    for (const part of node.quasi.expressions) visit(part, writer);
    return;
  }
  forEachPart(node, (part) => visit(part, writer));
}

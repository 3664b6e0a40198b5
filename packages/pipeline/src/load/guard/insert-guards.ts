import type { Node } from '@babel/types';
import { MagicString } from 'magic-string';
import type { Guards } from '../../guard/guards.ts';
import { registerDeclarations } from './function-rules.ts';
import { addGuards } from './guard-rules.ts';
import { GuardWriter } from './guard-writer.ts';
import { parseModule } from './parse-module.ts';

/**
 * Returns the text of a module with guards wherever an output would be used as a plain value, with a source map.
 *
 * Returns undefined for a module that needs no guards or cannot be parsed.
 */
export function insertGuards(text: string, path: string, guards: Guards): string | undefined {
  const program = parseModule(text, path);
  if (program === undefined) return undefined;
  const writer = new GuardWriter(text, path, guards);
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

/** TypeScript syntax that contains values. All other TypeScript nodes are types. */
const TYPED_CODE: ReadonlySet<string> = new Set([
  'TSAsExpression',
  'TSSatisfiesExpression',
  'TSNonNullExpression',
  'TSTypeAssertion',
  'TSInstantiationExpression',
  'TSExportAssignment',
  'TSModuleDeclaration',
  'TSModuleBlock',
  'TSParameterProperty',
]);

const NOTES: ReadonlySet<string> = new Set(['loc', 'extra', 'errors', 'directives', 'interpreter']);

function visitChildren(node: Node, writer: GuardWriter): void {
  // A tag function gets the values of its template unchanged.
  if (node.type === 'TaggedTemplateExpression') {
    visit(node.tag, writer);
    for (const part of node.quasi.expressions) visit(part, writer);
    return;
  }
  for (const name in node) {
    if (NOTES.has(name)) continue;
    const value: unknown = (node as unknown as Readonly<Record<string, unknown>>)[name]; // its own property
    if (!Array.isArray(value)) visitValue(value, writer);
    else for (const element of value) visitValue(element, writer);
  }
}

function visitValue(value: unknown, writer: GuardWriter): void {
  if (isNode(value) && isCode(value)) visit(value, writer);
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && 'type' in value;
}

function isCode(node: Node): boolean {
  if ('declare' in node && node.declare === true) return false;
  return !node.type.startsWith('TS') || TYPED_CODE.has(node.type);
}

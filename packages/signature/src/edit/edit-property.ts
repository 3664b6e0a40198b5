import { Node, type ObjectLiteralElementLike, type ObjectLiteralExpression } from 'ts-morph';
import { nameOf } from './property-name.ts';
import type { ObjectEdit } from './typed-object.ts';

/** A part of a text, by offsets, and what comes in its place. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The edits of a text that make one change, or why the code does not allow it. */
export type PropertyEdit = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/** Gives how one field of an object literal is changed in the text; all else stays to the character. */
export function editProperty(literal: ObjectLiteralExpression, edit: ObjectEdit): PropertyEdit {
  const all = literal.getProperties().filter((property) => nameOf(property) === edit.field);
  const [property] = all;
  if (property === undefined || all.length > 1) return { refused: 'The field is written more than once.' };
  if (edit.kind === 'remove') return removeProperty(property);
  if (Node.isShorthandPropertyAssignment(property)) {
    if (edit.kind === 'unwrap') return { refused: 'The list is not written out here.' };
    if (mayBeAbsent(property.getNameNode())) return { refused: 'The value may be undefined.' };
    const text = `${edit.to}: [${edit.field}]`;
    return { edits: [{ start: property.getStart(), end: property.getEnd(), text }] };
  }
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  if (!Node.isPropertyAssignment(property) || value === undefined)
    return { refused: 'The field is no plain property.' };
  const rename = renameOf(property.getNameNode(), edit.to);
  if (edit.kind === 'unwrap') return unwrap(value, rename);
  if (mayBeAbsent(value)) return { refused: 'The value may be undefined.' };
  return {
    edits: [
      rename,
      { start: value.getStart(), end: value.getStart(), text: '[' },
      { start: value.getEnd(), end: value.getEnd(), text: ']' },
    ],
  };
}

function unwrap(value: Node, rename: TextEdit): PropertyEdit {
  const element = Node.isArrayLiteralExpression(value) ? value.getElements()[0] : undefined;
  if (element === undefined || Node.isSpreadElement(element))
    return { refused: 'The list is not written out here.' };
  const text = value.getSourceFile().getFullText();
  const before = text.slice(value.getStart() + 1, element.getStart());
  const after = text.slice(element.getEnd(), value.getEnd() - 1);
  if (before.trim() !== '' || !/^\s*,?\s*$/.test(after))
    return { refused: 'A comment stands inside the list.' };
  return {
    edits: [
      rename,
      { start: value.getStart(), end: element.getStart(), text: '' },
      { start: element.getEnd(), end: value.getEnd(), text: '' },
    ],
  };
}

function renameOf(name: Node, to: string): TextEdit {
  const quote = Node.isIdentifier(name) ? 0 : 1;
  return { start: name.getStart() + quote, end: name.getEnd() - quote, text: to };
}

function mayBeAbsent(value: Node): boolean {
  return value.getType().isNullable();
}

function removeProperty(property: ObjectLiteralElementLike): PropertyEdit {
  const text = property.getSourceFile().getFullText();
  const start = property.getStart();
  const comma = /^\s*,/.exec(text.slice(property.getEnd()));
  const end = property.getEnd() + (comma?.[0].length ?? 0);
  const lineStart = text.lastIndexOf('\n', start - 1) + 1;
  const rest = /^[^\S\n]*(\n|$)/.exec(text.slice(end));
  if (rest && text.slice(lineStart, start).trim() === '')
    return { edits: [{ start: lineStart, end: end + rest[0].length, text: '' }] };
  if (comma)
    return { edits: [{ start, end: end + (/^ */.exec(text.slice(end))?.[0].length ?? 0), text: '' }] };
  const before = /,\s*$/.exec(text.slice(0, start));
  return { edits: [{ start: before?.index ?? start, end, text: '' }] };
}

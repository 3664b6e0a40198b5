import type { FieldEdit } from '@tiphys/convert';
import type { TextEdit } from '@tiphys/yaml';
import { Node, type ObjectLiteralElementLike, type ObjectLiteralExpression } from 'ts-morph';
import { nameOf } from './property-name.ts';
import { removeProperties } from './remove-properties.ts';

/** The text edits of one change, or why the code does not allow it. */
export type PropertyEdit = { readonly edits: readonly TextEdit[] } | { readonly refused: string };

/**
 * Returns the text edits that change fields of an object literal: one result per edit, and one for all removals
 * together.
 */
export function editProperties(
  literal: ObjectLiteralExpression,
  edits: readonly FieldEdit[],
): readonly PropertyEdit[] {
  const removed = new Set<ObjectLiteralElementLike>();
  const made = edits.map((edit): PropertyEdit => {
    const all = literal.getProperties().filter((property) => nameOf(property) === edit.field);
    const [property] = all;
    if (property === undefined || all.length > 1) return { refused: 'The field occurs more than once.' };
    if (edit.kind === 'append') {
      const moved = appendProperty(literal, property, edit.to);
      if (!('refused' in moved)) removed.add(property);
      return moved;
    }
    if (edit.kind !== 'remove') return editProperty(property, { ...edit, kind: edit.kind });
    removed.add(property);
    return { edits: [] };
  });
  return removed.size === 0 ? made : [...made, { edits: removeProperties(literal, removed) }];
}

function appendProperty(
  literal: ObjectLiteralExpression,
  property: ObjectLiteralElementLike,
  to: string,
): PropertyEdit {
  const target = literal.getProperties().find((one) => nameOf(one) === to);
  const list = Node.isPropertyAssignment(target) ? target.getInitializer() : undefined;
  const value = Node.isPropertyAssignment(property)
    ? property.getInitializer()
    : Node.isShorthandPropertyAssignment(property)
      ? property.getNameNode()
      : undefined;
  if (!Node.isArrayLiteralExpression(list)) return { refused: 'The list is not a literal here.' };
  if (value === undefined) return { refused: 'The field is not a plain property.' };
  if (mayBeAbsent(value)) return { refused: 'The value may be undefined.' };
  const last = list.getElements().at(-1);
  const at = last?.getEnd() ?? list.getStart() + 1;
  return { edits: [{ start: at, end: at, text: `${last ? ', ' : ''}${value.getText()}` }] };
}

function editProperty(
  property: ObjectLiteralElementLike,
  edit: { readonly kind: 'wrap' | 'unwrap'; readonly field: string; readonly to: string },
): PropertyEdit {
  if (Node.isShorthandPropertyAssignment(property)) {
    if (edit.kind === 'unwrap') return { refused: 'The list is not a literal here.' };
    if (mayBeAbsent(property.getNameNode())) return { refused: 'The value may be undefined.' };
    const text = `${edit.to}: [${edit.field}]`;
    return { edits: [{ start: property.getStart(), end: property.getEnd(), text }] };
  }
  const value = Node.isPropertyAssignment(property) ? property.getInitializer() : undefined;
  if (!Node.isPropertyAssignment(property) || value === undefined)
    return { refused: 'The field is not a plain property.' };
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
    return { refused: 'The list is not a literal here.' };
  const text = value.getSourceFile().getFullText();
  const before = text.slice(value.getStart() + 1, element.getStart());
  const after = text.slice(element.getEnd(), value.getEnd() - 1);
  if (before.trim() !== '' || !/^\s*,?\s*$/.test(after)) return { refused: 'The list contains a comment.' };
  return {
    edits: [
      rename,
      { start: value.getStart(), end: element.getStart(), text: '' },
      { start: element.getEnd(), end: value.getEnd(), text: '' },
    ],
  };
}

function renameOf(name: Node, to: string): TextEdit {
  const text = Node.isComputedPropertyName(name) ? name.getExpression() : name;
  const quote = Node.isIdentifier(text) ? 0 : 1;
  return { start: text.getStart() + quote, end: text.getEnd() - quote, text: to };
}

function mayBeAbsent(value: Node): boolean {
  return value.getType().isNullable();
}

import type { ExpressionNode } from '@tiphys/expression';
import {
  binary,
  builtin,
  fromJson,
  mapLiteral,
  mapOver,
  member,
  pointer,
  text,
  toJson,
} from '../../expression/tree/expression-nodes.ts';
import type { Form } from '../../ir/outputs.ts';

/** Returns the expression for the value of a parameter. */
export function decodeForm(path: ExpressionNode, form: Form): ExpressionNode {
  switch (form.kind) {
    case 'value':
    case 'json':
      return fromJson(path);
    case 'text':
      return path;
    case 'loop':
      return mapOver(fromJson(path), decodeMap(pointer(), form));
    case 'map':
      return decodeMap(fromJson(path), form);
  }
}

function decodeMap(map: ExpressionNode, form: Extract<Form, { kind: 'loop' | 'map' }>): ExpressionNode {
  if ('field' in form) return fromJson(member(map, form.field));
  return mapLiteral(
    Object.entries(form.fields).map(([name, parameter]) => [name, fromJson(member(map, parameter))]),
  );
}

/** Returns the expression for the JSON text of the value of a parameter. Numbers keep all digits. */
export function textOfForm(path: ExpressionNode, form: Form): ExpressionNode {
  switch (form.kind) {
    case 'value':
      return path;
    case 'text':
      return escapeDelete(encodeNode(path));
    case 'json':
      return escapeDelete(escapeTags(builtin('trim', path)));
    case 'loop': {
      const texts = mapOver(fromJson(path), textOfMap(pointer(), form));
      return concat([text('['), builtin('join', texts, text(',')), text(']')]);
    }
    case 'map':
      return textOfMap(fromJson(path), form);
  }
}

function textOfMap(map: ExpressionNode, form: Extract<Form, { kind: 'loop' | 'map' }>): ExpressionNode {
  if ('field' in form) return member(map, form.field);
  return textOfObject(Object.entries(form.fields).map(([name, parameter]) => [name, member(map, parameter)]));
}

/** Returns the expression for the JSON text of an object, from the JSON texts of its fields. */
export function textOfObject(fields: readonly (readonly [string, ExpressionNode])[]): ExpressionNode {
  const parts = fields.flatMap(([name, value], index) => [
    text(`${index === 0 ? '{' : ','}${JSON.stringify(name)}:`),
    value,
  ]);
  return concat([...parts, text(fields.length === 0 ? '{}' : '}')]);
}

function concat(parts: readonly ExpressionNode[]): ExpressionNode {
  return parts.reduce((left, right) => binary('+', left, right));
}

/** Returns the expression that encodes a value as JSON text in which Argo finds no tags. See docs/wire-format.md#values. */
export function encodeNode(value: ExpressionNode): ExpressionNode {
  return escapeTags(toJson(value));
}

/** Returns the expression for JSON text in which Argo finds no tags. They can only be in strings. */
function escapeTags(json: ExpressionNode): ExpressionNode {
  return builtin('replace', json, text('{{'), text('\\u007b\\u007b'));
}

/** Returns the expression for JSON text of a container without DEL, which Argo would quote as Go does. It can only be in strings. */
function escapeDelete(json: ExpressionNode): ExpressionNode {
  return builtin('replace', json, text('\u007f'), text('\\u007f'));
}

/** Returns the expression for a list in loop form. See docs/wire-format.md#loop-form. */
export function loopFormNode(list: ExpressionNode): ExpressionNode {
  return toJson(mapOver(list, encodeNode(pointer())));
}

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
import type { Form } from '../../ir/outputs/outputs.ts';
import { type Encoding, escapeText } from './escape-text.ts';

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
export function textOfForm(path: ExpressionNode, form: Form, encoding: Encoding = 'exact'): ExpressionNode {
  switch (form.kind) {
    case 'value':
      return path;
    case 'text':
      return encodeNode(path, encoding);
    case 'json':
      return escapeText(builtin('trim', path), encoding);
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
export function encodeNode(value: ExpressionNode, encoding: Encoding): ExpressionNode {
  return escapeText(toJson(value), encoding);
}

/** Returns the expression for a list in loop form. See docs/wire-format.md#loop-form. */
export function loopFormNode(list: ExpressionNode, encoding: Encoding): ExpressionNode {
  return toJson(mapOver(list, encodeNode(pointer(), encoding)));
}

import type { ExpressionNode } from '@tiphys/expression';
import {
  binary,
  builtin,
  choice,
  fromJson,
  pathNode,
  text,
  toJson,
} from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import type { TextTree } from '../../ir/component/definition.ts';
import { splitPlaceholders } from '../../ir/component/placeholder.ts';
import { EXPANDED_DOLLARS } from '../../ir/wire/expanded-dollars.ts';
import { ESCAPED_DOLLAR } from '../values/dollar-signs.ts';

/** Two braces in JSON text, as tasks exchange it. */
const ESCAPED = '\\u007b\\u007b';

/** Returns the JSON text of a value. Placeholders become the JSON of the inputs, or a part of a string. */
export function jsonTextOf(value: TextTree): string {
  return textWith(value, { literal: (text) => text, json: (node) => node });
}

/**
 * Returns the JSON text of the manifest of a resource, in which Kubernetes finds no dollar signs: Argo passes it to its executor in a variable of the
 * pod.
 */
export function manifestTextOf(value: TextTree): string {
  return textWith(value, {
    literal: (text) => text.replaceAll(EXPANDED_DOLLARS, ESCAPED_DOLLAR),
    json: (node) => builtin('replace', node, text('$'), text(ESCAPED_DOLLAR)),
  });
}

/** How the parts of a text are changed: JSON text without quotes, and the expression for JSON text. */
interface Changes {
  literal(text: string): string;
  json(node: ExpressionNode): ExpressionNode;
}

function textWith(value: TextTree, changes: Changes): string {
  const printed = JSON.stringify(value, undefined, 2);
  return printed.replaceAll(/"(?:[^"\\]|\\.)*"/g, (literal) => stringText(literal, changes));
}

function stringText(literal: string, { literal: change, json }: Changes): string {
  const parts = splitPlaceholders(literal.slice(1, -1));
  const [only, ...others] = parts;
  // A placeholder that is the whole string is the value itself.
  if (only !== undefined && typeof only !== 'string' && others.length === 0)
    return printTag(json(parameter(only.name)));
  const inner = parts.map((part) =>
    typeof part === 'string'
      ? change(part.replaceAll('{{', ESCAPED))
      : printTag(json(innerText(parameter(part.name)))),
  );
  return `"${inner.join('')}"`;
}

/** Returns the JSON text of a value as a part of a string, without quotes. */
function innerText(json: ExpressionNode): ExpressionNode {
  const quoted = choice(binary('startsWith', json, text('"')), json, toJson(json));
  return builtin('trimSuffix', builtin('trimPrefix', quoted, text('"')), text('"'));
}

/** Returns a text with the values of inputs: strings as they are, everything else as JSON. */
export function plainTextOf(given: string, change: (value: ExpressionNode) => ExpressionNode): string {
  return splitPlaceholders(given)
    .map((part) => (typeof part === 'string' ? part : printTag(change(decoded(parameter(part.name))))))
    .join('');
}

/** Returns the names of the inputs in a text. */
export function inputsIn(given: string): readonly string[] {
  return splitPlaceholders(given).flatMap((part) => (typeof part === 'string' ? [] : [part.name]));
}

/** Returns the condition that an input has two braces, which Argo would replace in plain text. */
export function hasBraces(name: string): ExpressionNode {
  return binary('contains', parameter(name), text(ESCAPED));
}

/** Returns the JSON text of an input. */
export function parameter(name: string): ExpressionNode {
  return pathNode(['inputs', 'parameters', name]);
}

function decoded(json: ExpressionNode): ExpressionNode {
  return choice(binary('startsWith', json, text('"')), fromJson(json), json);
}

import type { JsonSchema } from '@tiphys/signature/model';
import { builtin, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import { ESCAPED_DOLLAR } from './dollar-signs.ts';
import { encodingFor } from './escape-text.ts';
import type { ReadValue } from './read-value.ts';

/** Returns JSON text for an artifact with raw data, which Argo passes to its executor as it does templates. Dollar signs can only be in strings. */
export function rawData({ text: given, form, isExpression }: ReadValue, schema: JsonSchema): string {
  if (form.kind === 'text' || encodingFor(schema) === 'tags') return given;
  // The tag of an expression ends with `}}`, and all the rest of it is the expression.
  if (isExpression) return `{{=replace(${given.slice(3, -2)}, '$', '\\${ESCAPED_DOLLAR}')}}`;
  const path = /^\{\{([^{}]*)\}\}$/.exec(given)?.[1];
  return path === undefined
    ? given.replaceAll('$', ESCAPED_DOLLAR)
    : printTag(builtin('replace', pathNode(path.split('.')), text('$'), text(ESCAPED_DOLLAR)));
}

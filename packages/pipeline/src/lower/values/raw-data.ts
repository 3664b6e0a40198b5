import type { JsonSchema } from '@tiphys/signature/model';
import { builtin, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import { EXPANDED_DOLLARS } from '../../ir/wire/expanded-dollars.ts';
import { MAXIMUM_VARIABLE_BYTES } from '../../ir/wire/task-protocol.ts';
import { ESCAPED_DOLLAR } from './dollar-signs.ts';
import { encodingFor } from './escape-text.ts';
import type { ReadValue } from './read-value.ts';

/** Returns JSON text for an artifact with raw data, which Argo passes to its executor as it does templates. Dollar signs can only be in strings. */
export function rawData({ text: given, form, isExpression }: ReadValue, schema: JsonSchema): string {
  if (form.kind === 'text' || encodingFor(schema) === 'tags') return given;
  // The tag of an expression ends with `}}`, and all the rest of it is the expression.
  if (isExpression) return `{{=replace(${given.slice(3, -2)}, '$', '\\${ESCAPED_DOLLAR}')}}`;
  const path = /^\{\{([^{}]*)\}\}$/.exec(given)?.[1];
  // In an expression, an item is not text but a value, whose numbers have lost digits.
  if (path?.split('.')[0] === 'item') return given;
  if (path !== undefined)
    return printTag(builtin('replace', pathNode(path.split('.')), text('$'), text(ESCAPED_DOLLAR)));
  // A template that is so long is not passed in a variable.
  return given.length > MAXIMUM_VARIABLE_BYTES ? given : given.replaceAll(EXPANDED_DOLLARS, ESCAPED_DOLLAR);
}

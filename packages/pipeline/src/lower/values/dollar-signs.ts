import type { JsonSchema } from '@tiphys/signature/model';
import { builtin, pathNode, text } from '../../expression/tree/expression-nodes.ts';
import { printTag } from '../../expression/tree/print-tag.ts';
import { encodingFor } from './escape-text.ts';
import type { ReadValue } from './read-value.ts';

/** A dollar sign in a string of JSON text. */
export const ESCAPED_DOLLAR = '\\u0024';

/**
 * Returns plain text that Argo's executor reads as it was given. Argo passes templates to it in a variable of the pod, in which Kubernetes turns `$$`
 * into `$`.
 */
export function doubledDollars(plain: string): string {
  return plain.includes('$$') ? plain.replaceAll('$', '$$$$') : plain;
}

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

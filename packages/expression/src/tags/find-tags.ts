import { quoteGo } from '@tiphys/go';
import { ExpressionError } from '../expression-error.ts';

/** A `{{...}}` in a text: `start` and `end` are offsets of the whole tag. */
export interface Tag {
  /** `expression` when the first character inside is `=`. */
  readonly kind: 'simple' | 'expression';
  readonly start: number;
  readonly end: number;
  /** The content, without `=` and surrounding spaces. */
  readonly text: string;
}

/** Returns the offsets of the tags of a text. The first `}}` ends a tag, whatever it contains. */
export function scanTags(text: string): readonly { readonly start: number; readonly end: number }[] {
  const spans: { readonly start: number; readonly end: number }[] = [];
  for (let at = text.indexOf('{{'); at >= 0; at = text.indexOf('{{', at)) {
    const close = text.indexOf('}}', at + 2);
    if (close < 0) {
      const rest = quoteGo(text.slice(at + 2));
      const message = `Cannot find end tag="}}" in the template=${quoteGo(text)} starting from ${rest}`;
      throw new ExpressionError('EXPRESSION_TEMPLATE', message);
    }
    spans.push({ start: at, end: close + 2 });
    at = close + 2;
  }
  return spans;
}

/**
 * Finds the tags of a text, in order. Tags do not nest: the content of `{{a.{{b}}` is `a.{{b`.
 *
 * @throws {ExpressionError} `EXPRESSION_TEMPLATE` if a `{{` is not closed
 * @see https://argo-workflows.readthedocs.io/en/latest/variables/#template-tag-kinds
 * @example
 * ```ts
 * findTags('{{inputs.parameters.x}}-{{=1 + 1}}').map(({ kind }) => kind); // => [ 'simple', 'expression' ]
 * ```
 */
export function findTags(text: string): readonly Tag[] {
  return scanTags(text).map(({ start, end }): Tag => {
    const inside = text.slice(start + 2, end - 2);
    if (inside.startsWith('=')) return { kind: 'expression', start, end, text: inside.slice(1).trim() };
    return { kind: 'simple', start, end, text: inside.trim() };
  });
}

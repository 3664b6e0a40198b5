import { createRequire } from 'node:module';

/**
 * Returns JavaScript that means the same and has no `{{` in it, or `undefined` where that cannot be written.
 *
 * Argo takes `{{` anywhere in a template for the start of a tag.
 */
export function escapeTags(code: string): string | undefined {
  if (!code.includes('{{')) return code;
  const { parse } = createRequire(import.meta.url)('acorn') as typeof import('acorn');
  let escaped = '';
  let end = 0;
  const tokens: { readonly start: number; readonly end: number; readonly literal: boolean }[] = [];
  parse(code, {
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
    onToken: ({ type, start, end }) => {
      tokens.push({ start, end, literal: ['string', 'template', 'regexp'].includes(type.label) });
    },
  });
  for (const token of tokens) {
    escaped += code.slice(end, token.start);
    const text = code.slice(token.start, token.end);
    if (escaped.endsWith('{') && text.startsWith('{')) escaped += token.literal ? '' : ' ';
    escaped += token.literal ? text.replace(/\{(?=\{)/g, '\\x7b') : text;
    end = token.end;
  }
  escaped += code.slice(end);
  return escaped.includes('{{') || /String\.raw|\braw`/.test(code) ? undefined : escaped;
}

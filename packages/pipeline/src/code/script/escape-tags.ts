import { createRequire } from 'node:module';

interface CodeToken {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Returns equivalent JavaScript without `{{`, or `undefined` if there is none.
 *
 * Argo reads `{{` anywhere in a template as the start of a tag.
 */
export function escapeTags(code: string): string | undefined {
  if (!code.includes('{{')) return code;
  const tokens = readTokens(code);
  let escaped = '';
  let end = 0;
  for (const { label, start, end: next } of tokens) {
    escaped += code.slice(end, start);
    const text = code.slice(start, next);
    if (['string', 'template', 'regexp'].includes(label)) {
      escaped += text.replace(/(\\*)\{(?=\{)/g, (_, slashes) => `${unescaped(slashes)}\\x7b`);
    } else {
      escaped += escaped.endsWith('{') && text.startsWith('{') ? ` ${text}` : text;
    }
    end = next;
  }
  escaped += code.slice(end);
  // A tag function gets the raw text of its template, which an escape would change.
  return escaped.includes('{{') || tokens.some(isTaggedTemplate) ? undefined : escaped;
}

function readTokens(code: string): readonly CodeToken[] {
  const { parse } = createRequire(import.meta.url)('acorn') as typeof import('acorn');
  const tokens: CodeToken[] = [];
  parse(code, {
    ecmaVersion: 'latest',
    allowReturnOutsideFunction: true,
    onToken: ({ type, start, end }) => tokens.push({ label: type.label, start, end }),
  });
  return tokens;
}

/** Removes the backslash that escapes a brace from the backslashes before it. */
function unescaped(slashes: string): string {
  return slashes.length % 2 === 1 ? slashes.slice(1) : slashes;
}

function isTaggedTemplate(token: CodeToken, index: number, tokens: readonly CodeToken[]): boolean {
  return token.label === '`' && ['name', ')', ']'].includes(tokens[index - 1]?.label ?? '');
}

import { createRequire } from 'node:module';
import { EXPANDED_DOLLARS, hasExpandedDollars } from '../../ir/wire/expanded-dollars.ts';

/** A dollar sign that is expanded, with the backslashes before it. */
const EXPANDED = new RegExp(`(\\\\*)${EXPANDED_DOLLARS.source}`, 'g');

interface CodeToken {
  readonly label: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Returns equivalent JavaScript without `{{` and without dollar signs that Kubernetes expands, or `undefined` if there is none.
 *
 * Argo reads `{{` anywhere in a template as the start of a tag, and passes templates to its executor in a variable of the pod, in which Kubernetes turns
 * `$$` into `$` and expands `$(NAME)`.
 */
export function escapeTags(code: string): string | undefined {
  if (!isChanged(code)) return code;
  const tokens = readTokens(code);
  let escaped = '';
  let end = 0;
  for (const { label, start, end: next } of tokens) {
    escaped += code.slice(end, start);
    const text = code.slice(start, next);
    if (['string', 'template', 'regexp'].includes(label)) {
      const tagless = text.replace(/(\\*)\{(?=\{)/g, (_, slashes) => `${unescaped(slashes)}\\x7b`);
      escaped += label === 'regexp' ? tagless : withoutDollars(tagless, code[next]);
    } else {
      escaped += escaped.endsWith('{') && text.startsWith('{') ? ` ${text}` : text;
    }
    end = next;
  }
  escaped += code.slice(end);
  // A tag function gets the raw text of its template, which an escape would change.
  return isChanged(escaped) || tokens.some(isTaggedTemplate) ? undefined : escaped;
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

/** Tells whether Argo or Kubernetes would change a text. */
function isChanged(text: string): boolean {
  return text.includes('{{') || hasExpandedDollars(text);
}

/** Escapes the dollar signs of a string or a part of a template that are expanded, also before that of `${`. */
function withoutDollars(text: string, following: string | undefined): string {
  return `${text}${following === '$' ? '$' : ''}`
    .replace(EXPANDED, (_, slashes) => `${unescaped(slashes)}\\x24`)
    .slice(0, following === '$' ? -1 : undefined);
}

/** Removes the backslash that escapes a character from the backslashes before it. */
function unescaped(slashes: string): string {
  return slashes.length % 2 === 1 ? slashes.slice(1) : slashes;
}

function isTaggedTemplate(token: CodeToken, index: number, tokens: readonly CodeToken[]): boolean {
  return token.label === '`' && ['name', ')', ']'].includes(tokens[index - 1]?.label ?? '');
}

import { quoteGo } from '../text/quote.ts';
import { escapeUrl, type UrlPart, unescapeUrl } from './url-escape.ts';

/** User and password of a URL. */
export interface GoUserInfo {
  readonly name: string;
  readonly password?: string;
}

/** The parts of a URL, as Go's `url.Parse` finds them. */
export interface GoUrl {
  /** In lower case, without the colon. */
  readonly scheme: string;
  /** What follows the scheme of a URL without `/`, such as the address in `mailto:someone`. */
  readonly opaque: string;
  readonly user?: GoUserInfo;
  /** Host and port, an IPv6 address in brackets. */
  readonly host: string;
  /** Whether a path follows the scheme directly, as in `file:/tmp`. */
  readonly omitsHost?: boolean;
  /** The decoded path. */
  readonly path: string;
  /** The path as it is sent: as it was written if it was valid, encoded otherwise. */
  readonly escapedPath: string;
  /** What follows `?`, as it was written. Undefined without a question mark. */
  readonly query?: string;
  /** What follows `#`, encoded. It is never sent. Undefined if it is empty. */
  readonly escapedFragment?: string;
}

/**
 * Reads a URL as Go's `url.Parse` does.
 *
 * @throws Error with Go's message, such as `parse "1:2": first path segment in URL cannot contain colon`
 */
export function parseUrl(text: string): GoUrl {
  const mark = text.indexOf('#');
  const url = mark < 0 ? text : text.slice(0, mark);
  const parts = named(url, () => parseParts(url));
  const fragment = mark < 0 ? '' : text.slice(mark + 1);
  if (fragment === '') return parts;
  return { ...parts, escapedFragment: named(text, () => readFragment(fragment)) };
}

/** Puts the text before the message of an error. */
function named<T>(text: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`parse ${quoteGo(text)}: ${error.message}`);
  }
}

function readFragment(text: string): string {
  const decoded = unescapeUrl(text, 'fragment');
  return /^[\w.~!'()*[\]$&+,/:;=@%?-]*$/.test(text) ? text : escapeUrl(decoded, 'fragment');
}

function parseParts(url: string): GoUrl {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: Go refuses exactly these
  if (/[\x00-\x1f\x7f]/.test(url)) throw new Error('net/url: invalid control character in URL');
  const [scheme, afterScheme] = cutScheme(url);
  const mark = afterScheme.indexOf('?');
  const rest = mark < 0 ? afterScheme : afterScheme.slice(0, mark);
  const query = mark < 0 ? {} : { query: afterScheme.slice(mark + 1) };
  const none = { scheme, opaque: '', host: '', path: '', escapedPath: '', ...query };
  if (!rest.startsWith('/')) {
    if (scheme !== '') return { ...none, opaque: rest };
    if (rest.split('/', 1)[0]?.includes(':'))
      throw new Error('first path segment in URL cannot contain colon');
  }
  if (!rest.startsWith('//') || (scheme === '' && rest.startsWith('///')))
    return { ...none, ...readPath(rest), ...(scheme !== '' && { omitsHost: true }) };
  const end = rest.indexOf('/', 2);
  const authority = rest.slice(2, end < 0 ? undefined : end);
  return { ...none, ...readAuthority(authority), ...readPath(end < 0 ? '' : rest.slice(end)) };
}

function cutScheme(url: string): readonly [scheme: string, rest: string] {
  if (url.startsWith(':')) throw new Error('missing protocol scheme');
  const found = /^([a-zA-Z][a-zA-Z0-9+.-]*):/.exec(url);
  return found?.[1] === undefined ? ['', url] : [found[1].toLowerCase(), url.slice(found[0].length)];
}

function readPath(text: string): Pick<GoUrl, 'path' | 'escapedPath'> {
  const path = unescapeUrl(text, 'path');
  return { path, escapedPath: isValidPath(text) ? text : escapeUrl(path, 'path') };
}

function isValidPath(text: string): boolean {
  return /^[\w.~!'()*[\]$&+,/:;=@%-]*$/.test(text);
}

function readAuthority(authority: string): Pick<GoUrl, 'user' | 'host'> {
  const at = authority.lastIndexOf('@');
  const host = readHost(authority.slice(at + 1));
  if (at < 0) return { host };
  const info = authority.slice(0, at);
  if (!/^[\w.:~!$&'()*+,;=%@-]*$/.test(info)) throw new Error('net/url: invalid userinfo');
  const colon = info.indexOf(':');
  const name = unescapeUrl(colon < 0 ? info : info.slice(0, colon), 'user');
  if (colon < 0) return { user: { name }, host };
  return { user: { name, password: unescapeUrl(info.slice(colon + 1), 'user') }, host };
}

function readHost(text: string): string {
  if (text.lastIndexOf('[') > 0) throw new Error('invalid IP-literal');
  if (text.startsWith('[')) {
    const end = text.lastIndexOf(']');
    if (end < 0) throw new Error("missing ']' in host");
    assertPort(text.slice(end + 1));
  } else if (text.includes(':')) assertPort(text.slice(text.indexOf(':')));
  return unescapeUrl(text, 'host');
}

function assertPort(port: string): void {
  if (!/^(?::[0-9]*)?$/.test(port)) throw new Error(`invalid port ${quoteGo(port)} after host`);
}

/** Options of {@link printUrl}. */
export interface PrintUrlOptions {
  /** Whether `***` takes the place of the password. @default false */
  readonly hidePassword?: boolean;
}

/** Returns the text of a URL as Go's `URL.String` writes it. */
export function printUrl(url: GoUrl, options: PrintUrlOptions = {}): string {
  const scheme = url.scheme === '' ? '' : `${url.scheme}:`;
  const fragment = url.escapedFragment === undefined ? '' : `#${url.escapedFragment}`;
  const query = (url.query === undefined ? '' : `?${url.query}`) + fragment;
  if (url.opaque !== '') return `${scheme}${url.opaque}${query}`;
  const hasAuthority =
    url.host !== '' ||
    url.user !== undefined ||
    (url.scheme !== '' && url.path !== '' && url.omitsHost !== true);
  const user = url.user === undefined ? '' : `${printUser(url.user, options)}@`;
  const authority = hasAuthority ? `//${user}${escapeUrl(url.host, 'host')}` : '';
  const slash = url.host !== '' && url.escapedPath !== '' && !url.escapedPath.startsWith('/') ? '/' : '';
  return `${scheme}${authority}${slash}${url.escapedPath}${query}`;
}

function printUser({ name, password }: GoUserInfo, { hidePassword = false }: PrintUrlOptions): string {
  const part: UrlPart = 'user';
  if (password === undefined) return escapeUrl(name, part);
  return `${escapeUrl(name, part)}:${hidePassword ? '***' : escapeUrl(password, part)}`;
}

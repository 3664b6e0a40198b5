import { quoteGo } from '@tiphys/go';
import { kindOf } from '../values/type-of.ts';
import { isObject, makeObject, ownEntry } from '../values/value.ts';
import { define } from './define.ts';

/** Implements Go's `path.Clean`. */
function clean(path: string): string {
  const rooted = path.startsWith('/');
  const kept: string[] = [];
  for (const part of path.split('/')) {
    if (part === '' || part === '.') continue;
    if (part !== '..') kept.push(part);
    else if (kept.length > 0 && kept.at(-1) !== '..') kept.pop();
    else if (!rooted) kept.push(part);
  }
  return (rooted ? '/' : '') + kept.join('/') || '.';
}

function base(path: string): string {
  if (path === '') return '.';
  let end = path.length;
  while (path[end - 1] === '/') end -= 1;
  return path.slice(path.lastIndexOf('/', end - 1) + 1, end) || '/';
}

function directory(path: string): string {
  return clean(path.slice(0, path.lastIndexOf('/') + 1));
}

function extension(path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  return dot < 0 ? '' : name.slice(dot);
}

function unescapePart(text: string): string {
  const wrong = /%(?![\da-fA-F]{2}).{0,2}/s.exec(text)?.[0];
  if (wrong !== undefined) throw new Error(`invalid URL escape ${quoteGo(wrong)}`);
  // Bytes that are not UTF-8 stay in Go's string, and JSON writes them as this character.
  return text.replace(/(?:%[\da-fA-F]{2})+/g, (run) =>
    new TextDecoder('utf-8', { ignoreBOM: true }).decode(
      Uint8Array.from(run.slice(1).split('%'), (digits) => Number.parseInt(digits, 16)),
    ),
  );
}

/** Checks a host and port as Go does. Throws a plain error with Go's message. */
function checkHost(host: string): void {
  const colon = host.startsWith('[') ? host.lastIndexOf(']') + 1 : host.lastIndexOf(':');
  if (host.startsWith('[') && colon === 0) throw new Error("missing ']' in host");
  const port = colon < 0 ? '' : host.slice(colon);
  if (!/^(?::\d*)?$/.test(port)) throw new Error(`invalid port ${quoteGo(port)} after host`);
  const wrong = /[^\w\-.~!$&'()*+,;=:[\]<>"%\u0080-\u{10ffff}]/u.exec(host)?.[0];
  if (wrong !== undefined) throw new Error(`invalid character ${quoteGo(wrong)} in host name`);
  // A host may escape only non-ASCII characters and the percent sign.
  const escaped = /%(?!25)[0-7][\da-fA-F]/.exec(host)?.[0];
  if (escaped !== undefined) throw new Error(`invalid URL escape ${quoteGo(escaped)}`);
}

function splitUrl(text: string): Record<string, unknown> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what a URL must not hold
  if (/[\x00-\x1f\x7f]/.test(text)) throw new Error('net/url: invalid control character in URL');
  const [, beforeFragment = '', fragment = ''] = /^([^#]*)#?(.*)$/s.exec(text) ?? [];
  const scheme = /^([a-zA-Z][a-zA-Z\d+.-]*):/.exec(beforeFragment)?.[1] ?? '';
  const afterScheme = scheme === '' ? beforeFragment : beforeFragment.slice(scheme.length + 1);
  if (scheme === '' && /^:/.test(afterScheme)) throw new Error('missing protocol scheme');
  const [firstSegment = ''] = afterScheme.split(/[/?]/);
  if (scheme === '' && !afterScheme.startsWith('/') && firstSegment.includes(':')) {
    throw new Error('first path segment in URL cannot contain colon');
  }
  const [, hierarchy = '', query = ''] = /^([^?]*)\??(.*)$/s.exec(afterScheme) ?? [];
  const opaque = scheme !== '' && !hierarchy.startsWith('/') ? hierarchy : '';
  const authority = /^\/\/([^/]*)/.exec(opaque === '' ? hierarchy : '');
  const [, userinfo = '', host = ''] = /^(?:(.*)@)?(.*)$/.exec(authority?.[1] ?? '') ?? [];
  checkHost(host);
  if (/[^\w\-.~:!$&'()*+,;=%@]/.test(userinfo)) throw new Error('net/url: invalid userinfo');
  const path = opaque === '' ? hierarchy.slice(authority?.[0].length ?? 0) : '';
  return makeObject(
    Object.entries({
      scheme: scheme.toLowerCase(),
      host: unescapePart(host),
      hostname: unescapePart(host)
        .replace(/:\d*$/, '')
        .replace(/^\[(.*)\]$/, '$1'),
      path: unescapePart(path),
      query,
      opaque,
      fragment: unescapePart(fragment),
      userinfo: userinfo.replaceAll('@', '%40'),
    }),
  );
}

/** Implements Go's `url.Parse`. Returns a map of the parts. */
function parseUrl(text: string): Record<string, unknown> {
  try {
    return splitUrl(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`unable to parse url: parse ${quoteGo(text)}: ${reason}`);
  }
}

function joinUrl(map: unknown): string {
  const part = (key: string): string => {
    const value = isObject(map) ? ownEntry(map, key) : undefined;
    if (value === undefined) return '';
    if (typeof value !== 'string')
      throw new Error(`unable to parse ${key} key, must be of type string, but ${kindOf(value)} found`);
    return value;
  };
  const [scheme, host, path, query, opaque, fragment, userinfo] = [
    part('scheme'),
    part('host'),
    part('path'),
    part('query'),
    part('opaque'),
    part('fragment'),
    part('userinfo'),
  ];
  const user = userinfo === '' ? '' : `${userinfo}@`;
  const authority =
    scheme !== '' || host !== '' || user !== ''
      ? host !== '' || path !== '' || user !== ''
        ? `//${user}${host}`
        : ''
      : '';
  const slash = path !== '' && !path.startsWith('/') && host !== '' ? '/' : '';
  const hierarchy = opaque === '' ? authority + slash + encodeURI(path) : opaque;
  return (
    (scheme === '' ? '' : `${scheme}:`) +
    hierarchy +
    (query === '' ? '' : `?${query}`) +
    (fragment === '' ? '' : `#${encodeURI(fragment)}`)
  );
}

const text = (run: (path: string) => string): unknown => define('string -> string', run);
const isAbsolute = define('string -> bool', (path: string) => path.startsWith('/'));

/** sprig's functions for paths and URLs. */
export const pathFunctions: Readonly<Record<string, unknown>> = {
  base: text(base),
  dir: text(directory),
  clean: text(clean),
  ext: text(extension),
  isAbs: isAbsolute,
  osBase: text(base),
  osDir: text(directory),
  osClean: text(clean),
  osExt: text(extension),
  osIsAbs: isAbsolute,
  urlParse: define('string -> map', parseUrl),
  urlJoin: define('map -> string', joinUrl),
};

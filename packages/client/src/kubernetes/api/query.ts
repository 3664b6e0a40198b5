import { encodeText } from '../../requests/encode-text.ts';

/** Values of a query by name. Those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/** Returns a path with a query. */
export function withQuery(path: string, query: Query): string {
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${encode(name)}=${encode(String(value))}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Returns a text as a segment of a path. */
export function segment(text: string): string {
  return encode(text).replaceAll('/', '%2F');
}

/** A slash needs no escape in a query, and labels are full of them. */
function encode(text: string): string {
  return encodeText(text)
    .replaceAll('%2F', '/')
    .replace(/[!'()*]/g, (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);
}

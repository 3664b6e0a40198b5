import { ClientError } from '../contract/client-error.ts';
import { encodeText } from '../requests/encode-text.ts';
import type { ServerPlace } from './server-place.ts';

/** Values of a query by name. Those that are undefined are left out. */
export type ServerQuery = Readonly<Record<string, string | number | undefined>>;

/** Returns a path of the API with a query. */
export function serverPath(segments: readonly string[], query: ServerQuery = {}): string {
  const path = ['/api/v1', ...segments.map(encodeText)].join('/');
  const pairs = Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}=${encodeValue(String(value))}`],
  );
  return pairs.length === 0 ? path : `${path}?${pairs.join('&')}`;
}

/** Returns a value as it may be in a query. Commas separate selectors and fields, and need no escape. */
export function encodeValue(text: string): string {
  return encodeText(text).replaceAll('%2C', ',');
}

/**
 * Returns a name or a uid as it may be in a path.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for one that would turn the path into that of something else, such as an empty one
 */
export function checkName(kind: string, name: string | undefined): string {
  if (name !== undefined && name !== '' && name !== '.' && name !== '..') return name;
  throw new ClientError('CLIENT_ARGUMENT', `${JSON.stringify(name ?? '')} is not the name of a ${kind}.`);
}

/**
 * Returns the chosen namespace.
 *
 * @throws ClientError `CLIENT_ARGUMENT` if all are chosen
 */
export function checkNamespace({ namespace }: Pick<ServerPlace, 'namespace'>): string {
  if (namespace !== '') return namespace;
  throw new ClientError(
    'CLIENT_ARGUMENT',
    'This needs one namespace, but all are chosen. Choose one with --namespace.',
  );
}

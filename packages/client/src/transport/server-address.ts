import { adviseOn } from './advice.ts';

/** The parts of the address of a server. */
export interface ServerAddress {
  /** `https://argo.example.org:2746` */
  readonly origin: string;
  /** Path that all paths are under, without a slash at its end: `/argo`, or nothing. */
  readonly basePath: string;
}

/**
 * Returns the parts of an address.
 *
 * @param what the subject of messages. @default 'The address of the server'
 * @throws ClientError `CLIENT_CONFIG` if it is not one of http or https, or holds credentials, which belong into headers
 */
export function parseAddress(server: string, what = 'The address of the server'): ServerAddress {
  const url = URL.canParse(server) ? new URL(server) : undefined;
  // The text is not shown: it may hold a password in a form that cannot be recognised.
  if (url === undefined)
    throw adviseOn('CLIENT_CONFIG', `${what} is not a URL such as https://localhost:2746`);
  if (url.username !== '' || url.password !== '')
    throw adviseOn(
      'CLIENT_CONFIG',
      `${what} ${url.host} must not contain a user or a password. Pass credentials as a token or a header`,
    );
  if (url.protocol !== 'http:' && url.protocol !== 'https:')
    throw adviseOn('CLIENT_CONFIG', `${what} must start with https:// or http://, not with ${url.protocol}`);
  if (url.search !== '' || url.hash !== '')
    throw adviseOn('CLIENT_CONFIG', `${what} ${url.host} must not have a query or a fragment`);
  return { origin: url.origin, basePath: url.pathname.replace(/\/+$/, '') };
}

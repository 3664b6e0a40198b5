import { Readable } from 'node:stream';
import type { HTTPArtifact, OAuth2Auth } from '@tiphys/models';
import type { HostRules } from '../../contract/host-rules.ts';
import { type HttpRequest, sendRequest } from './http-request.ts';
import { readSecret } from './read-secret.ts';

/** Longest answer of a token server. */
const MAXIMUM_TOKEN_BYTES = 1024 * 1024;

/**
 * Returns the headers and certificates of a request for an artifact: its own headers, and its authentication from Secrets.
 *
 * @throws Error if a Secret is missing, or the token server refuses
 */
export async function credentialsOf(
  http: HTTPArtifact,
  context: { readonly objects: readonly unknown[]; readonly hosts: HostRules },
): Promise<Pick<HttpRequest, 'headers' | 'tls'>> {
  const { basicAuth, clientCert, oauth2 } = http.auth ?? {};
  const secret = (reference: Parameters<typeof readSecret>[1]): string | undefined =>
    readSecret(context.objects, reference);
  const headers = (http.headers ?? []).map(({ name, value }) => [name, value] as const);
  if (clientCert?.clientCertSecret !== undefined) {
    const cert = secret(clientCert.clientCertSecret) ?? '';
    return { headers, tls: { cert, key: secret(clientCert.clientKeySecret) ?? '' } };
  }
  if (oauth2?.tokenURLSecret !== undefined)
    return { headers: [...headers, ['Authorization', `Bearer ${await fetchToken(oauth2, context)}`]] };
  const user = secret(basicAuth?.usernameSecret) ?? '';
  const password = secret(basicAuth?.passwordSecret) ?? '';
  if (user === '' || password === '') return { headers };
  return { headers: [...headers, ['Authorization', basicHeader(user, password)]] };
}

/** Returns the header of basic authentication. */
export function basicHeader(user: string, password: string): string {
  return `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`;
}

/** Asks for a token with the credentials of the client. See https://datatracker.ietf.org/doc/html/rfc6749#section-4.4 */
async function fetchToken(
  oauth2: OAuth2Auth,
  { objects, hosts }: { readonly objects: readonly unknown[]; readonly hosts: HostRules },
): Promise<string> {
  const form = new URLSearchParams({ grant_type: 'client_credentials' });
  if (oauth2.scopes !== undefined && oauth2.scopes.length > 0) form.set('scope', oauth2.scopes.join(' '));
  for (const { key, value } of oauth2.endpointParams ?? []) form.append(key, value ?? '');
  const body = Buffer.from(form.toString());
  const id = encodeURIComponent(readSecret(objects, oauth2.clientIDSecret) ?? '');
  const password = encodeURIComponent(readSecret(objects, oauth2.clientSecretSecret) ?? '');
  const url = readSecret(objects, oauth2.tokenURLSecret) ?? '';
  const { status, statusLine, content } = await sendRequest(
    {
      method: 'POST',
      url,
      headers: [
        ['Content-Type', 'application/x-www-form-urlencoded'],
        ['Authorization', basicHeader(id, password)],
      ],
      body: { size: body.length, open: () => Readable.from([body]) },
    },
    hosts,
  );
  let text = '';
  for await (const chunk of content) {
    text += String(chunk);
    if (text.length > MAXIMUM_TOKEN_BYTES) throw new Error('the answer of the token server is too long');
  }
  if (status !== 200) throw new Error(`oauth2: cannot fetch token: ${statusLine}`);
  return readToken(text);
}

function readToken(text: string): string {
  try {
    const { access_token: token } = JSON.parse(text) as { readonly access_token?: unknown };
    if (typeof token === 'string' && token !== '') return token;
  } catch {
    // The same error as for an answer without a token.
  }
  throw new Error('oauth2: server response missing access_token');
}

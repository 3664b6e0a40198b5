import { parseUrl, quoteGo } from '@tiphys/go';
import type { Template } from '@tiphys/models';
import { keyedObjects } from '../../pod-spec/kubernetes-objects.ts';
import { addHeader, type HttpCall, isToken } from './http-call.ts';

type HttpFields = NonNullable<Template['http']>;

/**
 * Returns the request of an HTTP template.
 *
 * @throws Error with Argo's text if the method, the URL or a Secret is wrong
 */
export function httpRequest(fields: HttpFields, objects: readonly unknown[]): HttpCall {
  const method = fields.method || 'GET';
  if (!isToken(method)) throw new Error(`net/http: invalid method ${quoteGo(method)}`);
  const url = parseUrl(fields.url ?? '');
  const headers = new Map<string, string[]>();
  let host: string | undefined;
  for (const header of fields.headers ?? []) {
    const value = headerValue(header, objects);
    if (header.name.toLowerCase() === 'host') host = value;
    else addHeader(headers, header.name, value);
  }
  return { method, url, headers, body: bodyOf(fields), ...(host ? { host } : {}) };
}

/** Returns the body of the request as it is sent. */
export function bodyOf(fields: HttpFields): Buffer {
  const { bodyFrom } = fields;
  if (bodyFrom === undefined) return Buffer.from(fields.body ?? '');
  // Argo's agent crashes without bytes.
  if (bodyFrom.bytes === undefined) throw new Error('bodyFrom has no bytes');
  return Buffer.from(bodyFrom.bytes, 'base64');
}

type HeaderFields = NonNullable<HttpFields['headers']>[number];

function headerValue(header: HeaderFields, objects: readonly unknown[]): string {
  const reference = header.valueFrom?.secretKeyRef;
  if (reference === undefined) return header.value ?? '';
  const name = reference.name ?? '';
  const entries = keyedObjects(objects).findEntries('Secret', name);
  if (entries === undefined) throw new Error(`secrets ${quoteGo(name)} not found`);
  const value = entries.get(reference.key);
  if (value === undefined) throw new Error(`secret '${name}' does not have the key '${reference.key}'`);
  return value.toString();
}

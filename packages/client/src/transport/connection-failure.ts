import type { ClientCode } from '../contract/client-error.ts';
import { adviseOn } from './advice.ts';
import type { Failure } from './failure.ts';
import { opensslReason } from './tls/openssl-reason.ts';

/** No connection came about, so the server has not seen the request. It may soon be there again. */
const NOT_SENT = new Set([
  'ECONNREFUSED',
  'EAI_AGAIN',
  'UND_ERR_CONNECT_TIMEOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
]);
/** The address or the certificates are wrong, and stay so. */
const LASTING =
  /^(?:ENOTFOUND|CERT_|ERR_TLS_|ERR_SSL_|ERR_OSSL_|DEPTH_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_|UND_ERR_INVALID_ARG|EPROTO)/;
const TIMEOUTS = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'ETIMEDOUT',
]);

/** What the names of the library's errors mean. */
const SILENCE: Readonly<Record<string, string>> = {
  UND_ERR_CONNECT_TIMEOUT: 'no connection came about in time',
  UND_ERR_HEADERS_TIMEOUT: 'the server did not answer in time',
  UND_ERR_BODY_TIMEOUT: 'the reply stopped before its end',
};

/** Returns what a failure to get a whole reply means. `changes` says whether the request may have changed something. */
export function failureOfConnection(request: string, cause: unknown, changes: boolean): Failure {
  const { code: reason = '', message } =
    cause instanceof Error ? readError(cause) : { message: String(cause) };
  const code: ClientCode = TIMEOUTS.has(reason) ? 'CLIENT_TIMEOUT' : 'CLIENT_UNREACHABLE';
  if (NOT_SENT.has(reason) || LASTING.test(reason))
    return {
      error: adviseOn(code, `${request} failed: ${message}${hintOf(reason)}`),
      repeat: NOT_SENT.has(reason) ? 'always' : 'never',
    };
  const doubt = changes ? '. The server may have done it nevertheless: look before you try again' : '';
  return { error: adviseOn(code, `${request} failed: ${message}${doubt}`), repeat: 'repeatable' };
}

function readError(error: Error): { readonly code?: string; readonly message: string } {
  const first = error instanceof AggregateError && error.errors[0] instanceof Error ? error.errors[0] : error;
  const code = 'code' in first && typeof first.code === 'string' ? first.code : undefined;
  const message = first.message === '' ? (code ?? first.name) : first.message.split('\n', 1)[0];
  return { ...(code !== undefined && { code }), message: SILENCE[code ?? ''] ?? readable(message ?? '') };
}

function readable(message: string): string {
  const reason = opensslReason(message);
  return (reason === undefined ? message : `TLS failed with "${reason}"`).replace(/[.\s]+$/, '');
}

function hintOf(reason: string): string {
  if (/SSL|EPROTO/.test(reason))
    return '. The server may speak plain HTTP: then its address starts with http://';
  if (/^(?:CERT_|ERR_TLS_|DEPTH_|SELF_SIGNED|UNABLE_TO_|HOSTNAME_)/.test(reason))
    return '. Pass the certificate of its authority, or skip the check with --insecure-skip-verify';
  return '';
}

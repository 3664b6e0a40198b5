import { createSecureContext } from 'node:tls';
import { ClientError } from '../../contract/client-error.ts';
import type { TlsOptions } from '../transport-options.ts';
import { opensslReason } from './openssl-reason.ts';

/**
 * Checks the certificates and the key of a connection. Otherwise the first request would fail as if the server could not be reached.
 *
 * @throws ClientError `CLIENT_CONFIG` if they are not in PEM format, or the key is not that of the certificate
 */
export function checkTls({ ca, cert, key }: TlsOptions): void {
  const named = {
    'certificate of the authority': ca,
    'client certificate': cert,
    "client certificate's key": key,
  };
  for (const [what, text] of Object.entries(named))
    if (text !== undefined && !text.includes('-----BEGIN ')) throw wrong(`The ${what} is not in PEM format.`);
  if (cert === undefined && key === undefined) return;
  try {
    createSecureContext({ cert, key });
  } catch (cause) {
    const message = cause instanceof Error ? cause.message : String(cause);
    const reason = opensslReason(message) ?? message;
    throw wrong(`The client certificate and its key cannot be used: ${reason}.`);
  }
}

function wrong(problem: string): ClientError {
  return new ClientError(
    'CLIENT_CONFIG',
    `${problem} Fix the options, or the user and the cluster in the kubeconfig.`,
  );
}

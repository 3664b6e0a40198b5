import { isIPv6 } from 'node:net';
import { quoteGo } from '@tiphys/go';
import { describeError, errorCode } from '../../contract/error-text.ts';

/** Go's texts for errors of the operating system. */
const SYSTEM_ERRORS: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'connection refused',
  EHOSTUNREACH: 'no route to host',
  ENETUNREACH: 'network is unreachable',
  ETIMEDOUT: 'connection timed out',
  EACCES: 'permission denied',
  EADDRNOTAVAIL: 'cannot assign requested address',
};

const UNKNOWN_AUTHORITY = 'tls: failed to verify certificate: x509: certificate signed by unknown authority';

/** Go's texts for errors of Node.js. */
const NODE_ERRORS: Readonly<Record<string, string>> = {
  DEPTH_ZERO_SELF_SIGNED_CERT: UNKNOWN_AUTHORITY,
  SELF_SIGNED_CERT_IN_CHAIN: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT: UNKNOWN_AUTHORITY,
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: UNKNOWN_AUTHORITY,
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: UNKNOWN_AUTHORITY,
  CERT_HAS_EXPIRED: 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  CERT_NOT_YET_VALID: 'tls: failed to verify certificate: x509: certificate has expired or is not yet valid',
  HPE_HEADER_OVERFLOW: 'net/http: server response headers exceeded 1048576 bytes; aborted',
};

/** Returns the text of an error of a connection as Go's `net/http` has it, such as `dial tcp 127.0.0.1:1: connect: connection refused`. */
export function networkErrorText(error: unknown): string {
  // Several addresses of one name were tried; Go reports the first.
  if (error instanceof AggregateError && error.errors.length > 0) return networkErrorText(error.errors[0]);
  const code = errorCode(error) ?? '';
  const system = SYSTEM_ERRORS[code];
  if (system !== undefined) return dialText(error, system);
  const text = NODE_ERRORS[code];
  if (text !== undefined) return text;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') return lookupText(error, code);
  if (code === 'ECONNRESET') return resetText(error);
  if (code === 'EPROTO' && /wrong version number|packet length too long/.test(describeError(error)))
    return 'http: server gave HTTP response to HTTPS client';
  if (code.startsWith('HPE_')) return malformedText(error);
  return describeError(error);
}

function fieldOf(error: unknown, name: string): string {
  const value: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, name) : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

function dialText(error: unknown, reason: string): string {
  const address = fieldOf(error, 'address');
  const shown = isIPv6(address) ? `[${address}]` : address;
  return `dial tcp ${shown}:${fieldOf(error, 'port')}: connect: ${reason}`;
}

function lookupText(error: unknown, code: string): string {
  const reason = code === 'ENOTFOUND' ? 'no such host' : 'Temporary failure in name resolution';
  return `dial tcp: lookup ${fieldOf(error, 'hostname')}: ${reason}`;
}

/** Node.js reports a connection that the server closed without an answer as a reset, too. */
function resetText(error: unknown): string {
  return fieldOf(error, 'syscall') === 'read' ? 'read: connection reset by peer' : 'EOF';
}

function malformedText(error: unknown): string {
  const packet: unknown = typeof error === 'object' && error !== null ? Reflect.get(error, 'rawPacket') : '';
  const [line = ''] = (Buffer.isBuffer(packet) ? packet.toString('latin1') : '').split(/\r?\n/, 1);
  return `net/http: HTTP/1.x transport connection broken: malformed HTTP response ${quoteGo(line)}`;
}

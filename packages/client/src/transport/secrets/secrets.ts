import { ClientError } from '../../contract/client-error.ts';
import { hideSecrets } from './hide-secrets.ts';

/** Knows the values of headers that were sent, and keeps them out of errors. */
export interface Secrets {
  /** Adds the values of headers that are sent together. */
  add(...headers: readonly Readonly<Record<string, string>>[]): void;
  /** Returns a text without them. */
  hideIn(text: string): string;
  /** Returns an error without them. */
  hide(error: ClientError): ClientError;
}

/** The values of as many former headers are known, since a late reply may repeat one. */
const KEPT = 8;

/** Returns an empty collection of secrets. */
export function createSecrets(): Secrets {
  const known = new Set<string>();
  const hideIn = (text: string): string => hideSecrets(text, [...known]);
  return {
    add(...headers) {
      const values = headers.flatMap((one) => Object.values(one));
      for (const value of values) {
        known.delete(value);
        known.add(value);
      }
      for (const oldest of known) {
        if (known.size <= KEPT + values.length) break;
        known.delete(oldest);
      }
    },
    hideIn,
    hide({ code, message, status, serverMessage }) {
      return new ClientError(code, hideIn(message), {
        status,
        serverMessage: serverMessage === undefined ? undefined : hideIn(serverMessage),
      });
    },
  };
}

import { ClientError } from '../contract/client-error.ts';
import { isHeaderName, isHeaderValue } from './header-text.ts';

/**
 * Checks headers that are sent with every request, such as a token with a line break in it. The message does not show values.
 *
 * @throws ClientError `CLIENT_CONFIG` for a header that cannot be sent
 */
export function checkHeaders(headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (!isHeaderName(name)) throw wrong(`${JSON.stringify(name)} is not the name of a header.`);
    if (!isHeaderValue(value))
      throw wrong(
        `The header "${name}" has characters that cannot be sent, such as line breaks. Fix the token or value.`,
      );
  }
}

function wrong(message: string): ClientError {
  return new ClientError('CLIENT_CONFIG', message);
}

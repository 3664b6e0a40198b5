import { ClientError } from '../contract/client-error.ts';

/**
 * Returns a text as a part of a path or a query.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for half of a character, which has no form in an address
 */
export function encodeText(text: string): string {
  if (text.isWellFormed()) return encodeURIComponent(text);
  throw new ClientError(
    'CLIENT_ARGUMENT',
    `${JSON.stringify(text)} has half of a character, which cannot be sent. Fix the text.`,
  );
}

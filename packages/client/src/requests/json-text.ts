import { ClientError } from '../contract/client-error.ts';

/**
 * Returns the JSON of the body of a request, with fields in their order.
 *
 * @throws ClientError `CLIENT_ARGUMENT` if it cannot be written as JSON
 */
export function jsonText(body: unknown): string {
  let text: string | undefined;
  let reason = 'it is not a value of JSON';
  try {
    text = JSON.stringify(body);
  } catch (error) {
    if (error instanceof Error) [reason = ''] = error.message.split('\n', 1);
  }
  if (text !== undefined) return text;
  throw new ClientError('CLIENT_ARGUMENT', `The body cannot be written as JSON: ${reason}.`);
}

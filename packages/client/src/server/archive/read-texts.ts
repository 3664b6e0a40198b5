import { ClientError } from '../../contract/client-error.ts';

/**
 * Returns the texts of a reply with a list of them. Go writes an empty list as null, or leaves it out.
 *
 * @throws ClientError `CLIENT_REPLY` if it is not one
 */
export function readTexts(reply: unknown): readonly string[] {
  const { items } = (reply ?? {}) as { readonly items?: unknown }; // any JSON
  if (items === null || items === undefined) return [];
  if (Array.isArray(items) && items.every((item) => typeof item === 'string')) return items;
  throw new ClientError(
    'CLIENT_REPLY',
    'The server answered without a list of texts. A proxy may have answered.',
  );
}

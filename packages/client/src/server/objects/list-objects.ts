import type { ObjectFilter } from '../../contract/objects.ts';
import { fieldQuery } from '../field-query.ts';
import type { ServerPlace } from '../server-place.ts';
import { listPath, type ObjectApi } from './object-api.ts';
import { readPage } from './read-object.ts';

/** Returns the objects of a kind that a filter selects, in the order of their names. Throws ClientError as the transport does. */
export async function listObjects<T extends { readonly metadata: { readonly name?: string | undefined } }>(
  { transport, namespace }: ServerPlace,
  api: ObjectApi,
  { labels, allNamespaces, fields, signal }: ObjectFilter = {},
): Promise<readonly T[]> {
  const items: T[] = [];
  let next: string | undefined;
  do {
    const query = {
      'listOptions.labelSelector': labels?.trim() || undefined,
      'listOptions.continue': next,
      fields: fieldQuery(fields, { before: 'items.', needed: ['metadata.name'] }),
    };
    const path = listPath(api, allNamespaces === true ? '' : namespace, query);
    const page = readPage<T>(await transport.json({ method: 'GET', path }, { signal }), api.kind);
    items.push(...page.items);
    next = page.next;
  } while (next !== undefined);
  const nameOf = ({ metadata }: T): string => metadata.name ?? '';
  return items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

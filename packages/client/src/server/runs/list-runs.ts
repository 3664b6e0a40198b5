import type { Workflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type { ListSelectors } from '../../runs/list-selectors.ts';
import { type ObjectPage, readPage } from '../objects/read-object.ts';
import { serverPath } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';

/** How many workflows the server sends in one reply. */
const PAGE_SIZE = 500;

/** Which workflows to list. */
export interface ListedRuns extends Partial<ListSelectors> {
  /** The fields of the reply that are wanted, or after a minus sign those that are not, separated by commas. */
  readonly fields: string;
}

/**
 * Returns the workflows of a namespace, or of all namespaces if none is chosen. Large lists are read page by page.
 *
 * A workflow that is created or deleted meanwhile moves the pages of the server, so one that comes twice is given once.
 */
export async function listRuns(
  { transport, namespace }: ServerPlace,
  { fields, labelSelector, fieldSelector }: ListedRuns,
  call: CallOptions,
): Promise<readonly Workflow[]> {
  const readPages = async (limit: number | undefined): Promise<readonly Workflow[]> => {
    const items = new Map<string, Workflow>();
    let next: string | undefined;
    do {
      const path = serverPath(['workflows', namespace], {
        'listOptions.labelSelector': labelSelector,
        'listOptions.fieldSelector': fieldSelector,
        'listOptions.limit': limit,
        'listOptions.continue': next,
        fields,
      });
      let page: ObjectPage<Workflow>;
      try {
        page = readPage<Workflow>(await transport.json({ method: 'GET', path }, call), 'Workflow');
      } catch (error) {
        // The server forgets the moment of a list after some minutes. Then all is read at once.
        const isExpired = next !== undefined && error instanceof ClientError && error.status === 410;
        if (!isExpired) throw error;
        return await readPages(undefined);
      }
      for (const item of page.items) items.set(keyOf(item), item);
      next = page.items.length === 0 ? undefined : page.next;
    } while (next !== undefined);
    return [...items.values()];
  };
  return await readPages(PAGE_SIZE);
}

function keyOf({ metadata }: Workflow): string {
  return metadata.uid ?? `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

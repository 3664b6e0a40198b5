import type { Workflow } from '@tiphys/models';
import type { CallOptions, FieldChoice } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type { ListSelectors } from '../../runs/list-selectors.ts';
import { fieldQuery, hasField } from '../field-query.ts';
import { type ObjectPage, readPage } from '../objects/read-object.ts';
import { serverPath } from '../server-path.ts';
import type { ServerRunsPlace } from '../server-place.ts';

/** How many workflows the server sends in one reply: fewer if they come whole, because it sends no more than 100 MB. */
const PAGE_SIZE = 500;
const WHOLE_PAGE_SIZE = 100;

/** Which workflows to list. */
export interface ListedRuns extends Partial<ListSelectors> {
  /** @default all */
  readonly fields?: FieldChoice | undefined;
  /** Fields that are needed besides. @default none */
  readonly needed?: readonly string[] | undefined;
}

/** Workflows of one moment. */
export interface RunList {
  readonly items: readonly Workflow[];
  /** The version from which a watch goes on; empty if the server does not tell. */
  readonly resourceVersion: string;
}

/**
 * Returns the workflows of a namespace, or of all namespaces if none is chosen. Large lists are read page by page.
 *
 * A workflow that is created or deleted meanwhile moves the pages of the server, so one that comes twice is given once.
 */
export async function listRuns(
  where: ServerRunsPlace,
  listed: ListedRuns,
  call: CallOptions,
): Promise<RunList> {
  const size = where.pageSize ?? (listed.fields === undefined ? WHOLE_PAGE_SIZE : PAGE_SIZE);
  return await readPages(where, listed, size, call);
}

async function readPages(
  where: ServerRunsPlace,
  listed: ListedRuns,
  size: number,
  call: CallOptions,
): Promise<RunList> {
  const items: Workflow[] = [];
  let next: string | undefined;
  // What happens while later pages are read is watched, too.
  let resourceVersion: string | undefined;
  do {
    let page: ObjectPage<Workflow>;
    try {
      const path = pagePath(where, listed, size, next);
      page = readPage<Workflow>(await where.transport.json({ method: 'GET', path }, call), 'Workflow');
    } catch (error) {
      // The server forgets the moment of a list after some minutes. Then all is read at once.
      const isExpired = next !== undefined && error instanceof ClientError && error.status === 410;
      if (!isExpired) throw error;
      return await readPages(where, listed, 0, call);
    }
    items.push(...page.items);
    resourceVersion ??= page.resourceVersion;
    next = page.items.length === 0 ? undefined : page.next;
  } while (next !== undefined);
  const unique = size === 0 ? items : [...new Map(items.map((item) => [keyOf(item), item])).values()];
  return { items: unique, resourceVersion };
}

function pagePath(
  { namespace }: ServerRunsPlace,
  { fields, needed = [], labelSelector, fieldSelector }: ListedRuns,
  size: number,
  next: string | undefined,
): string {
  const isPaged = size > 0;
  return serverPath(['workflows', namespace], {
    'listOptions.labelSelector': labelSelector,
    'listOptions.fieldSelector': fieldSelector,
    'listOptions.limit': isPaged ? size : undefined,
    'listOptions.continue': next,
    fields: fieldQuery(fields, {
      before: 'items.',
      // It says where the next page begins.
      reply: isPaged ? ['metadata'] : [],
      needed: isPaged ? [...needed, ...missingIdentity(namespace, fields)] : needed,
    }),
  });
}

/** Returns what tells workflows apart, if the chosen fields do not. */
function missingIdentity(namespace: string, fields: FieldChoice | undefined): readonly string[] {
  const hasName = hasField(fields, 'metadata.name');
  const hasPlace = namespace !== '' || hasField(fields, 'metadata.namespace');
  return hasField(fields, 'metadata.uid') || (hasName && hasPlace) ? [] : ['metadata.uid'];
}

function keyOf({ metadata }: Workflow): string {
  return metadata.uid ?? `${metadata.namespace ?? ''}/${metadata.name ?? ''}`;
}

import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { readExact } from '../../transport/read-exact.ts';
import type { ApiRequest, Transport } from '../../transport/transport.ts';
import { type Query, segment, withQuery } from './query.ts';
import { collectionPath, objectPath, type Resource } from './resource.ts';
import { valuesAsTexts } from './values-as-texts.ts';

/** What a list of objects has in common for all kinds. */
export interface ObjectList<T> {
  readonly items: readonly T[];
  /** The version from which a watch goes on. */
  readonly resourceVersion: string;
}

/** Which objects to list. */
export interface ListQuery {
  /** Whether only the metadata of each object is asked for. @default false */
  readonly onlyMetadata?: boolean | undefined;
  readonly labelSelector?: string | undefined;
  readonly fieldSelector?: string | undefined;
}

/** Kinds of patches. */
export type PatchType = 'merge' | 'apply' | 'json' | 'strategic';

const CONTENT_TYPES: Readonly<Record<PatchType, string>> = {
  merge: 'application/merge-patch+json',
  apply: 'application/apply-patch+yaml',
  json: 'application/json-patch+json',
  strategic: 'application/strategic-merge-patch+json',
};

/** Reads and writes objects of any kind. Each call throws the ClientErrors of {@link Transport}. The type of an object is what the caller expects. */
export interface KubernetesApi {
  readonly transport: Transport;
  get<T>(resource: Resource, namespace: string, name: string, call?: CallOptions): Promise<T>;
  /** Reads an object such that it can be written back: integers that JavaScript would round are kept as they are. */
  getExact<T>(resource: Resource, namespace: string, name: string, call?: CallOptions): Promise<T>;
  /** Lists the objects of a namespace, or without one of all namespaces. Large lists are read page by page. */
  list<T>(
    resource: Resource,
    namespace: string | undefined,
    query: ListQuery,
    call?: CallOptions,
  ): Promise<ObjectList<T>>;
  create<T>(
    resource: Resource,
    namespace: string,
    object: object,
    query: Query,
    call?: CallOptions,
  ): Promise<T>;
  /** Replaces the object of that name. */
  put<T>(
    resource: Resource,
    namespace: string,
    object: NamedObject,
    query: Query,
    call?: CallOptions,
  ): Promise<T>;
  patch<T>(target: PatchTarget, patch: object, query: Query, call?: CallOptions): Promise<T>;
  /** @param body what the query cannot say. @default nothing */
  remove(
    resource: Resource,
    namespace: string,
    name: string,
    query: Query,
    call?: CallOptions,
    body?: object,
  ): Promise<void>;
  /** Deletes the selected objects of a namespace, and returns them. */
  removeAll<T>(
    resource: Resource,
    namespace: string,
    query: Query,
    call?: CallOptions,
  ): Promise<readonly T[]>;
}

/** An object with a name, to replace the one that is stored. */
export interface NamedObject {
  readonly metadata: { readonly name?: string | undefined };
}

/** What a patch changes, and how. */
export interface PatchTarget {
  readonly resource: Resource;
  readonly namespace: string;
  readonly name: string;
  readonly type: PatchType;
  /** A part of the object that is written separately. @default the object */
  readonly subresource?: string | undefined;
}

/**
 * Returns access to the objects that a transport reaches.
 *
 * @param pageSize how many objects a list returns in one reply; 0 for all
 */
export function createKubernetesApi(transport: Transport, pageSize: number): KubernetesApi {
  // The replies of the API are trusted to have the types that callers expect of them.
  const send = async <T>(request: ApiRequest, call: CallOptions): Promise<T> =>
    withoutManagedFields(await transport.json(request, call)) as T;
  return {
    transport,
    get: async <T>(resource: Resource, namespace: string, name: string, call: CallOptions = {}) =>
      await send<T>({ method: 'GET', path: objectPath(resource, namespace, name) }, call),
    getExact: async <T>(resource: Resource, namespace: string, name: string, call: CallOptions = {}) => {
      const path = objectPath(resource, namespace, name);
      return withoutManagedFields(await readExact(transport, path, call)) as T;
    },
    list: async (resource, namespace, query, call = {}) =>
      await listPages(transport, { path: collectionPath(resource, namespace), query, pageSize }, call),
    async create(resource, namespace, object, query, call = {}) {
      const path = withQuery(collectionPath(resource, namespace), query);
      return send({ method: 'POST', path, body: await valuesAsTexts(object) }, call);
    },
    async put(resource, namespace, object, query, call = {}) {
      const path = withQuery(objectPath(resource, namespace, object.metadata.name ?? ''), query);
      return send({ method: 'PUT', path, body: await valuesAsTexts(object) }, call);
    },
    async patch({ resource, namespace, name, type, subresource }, patch, query, call = {}) {
      const object = objectPath(resource, namespace, name);
      const part = subresource === undefined ? object : `${object}/${segment(subresource)}`;
      const body = type === 'apply' ? await valuesAsTexts(patch) : patch;
      return send(
        { method: 'PATCH', path: withQuery(part, query), body, contentType: CONTENT_TYPES[type] },
        call,
      );
    },
    async remove(resource, namespace, name, query, call = {}, body = undefined) {
      const path = withQuery(objectPath(resource, namespace, name), query);
      await transport.json({ method: 'DELETE', path, body }, call);
    },
    async removeAll<T>(resource: Resource, namespace: string, query: Query, call: CallOptions = {}) {
      const path = collectionPath(resource, namespace);
      const reply = await transport.json({ method: 'DELETE', path: withQuery(path, query) }, call);
      return readItems(reply as Page, transport.address + path).map(
        (item) => withoutManagedFields(item) as T,
      ); // see readItems
    },
  };
}

/** @see https://kubernetes.io/docs/reference/using-api/api-concepts/#receiving-resources-as-tables */
const ONLY_METADATA = 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';

interface Listing {
  readonly path: string;
  readonly query: ListQuery;
  readonly pageSize: number;
}

/** One page of a list, as the API answers. */
interface Page {
  readonly items?: readonly unknown[] | null;
  readonly metadata?: { readonly resourceVersion?: string; readonly continue?: string };
}

async function listPages<T>(
  transport: Transport,
  listing: Listing,
  call: CallOptions,
): Promise<ObjectList<T>> {
  const { path, pageSize } = listing;
  const { onlyMetadata = false, ...query } = listing.query;
  const headers: Readonly<Record<string, string>> = onlyMetadata ? { accept: ONLY_METADATA } : {};
  const items: unknown[] = [];
  let next: string | undefined;
  let resourceVersion = '';
  do {
    const limit = pageSize === 0 ? undefined : pageSize;
    const page = withQuery(path, { ...query, limit, continue: next });
    let reply: Page;
    try {
      reply = (await transport.json({ method: 'GET', path: page, headers }, call)) as Page; // see readItems
    } catch (error) {
      // The pages of a list are those of one moment, and the server forgets it after some minutes. Then all is read at once.
      const isExpired = next !== undefined && error instanceof ClientError && error.status === 410;
      if (!isExpired) throw error;
      return await listPages(transport, { ...listing, pageSize: 0 }, call);
    }
    items.push(...readItems(reply, transport.address + path));
    resourceVersion = reply.metadata?.resourceVersion ?? '';
    next = reply.metadata?.continue === '' ? undefined : reply.metadata?.continue;
  } while (next !== undefined);
  return { items: items.map((item) => withoutManagedFields(item) as T), resourceVersion };
}

function readItems({ items }: Page, address: string): readonly unknown[] {
  if (items === null || Array.isArray(items)) return items ?? [];
  throw new ClientError('CLIENT_REPLY', `GET ${address} answered without a list of items.`, { status: 200 });
}

/** Returns an object without the record of who set which field. It is as large as the object, and the server keeps it without being told. */
export function withoutManagedFields(object: unknown): unknown {
  if (typeof object !== 'object' || object === null || !('metadata' in object)) return object;
  const { metadata } = object;
  if (typeof metadata !== 'object' || metadata === null || !('managedFields' in metadata)) return object;
  const { managedFields: _, ...others } = metadata;
  return { ...object, metadata: others };
}

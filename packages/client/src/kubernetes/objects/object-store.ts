import type { CronWorkflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import type {
  CronStore,
  ObjectFilter,
  ObjectStore,
  StoredObject,
  WriteOptions,
} from '../../contract/objects.ts';
import { CRON_WORKFLOWS, type Resource } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';

/** Returns access to the objects of one of Argo's kinds. */
export function createStore<T extends StoredObject>(
  where: NamespacePlace,
  resource: Resource,
): ObjectStore<T> {
  const { api, namespace } = where;
  const target = ({ metadata }: T): string => metadata.namespace || namespace;
  return {
    kind: resource.kind,
    list: (filter) => listStored<T>(where, resource, filter),
    get: (name, call = {}) => api.get<T>(resource, namespace, name, call),
    create: (object, options = {}) =>
      api.create<T>(resource, target(object), object, dryRun(options), options),
    update: (object, options = {}) => api.put<T>(resource, target(object), object, dryRun(options), options),
    delete: (name, call = {}) => api.remove(resource, namespace, name, {}, call),
    lint: (object, call = {}) =>
      api.create<T>(resource, target(object), object, { fieldValidation: 'Strict', dryRun: 'All' }, call),
  };
}

/** Returns the objects of a kind that a filter selects, in the order of their names. */
export async function listStored<T extends { readonly metadata: { readonly name?: string | undefined } }>(
  { api, namespace }: NamespacePlace,
  resource: Resource,
  filter: ObjectFilter = {},
): Promise<readonly T[]> {
  const place = filter.allNamespaces === true ? undefined : namespace || undefined;
  const labelSelector = filter.labels?.trim() === '' ? undefined : filter.labels;
  const { items } = await api.list<T>(resource, place, { labelSelector }, filter);
  const nameOf = ({ metadata }: T): string => metadata.name ?? '';
  return items.toSorted((a, b) => (nameOf(a) < nameOf(b) ? -1 : 1));
}

function dryRun(options: WriteOptions): Record<string, string> {
  return options.dryRun === true ? { dryRun: 'All' } : {};
}

/** Returns access to cron workflows. */
export function createCronStore(where: NamespacePlace): CronStore {
  const setSuspend = (name: string, suspend: boolean, call: CallOptions): Promise<CronWorkflow> =>
    where.api.patch<CronWorkflow>(
      { resource: CRON_WORKFLOWS, namespace: where.namespace, name, type: 'merge' },
      { spec: { suspend } },
      {},
      call,
    );
  return {
    ...createStore<CronWorkflow>(where, CRON_WORKFLOWS),
    suspend: (name, call = {}) => setSuspend(name, true, call),
    resume: (name, call = {}) => setSuspend(name, false, call),
  };
}

import { ClientError } from '../../contract/client-error.ts';
import type { KubernetesObject } from '../../contract/delivery.ts';
import type {
  KubernetesFilter,
  KubernetesObjects,
  KubernetesWriteOptions,
} from '../../contract/kubernetes-objects.ts';
import type { ListQuery } from '../api/kubernetes-api.ts';
import type { Query } from '../api/query.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import type { ResourceFinder } from './find-resource.ts';

/** Returns access to the objects of any kind in a namespace. */
export function createKubernetesObjects(
  { api, namespace }: NamespacePlace,
  find: ResourceFinder,
): KubernetesObjects {
  const placeOf = ({ metadata }: KubernetesObject): string => metadata.namespace || namespace;
  return {
    get: async (reference, call = {}) =>
      api.get(await find(reference, call), namespace, reference.name, call),
    async list(kind, filter = {}) {
      const place = filter.allNamespaces === true ? undefined : namespace || undefined;
      const { items } = await api.list<KubernetesObject>(
        await find(kind, filter),
        place,
        queryOf(filter),
        filter,
      );
      return items;
    },
    create: async (object, options = {}) =>
      api.create(await find(object, options), placeOf(object), object, writing(options), options),
    replace: async (object, options = {}) =>
      api.put(await find(object, options), placeOf(object), object, writing(options), options),
    async patch({ name, ...kind }, patch, options = {}) {
      const { type = 'merge', subresource } = options;
      const target = {
        resource: await find(kind, options),
        namespace,
        name,
        subresource,
        type: Array.isArray(patch) ? 'json' : type,
      } as const;
      return api.patch(target, patch, writing(options), options);
    },
    async delete({ name, ...kind }, options = {}) {
      const { propagation, preconditions } = options;
      const resource = await find(kind, options);
      if (preconditions === undefined)
        return api.remove(resource, namespace, name, { propagationPolicy: propagation }, options);
      const body = {
        kind: 'DeleteOptions',
        apiVersion: 'v1',
        ...(propagation !== undefined && { propagationPolicy: propagation }),
        preconditions,
      };
      return api.remove(resource, namespace, name, {}, options, body);
    },
    async deleteAll(kind, filter = {}) {
      if (filter.allNamespaces === true || namespace === '')
        throw new ClientError(
          'CLIENT_ARGUMENT',
          'Objects of all namespaces cannot be deleted at once. Choose one namespace.',
        );
      return api.removeAll(await find(kind, filter), namespace, queryOf(filter), filter);
    },
  };
}

function queryOf({
  labels = '',
  fields = '',
}: KubernetesFilter): Pick<ListQuery, 'labelSelector' | 'fieldSelector'> {
  return {
    labelSelector: labels.trim() === '' ? undefined : labels,
    fieldSelector: fields.trim() === '' ? undefined : fields,
  };
}

function writing({ dryRun, fieldValidation }: KubernetesWriteOptions): Query {
  return { fieldValidation, dryRun: dryRun === true ? 'All' : undefined };
}

import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type { Delivery, KubernetesObject, ObjectReference, OwnerReference } from '../../contract/delivery.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import type { ResourceFinder } from './find-resource.ts';

/** The name under which the API server notes which fields are ours. */
const FIELD_MANAGER = 'tiphys';
/** Most attempts to add an owner while others change the object. */
const MOST = 5;

/** Returns how objects of any kind are created and changed in a namespace. */
export function createDelivery(where: NamespacePlace, find: ResourceFinder): Delivery {
  const { api, namespace } = where;
  const read = async (
    { name, ...kind }: ObjectReference,
    call: CallOptions = {},
  ): Promise<KubernetesObject | undefined> => {
    const resource = await find(kind, call);
    return await unlessMissing(() => api.get<KubernetesObject>(resource, namespace, name, call));
  };
  return {
    read,
    async apply(object, options = {}) {
      const { name } = object.metadata;
      if (name === undefined)
        throw new ClientError('CLIENT_INVALID', `A ${object.kind} without metadata.name cannot be applied.`);
      const resource = await find(object, options);
      const place = object.metadata.namespace || namespace;
      const { dryRun, force } = options;
      const query = {
        fieldManager: FIELD_MANAGER,
        force: force === true ? true : undefined,
        dryRun: dryRun === true ? 'All' : undefined,
      };
      try {
        return await api.patch({ resource, namespace: place, name, type: 'apply' }, object, query, options);
      } catch (error) {
        throw explainConflict(error, object);
      }
    },
    async own(reference, owner, call = {}) {
      const resource = await find(reference, call);
      for (let attempt = 1; ; attempt++) {
        const object = await api.get<KubernetesObject>(resource, namespace, reference.name, call);
        const { ownerReferences = [], resourceVersion } = object.metadata;
        if (ownerReferences.some(({ uid }) => uid === owner.uid)) return;
        const patch = { metadata: { resourceVersion, ownerReferences: [...ownerReferences, plain(owner)] } };
        try {
          await api.patch({ resource, namespace, name: reference.name, type: 'merge' }, patch, {}, call);
          return;
        } catch (error) {
          const isConflict = error instanceof ClientError && error.status === 409;
          if (!isConflict || attempt >= MOST) throw error;
        }
      }
    },
    async remove(reference, call = {}) {
      const resource = await find(reference, call);
      const query = { propagationPolicy: 'Background' };
      await unlessMissing(() => api.remove(resource, namespace, reference.name, query, call));
    },
  };
}

function plain({ apiVersion, kind, name, uid }: OwnerReference): OwnerReference {
  return { apiVersion, kind, name, uid };
}

async function unlessMissing<T>(send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ClientError && error.status === 404) return undefined;
    throw error;
  }
}

/** The message of the API server says who set the fields, but not what can be done here. */
function explainConflict(error: unknown, { kind, metadata }: KubernetesObject): unknown {
  if (!(error instanceof ClientError) || error.status !== 409) return error;
  const { serverMessage, status } = error;
  return new ClientError(
    'CLIENT_CONFLICT',
    // The message of the server ends with a list of the fields, one a line.
    `Others own fields of the ${kind} ${metadata.name}. Leave these fields out, or take them over with the option force (--force). ${serverMessage ?? 'The server does not name them.'}`,
    { status, serverMessage },
  );
}

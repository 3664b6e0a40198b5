import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import type { Delivery, KubernetesObject, OwnerReference } from '../../contract/delivery.ts';
import type { ObjectStore, StoredObject } from '../../contract/objects.ts';
import { keepLive } from '../../delivering/keep-live.ts';
import { readExact } from '../../transport/read-exact.ts';
import { type ObjectApi, objectPath } from '../objects/object-api.ts';
import { readObject } from '../objects/read-object.ts';
import { createServerStore } from '../objects/server-store.ts';
import { checkName } from '../server-path.ts';
import type { ServerPlace } from '../server-place.ts';
import { findApi } from './find-api.ts';

/** An object of one of the kinds that the server stores. */
type ArgoObject = KubernetesObject & StoredObject;

/** Most attempts to change an object while others change it. */
const MOST = 5;

/** Returns how objects of Argo's kinds are created and changed in a namespace. An object is replaced as a whole, but keeps what others have added. */
export function createServerDelivery(place: ServerPlace): Delivery {
  const { transport, namespace } = place;
  const storeOf = (api: ObjectApi): ObjectStore<ArgoObject> => createServerStore<ArgoObject>(place, api);

  /** Reads an object such that it can be written back. */
  const readLive = async (api: ObjectApi, name: string, target: ServerPlace, call: CallOptions) => {
    const path = objectPath(api, target, checkName(api.kind, name));
    return await unlessMissing(async () =>
      readObject<ArgoObject>(await readExact(transport, path, call), api.kind),
    );
  };

  return {
    async read(reference, call = {}) {
      const store = storeOf(findApi(reference));
      return await unlessMissing(() => store.get(reference.name, call));
    },
    async apply(object, { dryRun = false, signal } = {}) {
      const api = findApi(object);
      const name = checkName(api.kind, object.metadata.name);
      const target = { transport, namespace: object.metadata.namespace || namespace };
      const store = storeOf(api);
      return await repeatOnConflict(async () => {
        const live = await readLive(api, name, target, { signal });
        return live === undefined
          ? await store.create(argoObject(object), { signal, dryRun })
          : await store.update(mergeInto(live, object), { signal, dryRun });
      });
    },
    async own(reference, owner, call = {}) {
      const api = findApi(reference);
      const store = storeOf(api);
      await repeatOnConflict(async () => {
        const live = await readLive(api, reference.name, place, call);
        // The error of the server says it best.
        if (live === undefined) return await store.get(reference.name, call);
        const { ownerReferences = [] } = live.metadata;
        if (ownerReferences.some(({ uid }) => uid === owner.uid)) return live;
        const metadata = { ...live.metadata, ownerReferences: [...ownerReferences, plain(owner)] };
        return await store.update(argoObject({ ...live, metadata }), call);
      });
    },
    async remove(reference, call = {}) {
      const store = storeOf(findApi(reference));
      await unlessMissing(() => store.delete(reference.name, call));
    },
  };
}

/** The kind has been checked, and the server checks the fields. */
function argoObject(object: KubernetesObject): ArgoObject {
  return object as ArgoObject;
}

function plain({ apiVersion, kind, name, uid }: OwnerReference): OwnerReference {
  return { apiVersion, kind, name, uid };
}

/** Returns the stored object with the fields of another. What its controller wrote, such as when a cron workflow last ran, stays. */
function mergeInto(live: KubernetesObject, object: KubernetesObject): ArgoObject {
  const { status } = live as { readonly status?: unknown };
  const { status: _, ...kept } = keepLive(object, live) as KubernetesObject & { readonly status?: unknown };
  const metadata = { ...live.metadata, ...kept.metadata, resourceVersion: live.metadata.resourceVersion };
  return argoObject({ ...kept, metadata, ...(status !== undefined && { status }) } as KubernetesObject);
}

async function unlessMissing<T>(send: () => Promise<T>): Promise<T | undefined> {
  try {
    return await send();
  } catch (error) {
    if (error instanceof ClientError && error.code === 'CLIENT_NOT_FOUND') return undefined;
    throw error;
  }
}

/** Others may create or change the object between reading and writing it. */
async function repeatOnConflict<T>(change: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await change();
    } catch (error) {
      const isConflict = error instanceof ClientError && error.code === 'CLIENT_CONFLICT';
      if (!isConflict || attempt >= MOST) throw error;
    }
  }
}

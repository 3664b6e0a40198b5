import type {
  Cluster,
  KubernetesCluster,
  KubernetesDeleteOptions,
  KubernetesFilter,
  KubernetesObject,
  KubernetesObjects,
  KubernetesPatchOptions,
  ObjectKind,
} from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { nameOf, sentBody } from './expected-objects.ts';
import type { Replay } from './replay.ts';

const WORKFLOW: ObjectKind = { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow' };

/** Replays reading an object of any kind. */
export function getObject(kind: ObjectKind): Replay {
  return {
    call: (cluster, exchange) => objectsOf(cluster).get({ ...kind, name: nameOf(exchange) }),
    gives: stored,
  };
}

/** Replays a list of workflows, of which the API server reads the selectors. */
export function listObjects(filter: KubernetesFilter): Replay {
  return { call: (cluster) => objectsOf(cluster).list(WORKFLOW, filter) };
}

/** Replays storing a new object of any kind. */
export const createObject: Replay = {
  call: (cluster, exchange) => objectsOf(cluster).create(sentBody<KubernetesObject>(exchange)),
  gives: stored,
};

/** Replays replacing an object of any kind. */
export const replaceObject: Replay = {
  call: (cluster, exchange) => objectsOf(cluster).replace(sentBody<KubernetesObject>(exchange)),
  gives: stored,
};

/** Replays a patch of an object, which is what was sent. */
export function patchObject(options: KubernetesPatchOptions = {}, kind = WORKFLOW): Replay {
  return {
    call: (cluster, exchange) => {
      const [name = ''] = exchange.request.path.split('/').slice(options.subresource === undefined ? -1 : -2);
      return objectsOf(cluster).patch({ ...kind, name }, sentBody(exchange), options);
    },
    gives: stored,
  };
}

/** Replays deleting an object. */
export function deleteObject(options: KubernetesDeleteOptions, kind = WORKFLOW): Replay {
  return {
    call: (cluster, exchange) => objectsOf(cluster).delete({ ...kind, name: nameOf(exchange) }, options),
  };
}

/** Replays deleting the workflows that a filter selects. */
export function deleteAll(filter: KubernetesFilter): Replay {
  return {
    call: (cluster) => objectsOf(cluster).deleteAll(WORKFLOW, filter),
    gives: ({ response }) => {
      // A recorded list.
      const { items } = response.body as { readonly items: readonly unknown[] };
      return items.map(withoutManager);
    },
  };
}

function objectsOf(cluster: Cluster): KubernetesObjects {
  // Only this way has them.
  return (cluster as KubernetesCluster).objects;
}

function stored({ response }: Exchange): unknown {
  return withoutManager(response.body);
}

/** Returns an object without the record of who set which field. */
function withoutManager(object: unknown): unknown {
  const { metadata, ...fields } = object as { readonly metadata: object }; // a recorded object
  return { ...fields, metadata: { ...metadata, managedFields: undefined } };
}

import type { Workflow } from '@tiphys/models';
import { ClientError } from '../contract/client-error.ts';
import type { Cluster } from '../contract/cluster.ts';
import type { KubernetesObject } from '../contract/delivery.ts';
import { assertWorkflow } from '../runs/assert-workflow.ts';
import { assertNamed } from './assert-named.ts';
import { assertStorable } from './assert-storable.ts';
import { chooseScopes } from './choose-scopes.ts';
import { contentNames } from './content-names.ts';
import type { OutgoingObject } from './delivered-object.ts';
import { keyOf, keyOfName } from './object-key.ts';
import { orderObjects } from './order-objects.ts';
import { renameReferences } from './references.ts';
import { takesKind } from './store-of.ts';

/** A workflow and the objects that it needs, with their names in the cluster. */
export interface PreparedObjects {
  readonly workflow: Workflow;
  /** In the order in which they are created. */
  readonly outgoing: readonly OutgoingObject[];
  /** What the workflow does not refer to, or what Argo creates. */
  readonly left: readonly OutgoingObject[];
}

/**
 * Returns what is sent for a workflow. Sends nothing.
 *
 * @throws ClientError `CLIENT_ARGUMENT` for what is not a workflow or an object with a name; `CLIENT_TOO_LARGE`; `CLIENT_NOT_OFFERED` if it needs a ConfigMap that this way to the cluster cannot create;
 * `CLIENT_INVALID` for an object of another namespace
 */
export function prepareObjects(
  cluster: Cluster,
  given: Workflow,
  objects: readonly KubernetesObject[],
): PreparedObjects {
  assertWorkflow(given);
  objects.forEach(assertNamed);
  // A Workflow has the fields of every object.
  const workflow = given as KubernetesObject & Workflow;
  const scopes = chooseScopes(workflow, objects);
  const needed = orderObjects([...scopes.keys()]);
  const hashed = contentNames(needed);
  const names = new Map(
    needed
      .filter((object) => scopes.get(object) === 'run')
      .map((one) => [keyOf(one), hashed.get(keyOf(one))]),
  );
  const rename = <T>(object: T): T =>
    renameReferences(object, ({ kind, name }) => names.get(keyOfName(kind, name)));
  const toOutgoing = (object: KubernetesObject): OutgoingObject => {
    const name = names.get(keyOf(object)) ?? object.metadata.name;
    const { namespace: _, ...metadata } = object.metadata;
    return {
      given: object,
      object: { ...rename(object), metadata: { ...metadata, name } },
      scope: scopes.get(object) ?? 'cluster',
    };
  };
  const all = needed.map(toOutgoing);
  const outgoing = all.filter((one) => !isMadeByArgo(one, cluster));
  for (const { given: one } of outgoing) assertNamespace(one, cluster);
  assertOffered(outgoing, cluster);
  const renamed = rename(workflow);
  for (const { object } of outgoing) assertStorable(object);
  assertStorable(renamed);
  const unused = objects.filter((object) => !scopes.has(object)).map(toOutgoing);
  return {
    workflow: renamed,
    outgoing,
    left: [...unused, ...all.filter((one) => isMadeByArgo(one, cluster))],
  };
}

/** Argo's controller creates the cache of a template when it stores the first entry. */
function isMadeByArgo({ object, scope }: OutgoingObject, cluster: Cluster): boolean {
  const { data, binaryData } = object as { readonly data?: object; readonly binaryData?: object };
  const isEmpty = Object.keys({ ...data, ...binaryData }).length === 0;
  return scope === 'state' && isEmpty && !takesKind(cluster, object);
}

function assertNamespace(object: KubernetesObject, { namespace }: Cluster): void {
  const own = object.metadata.namespace;
  if (own === undefined || own === namespace || object.kind === 'ClusterWorkflowTemplate') return;
  throw new ClientError(
    'CLIENT_INVALID',
    `The ${keyOf(object)} is in the namespace ${own}, but the run would be in ${namespace}. Use that namespace, or remove it from the object.`,
  );
}

function assertOffered(outgoing: readonly OutgoingObject[], cluster: Cluster): void {
  const refused = outgoing
    .filter(({ object }) => !takesKind(cluster, object))
    .map(({ given }) => keyOf(given));
  if (refused.length === 0) return;
  throw new ClientError(
    'CLIENT_NOT_OFFERED',
    `The workflow needs the ${refused.join(', ')}, which the Argo Server cannot create. Use the Kubernetes API (--kube). Or create it with kubectl, and leave out its file.`,
  );
}

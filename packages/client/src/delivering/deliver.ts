import type { Workflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { Cluster } from '../contract/cluster.ts';
import type { KubernetesObject, OwnerReference } from '../contract/delivery.ts';
import { canonicalJson } from './canonical-json.ts';
import { type DeliveredObject, type OutgoingObject, reportOf } from './delivered-object.ts';
import { keyOf } from './object-key.ts';
import { planObject, referenceTo } from './plan-object.ts';
import { prepareObjects } from './prepare-objects.ts';
import { withoutServerFields } from './without-server-fields.ts';

/** A workflow whose objects are in the cluster. */
export interface Delivered {
  /** The workflow to submit: its references have the names in the cluster. */
  readonly workflow: Workflow;
  readonly objects: readonly DeliveredObject[];
  /** Makes the objects of the run belong to it. Returns those for which that failed, which nobody deletes. */
  own(run: Workflow, call?: CallOptions): Promise<readonly DeliveredObject[]>;
  /** Removes what was created, unless others use it by now. Returns what could not be removed. */
  undo(call?: CallOptions): Promise<readonly DeliveredObject[]>;
}

/** Options of {@link deliver}. */
export interface DeliverOptions extends CallOptions {
  /** Whether nothing is created, so that the report says what would be. @default false */
  readonly dryRun?: boolean | undefined;
}

/**
 * Creates what a workflow needs besides itself: of `objects`, the ConfigMaps, WorkflowTemplates and ClusterWorkflowTemplates that it refers
 * to, in the order of their references. What was created is removed again if something fails.
 *
 * An object that only the run needs gets a name with a hash of its content, so that runs of the same file share it, and runs of others do not
 * get in the way. Other objects are created if they are missing, and never changed.
 *
 * @throws ClientError `CLIENT_TOO_LARGE` and `CLIENT_NOT_OFFERED` before anything is sent; `CLIENT_CONFLICT` if an object exists with another
 * content; and those of a call
 */
export async function deliver(
  cluster: Cluster,
  workflow: Workflow,
  objects: readonly KubernetesObject[],
  options: DeliverOptions = {},
): Promise<Delivered> {
  const prepared = prepareObjects(cluster, workflow, objects);
  const missing = await findMissing(cluster, prepared.outgoing, options);
  const created: OutgoingObject[] = [];
  const undo = (call?: CallOptions): Promise<readonly DeliveredObject[]> => remove(cluster, created, call);
  for (const one of options.dryRun === true ? [] : missing) {
    try {
      await cluster.delivery.apply(one.object, options);
      created.push(one);
    } catch (error) {
      throw withRest(error, await undo());
    }
  }
  const report = prepared.outgoing.map((one) => reportOf(one, missing.includes(one) ? 'created' : 'present'));
  return {
    workflow: prepared.workflow,
    objects: [...report, ...prepared.left.map((one) => reportOf(one, 'left'))],
    own: (run, call) => own(cluster, prepared.outgoing, ownerOf(run), call),
    undo,
  };
}

/** Returns an error that also names what could not be removed after it. */
export function withRest(error: unknown, rest: readonly DeliveredObject[]): unknown {
  if (rest.length === 0 || !(error instanceof ClientError)) return error;
  const names = rest.map(({ kind, name }) => `${kind} "${name}"`).join(', ');
  const { code, message, status, serverMessage } = error;
  return new ClientError(
    code,
    `${message}\nThese objects were created for the run, and are still in the cluster: ${names}.`,
    { status, serverMessage, cause: error },
  );
}

async function findMissing(
  cluster: Cluster,
  outgoing: readonly OutgoingObject[],
  { signal }: CallOptions,
): Promise<readonly OutgoingObject[]> {
  const missing: OutgoingObject[] = [];
  const different: OutgoingObject[] = [];
  for (const one of outgoing) {
    const live = await cluster.delivery.read(referenceTo(one.object), { signal });
    if (live === undefined) missing.push(one);
    else if (one.scope !== 'state' && !(await isSame(cluster, one, { live, signal }))) different.push(one);
  }
  if (different.length === 0) return missing;
  const names = different.map(({ object }) => keyOf(object)).join(', ');
  throw new ClientError(
    'CLIENT_CONFLICT',
    `${cluster.place} has the ${names} with another content than the file. Nothing was changed. Update it with \`tiphys deploy\`, or leave out its file to use what is there.`,
  );
}

async function isSame(
  cluster: Cluster,
  { object }: OutgoingObject,
  { live, signal }: { readonly live: KubernetesObject; readonly signal: AbortSignal | undefined },
): Promise<boolean> {
  const textOf = (one: KubernetesObject): string =>
    canonicalJson(withoutServerFields({ ...one, apiVersion: object.apiVersion, kind: object.kind }));
  const { ownerReferences: _, ...metadata } = live.metadata;
  if (textOf({ ...live, metadata }) === textOf(object)) return true;
  return (await planObject(cluster, object, { signal, force: true })).change === 'none';
}

function ownerOf({ metadata }: Workflow): OwnerReference {
  const { name = '', uid = '' } = metadata;
  return { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', name, uid };
}

async function own(
  cluster: Cluster,
  outgoing: readonly OutgoingObject[],
  owner: OwnerReference,
  call?: CallOptions,
): Promise<readonly DeliveredObject[]> {
  const failed: DeliveredObject[] = [];
  for (const one of outgoing.filter(({ scope }) => scope === 'run')) {
    const ownOne = (): Promise<void> => cluster.delivery.own(referenceTo(one.object), owner, call);
    try {
      await ownOne().catch(async (error: unknown) => {
        if (!(error instanceof ClientError) || error.code !== 'CLIENT_NOT_FOUND') throw error;
        // The last of its former owners has just been deleted.
        await cluster.delivery.apply(one.object, call);
        await ownOne();
      });
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      failed.push(reportOf(one, 'present'));
    }
  }
  return failed;
}

async function remove(
  cluster: Cluster,
  created: readonly OutgoingObject[],
  call?: CallOptions,
): Promise<readonly DeliveredObject[]> {
  const failed: DeliveredObject[] = [];
  for (const one of created.toReversed()) {
    const reference = referenceTo(one.object);
    try {
      const live = await cluster.delivery.read(reference, call);
      // Another run that needs the same objects may have found them.
      if ((live?.metadata.ownerReferences ?? []).length === 0) await cluster.delivery.remove(reference, call);
    } catch (error) {
      if (!(error instanceof ClientError)) throw error;
      failed.push(reportOf(one, 'created'));
    }
  }
  return failed;
}

import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { Cluster } from '../contract/cluster.ts';
import type { KubernetesObject, ObjectReference } from '../contract/delivery.ts';
import type { StoredObject } from '../contract/objects.ts';
import { canonicalJson } from './canonical-json.ts';
import { keepLive } from './keep-live.ts';
import { storeOf } from './store-of.ts';
import { withoutServerFields } from './without-server-fields.ts';

/** What {@link planObject} found. */
export interface ObjectPlan {
  readonly change: 'create' | 'change' | 'none';
  /** What to apply. */
  readonly object: KubernetesObject;
  /** The object as it is stored, without the fields that servers set; undefined if there is none. */
  readonly before: KubernetesObject | undefined;
  /** The object as it would be stored, without the fields that servers set. */
  readonly after: KubernetesObject;
  /** Why applying it without `force` fails: somebody else owns fields that it changes. Absent if it does not. */
  readonly conflict?: ClientError | undefined;
}

/** Options of {@link planObject}. */
export interface PlanOptions extends CallOptions {
  /** Whether fields that somebody else owns are taken over. @default false */
  readonly force?: boolean | undefined;
  /**
   * Objects that are applied with it. The Argo Server refuses references to templates that do not exist yet, and only those to one of these
   * are accepted. @default any
   */
  readonly pending?: readonly KubernetesObject[] | undefined;
}

/**
 * Returns what applying an object would change. Changes nothing.
 *
 * @throws ClientError `CLIENT_NOT_OFFERED` for a kind that this way to the cluster does not offer, `CLIENT_INVALID` if the server refuses the
 * object; and those of a call
 */
export async function planObject(
  cluster: Cluster,
  object: KubernetesObject,
  options: PlanOptions = {},
): Promise<ObjectPlan> {
  const live = await cluster.delivery.read(referenceTo(object), { signal: options.signal });
  const wanted = cluster.mode === 'server' && live !== undefined ? keepLive(object, live) : object;
  const { stored, conflict } =
    cluster.mode === 'server'
      ? { stored: await normalize(cluster, wanted, options) }
      : await tryApply(cluster, wanted, options);
  const before = live && withoutServerFields(withType(live, object));
  const after = withoutServerFields(withType(stored, object));
  const isEqual = before !== undefined && canonicalJson(before) === canonicalJson(after);
  return {
    change: before === undefined ? 'create' : isEqual ? 'none' : 'change',
    object: wanted,
    before,
    after,
    // Nothing is applied if nothing changes.
    ...(!isEqual && conflict && { conflict }),
  };
}

/**
 * Returns an object as the API server would store it. Even equal fields can be a conflict, since Go writes empty fields that the object does not
 * have. Only the result with force tells whether anything changes.
 */
async function tryApply(
  cluster: Cluster,
  object: KubernetesObject,
  { signal, force }: PlanOptions,
): Promise<{ readonly stored: KubernetesObject; readonly conflict?: ClientError }> {
  const apply = (isForced: boolean): Promise<KubernetesObject> =>
    cluster.delivery.apply(object, { signal, dryRun: true, force: isForced });
  try {
    return { stored: await apply(force === true) };
  } catch (error) {
    if (!(error instanceof ClientError) || error.code !== 'CLIENT_CONFLICT' || force === true) throw error;
    return { stored: await apply(true), conflict: error };
  }
}

/** Returns which object is meant by one with a name. */
export function referenceTo({ apiVersion, kind, metadata }: KubernetesObject): ObjectReference {
  return { apiVersion, kind, name: metadata.name ?? '' };
}

/** Replies about an object need not repeat what it is. */
function withType(reply: KubernetesObject, { apiVersion, kind }: KubernetesObject): KubernetesObject {
  return { ...reply, apiVersion, kind };
}

/** Returns an object as the Argo Server writes it. It refuses references to templates that are yet to be created. */
async function normalize(
  cluster: Cluster,
  object: KubernetesObject,
  { signal, pending }: PlanOptions,
): Promise<KubernetesObject> {
  const store = storeOf(cluster, object.kind);
  // The delivery knows what to say about other kinds.
  if (store === undefined) return await cluster.delivery.apply(object, { signal, dryRun: true });
  try {
    return (await store.lint(object as StoredObject, { signal })) as KubernetesObject;
  } catch (error) {
    if (isAboutPending(error, pending)) return object;
    throw error;
  }
}

/** The messages are `template reference a.main not found`, and `workflowtemplates.argoproj.io "a" not found`. */
function isAboutPending(error: unknown, pending: readonly KubernetesObject[] | undefined): boolean {
  if (!(error instanceof ClientError) || !['CLIENT_INVALID', 'CLIENT_NOT_FOUND'].includes(error.code))
    return false;
  const { message } = error;
  if (!message.includes('not found')) return false;
  return (
    pending === undefined ||
    pending.some(({ metadata: { name = '' } }) =>
      [`"${name}" not found`, `template reference ${name}.`].some((text) => message.includes(text)),
    )
  );
}

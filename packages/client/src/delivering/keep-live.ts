import type { KubernetesObject } from '../contract/delivery.ts';

/**
 * Returns an object with what the stored one has besides: labels and annotations of others, owners, and whether a cron workflow is suspended.
 * The Argo Server replaces objects as a whole, so this would be lost.
 */
export function keepLive(object: KubernetesObject, live: KubernetesObject): KubernetesObject {
  const { labels, annotations, ownerReferences = [] } = live.metadata;
  const others = ownerReferences.filter(
    ({ uid }) => object.metadata.ownerReferences?.some((owner) => owner.uid === uid) !== true,
  );
  const owners = [...others, ...(object.metadata.ownerReferences ?? [])];
  const metadata = {
    ...object.metadata,
    ...(labels && { labels: { ...labels, ...object.metadata.labels } }),
    ...(annotations && { annotations: { ...annotations, ...object.metadata.annotations } }),
    ...(owners.length > 0 && { ownerReferences: owners }),
  };
  const { suspend } = specOf(live);
  const spec = specOf(object);
  const isPaused = object.kind === 'CronWorkflow' && suspend === true && spec.suspend === undefined;
  return { ...object, metadata, ...(isPaused && { spec: { ...spec, suspend } }) };
}

function specOf(object: KubernetesObject): Readonly<Record<string, unknown>> {
  const { spec } = object as { readonly spec?: Readonly<Record<string, unknown>> };
  return spec ?? {};
}

import { formatPath, type RunnableObject, type WalkedValue, walkObject } from '@tiphys/models/facts';
import { definitions } from '@tiphys/models/tables';

/** A kind of object that a workflow can need. */
export type NeededKind =
  | 'ConfigMap'
  | 'Secret'
  | 'ServiceAccount'
  | 'PersistentVolumeClaim'
  | 'WorkflowTemplate'
  | 'ClusterWorkflowTemplate';

/** An object that a workflow needs in the cluster. */
export interface Need {
  readonly kind: NeededKind;
  /** Its name. It may contain tags. */
  readonly name: string;
  /** The key of a ConfigMap or a Secret, or the template of a WorkflowTemplate. Undefined if any content will do. */
  readonly part?: string | undefined;
  /** The namespace, if it is not that of the workflow. */
  readonly namespace?: string | undefined;
  /** Whether workflows may work without it, as without a Secret for images that anybody may pull. */
  readonly dispensable: boolean;
  /** Where the workflow names it, such as `spec.templates[0].container.env[0].valueFrom.secretKeyRef`. */
  readonly path: string;
}

type Fields = Readonly<Record<string, unknown>>;
type Found = Pick<Need, 'kind' | 'name' | 'part' | 'namespace'>;

/** What each definition of Argo and Kubernetes names. */
const REFERRING: Readonly<Record<string, (value: Fields) => Found | readonly Found[] | undefined>> = {
  SecretKeySelector: ({ name, key }) => named('Secret', name, key),
  SecretEnvSource: ({ name }) => named('Secret', name),
  SecretVolumeSource: ({ secretName, items }) => withItems('Secret', secretName, items),
  SecretProjection: ({ name, items }) => withItems('Secret', name, items),
  LocalObjectReference: ({ name }) => named('Secret', name),
  AzureFileVolumeSource: ({ secretName }) => named('Secret', secretName),
  ConfigMapKeySelector: ({ name, key }) => named('ConfigMap', name, key),
  ConfigMapEnvSource: ({ name }) => named('ConfigMap', name),
  ConfigMapVolumeSource: ({ name, items }) => withItems('ConfigMap', name, items),
  ConfigMapProjection: ({ name, items }) => withItems('ConfigMap', name, items),
  PersistentVolumeClaimVolumeSource: ({ claimName }) => named('PersistentVolumeClaim', claimName),
  TemplateRef: ({ name, template, clusterScope }) => named(templateKind(clusterScope), name, template),
  WorkflowTemplateRef: ({ name, clusterScope }) => named(templateKind(clusterScope), name),
};

/** Returns what an object needs in the cluster besides itself. */
export function findNeeds(object: RunnableObject): readonly Need[] {
  return needsIn(object, object.kind);
}

/** Returns what a value with a definition needs in the cluster. */
export function needsIn(value: unknown, definition: string): readonly Need[] {
  const skipped = new Set<unknown>();
  const namespaces = new Map<unknown, string>();
  const needs: Need[] = [];
  for (const walked of walkObject(value, { kind: 'reference', to: definition }, definitions)) {
    if (!isFields(walked.value)) {
      const account = accountIn(walked);
      if (account !== undefined) needs.push(account);
      continue;
    }
    if (walked.type.kind !== 'reference' || skipped.has(walked.value)) continue;
    const inner: Fields = walked.value;
    const { to } = walked.type;
    // Argo creates the ConfigMap of a cache, and a value with a default does not need its source.
    if (to === 'Cache') skipped.add(inner.configMap);
    if (to === 'ValueFrom' && inner.default !== undefined) skipped.add(inner.configMapKeyRef);
    if (to === 'SemaphoreRef' && typeof inner.namespace === 'string')
      namespaces.set(inner.configMapKeyRef, inner.namespace);
    const found = Object.hasOwn(REFERRING, to) ? REFERRING[to]?.(inner) : undefined;
    if (inner.optional === true) continue;
    const path = formatPath(walked.path);
    const dispensable = path.includes('imagePullSecrets');
    for (const one of [found ?? []].flat())
      needs.push({ namespace: namespaces.get(inner), ...one, dispensable, path });
  }
  return needs;
}

function accountIn({ field, value, path }: WalkedValue): Need | undefined {
  if (field?.name !== 'serviceAccountName' || typeof value !== 'string' || value === '') return undefined;
  return { kind: 'ServiceAccount', name: value, dispensable: false, path: formatPath(path) };
}

function named(kind: NeededKind, name: unknown, part?: unknown): Found | undefined {
  if (typeof name !== 'string' || name === '') return undefined;
  return { kind, name, ...(typeof part === 'string' && part !== '' && { part }) };
}

/** The keys that a volume lists must exist. */
function withItems(kind: NeededKind, name: unknown, items: unknown): readonly Found[] {
  const keys = Array.isArray(items)
    ? items.map((item) => (isFields(item) ? item.key : undefined))
    : [undefined];
  return keys.flatMap((key) => named(kind, name, key) ?? []);
}

function templateKind(clusterScope: unknown): NeededKind {
  return clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

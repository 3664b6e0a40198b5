import { type ArgoVersion, argoVersions } from '@tiphys/models/tables';

type Fields = Readonly<Record<string, readonly string[]>>;

const CONTAINERS = ['Container', 'ContainerNode', 'ScriptTemplate', 'UserContainer'];
const TEMPLATES = ['Template', 'TemplateDefaults'];

function each(definitions: readonly string[], fields: readonly string[]): Fields {
  return Object.fromEntries(definitions.map((definition) => [definition, fields]));
}

/** Fields that a version brought, of definitions that were there before. A test holds the table against the stored schemas. */
const BROUGHT: Readonly<Partial<Record<ArgoVersion, Fields>>> = {
  'v3.6': {
    ...each(CONTAINERS, ['resizePolicy', 'restartPolicy']),
    CronWorkflowSpec: ['schedules', 'stopStrategy', 'when'],
    CronWorkflowStatus: ['failed', 'phase', 'succeeded'],
    GitArtifact: ['insecureSkipTLS'],
    HDFSArtifact: ['dataTransferProtection'],
    HDFSArtifactRepository: ['dataTransferProtection'],
    LifecycleHandler: ['sleep'],
    PersistentVolumeClaimSpec: ['volumeAttributesClassName'],
    PersistentVolumeClaimStatus: [
      'allocatedResourceStatuses',
      'currentVolumeAttributesClassName',
      'modifyVolumeStatus',
    ],
    PodAffinityTerm: ['matchLabelKeys', 'mismatchLabelKeys'],
    PodDisruptionBudgetSpec: ['unhealthyPodEvictionPolicy'],
    PodSecurityContext: ['appArmorProfile', 'seLinuxChangePolicy', 'supplementalGroupsPolicy'],
    ResourceRequirements: ['claims'],
    S3Artifact: ['sessionTokenSecret'],
    S3ArtifactRepository: ['sessionTokenSecret'],
    SecurityContext: ['appArmorProfile'],
    Synchronization: ['mutexes', 'semaphores'],
    TypedObjectReference: ['namespace'],
    Volume: ['image'],
    VolumeMount: ['recursiveReadOnly'],
    VolumeProjection: ['clusterTrustBundle'],
  },
  'v3.7': {
    ...each(TEMPLATES, ['annotations']),
    Backoff: ['cap'],
    Lifecycle: ['stopSignal'],
    Mutex: ['database'],
    NodeStatus: ['taskResultSynced'],
    SemaphoreRef: ['database'],
  },
  'v4.0': {
    Artifact: ['plugin'],
    ArtifactLocation: ['plugin'],
    ArtifactPaths: ['plugin'],
    ArtifactRepository: ['plugin'],
    NodeStatus: ['failedPodRestarts', 'restartingPodUID'],
  },
  'v4.1': {
    ...each(CONTAINERS, ['restartPolicyRules']),
    ...each(TEMPLATES, ['pendingTimeout', 'podResources', 'resourceClaims']),
    EnvVarSource: ['fileKeyRef'],
    HTTPArtifact: ['saveStreamViaFile'],
    S3Artifact: ['addressingStyle'],
    S3ArtifactRepository: ['addressingStyle'],
    VolumeProjection: ['podCertificate'],
    WorkflowSpec: ['executorPlugins', 'podResources', 'resourceClaims'],
  },
};

/** Fields that a version no longer has. `Cache.configMap` stands for what is in that field. */
const DROPPED: Readonly<Partial<Record<ArgoVersion, Fields>>> = {
  'v3.6': { ObjectMeta: ['clusterName'], PersistentVolumeClaimStatus: ['resizeStatus'] },
  'v3.7': { ...each(TEMPLATES, ['priority']), WorkflowSpec: ['podPriority'] },
  'v4.0': {
    'Cache.configMap': ['key', 'optional'],
    CronWorkflowSpec: ['schedule'],
    Synchronization: ['mutex', 'semaphore'],
  },
};

/**
 * Gives the names of all fields that some definition has in some versions only.
 *
 * @example
 * ```ts
 * changedFields().has('schedule'); // => true
 * ```
 */
export function changedFields(): ReadonlySet<string> {
  const tables = [...Object.values(BROUGHT), ...Object.values(DROPPED)];
  return new Set(tables.flatMap((table) => Object.values(table).flat()));
}

/** The first version that has a field, and the first that no longer has it; absent when there always was one, or is one still. */
export interface FieldSpan {
  readonly since?: ArgoVersion;
  readonly until?: ArgoVersion;
}

/**
 * Gives the versions that have a field, as far as they do not all have it.
 *
 * @example
 * ```ts
 * fieldSpan('CronWorkflowSpec', 'schedules'); // => { since: 'v3.6' }
 * fieldSpan('CronWorkflowSpec', 'schedule'); // => { until: 'v4.0' }
 * ```
 */
export function fieldSpan(definition: string, field: string): FieldSpan {
  const since = argoVersions.find((version) => holds(BROUGHT[version], definition, field));
  const until = argoVersions.find((version) => holds(DROPPED[version], definition, field));
  return { ...(since && { since }), ...(until && { until }) };
}

/**
 * Tells whether a version has a field that some version has.
 *
 * @example
 * ```ts
 * knowsField(fieldSpan('CronWorkflowSpec', 'schedules'), 'v3.5'); // => false
 * ```
 */
export function knowsField({ since, until }: FieldSpan, version: ArgoVersion): boolean {
  const at = argoVersions.indexOf(version);
  const started = since === undefined || argoVersions.indexOf(since) <= at;
  return started && (until === undefined || at < argoVersions.indexOf(until));
}

function holds(table: Fields | undefined, definition: string, field: string): boolean {
  return table !== undefined && Object.hasOwn(table, definition) && (table[definition] ?? []).includes(field);
}

import { isRecord } from '../requests/is-record.ts';

/** A kind of object that the spec of a workflow can name. */
export type ReferredKind = 'ConfigMap' | 'WorkflowTemplate' | 'ClusterWorkflowTemplate';

/** A place in an object that names another object. */
export interface Reference {
  readonly kind: ReferredKind;
  /** The name. It may contain tags. */
  readonly name: string;
  /** Whether workflows share the content of the object: a cache of outputs, or the limit of a semaphore. */
  readonly shared: boolean;
}

/** The ConfigMap of an `artifactRepositoryRef` that names none. */
const DEFAULT_REPOSITORIES = 'artifact-repositories';

/** What an author may write freely, so that names of fields mean nothing there. */
const FREE_FIELDS: ReadonlySet<string> = new Set(['withItems', 'plugin', 'status']);

/** Returns the places in an object that name others. */
export function referencesOf(object: unknown): readonly Reference[] {
  const found: Reference[] = [];
  renameReferences(object, (reference) => {
    found.push(reference);
    return undefined;
  });
  return found;
}

/** Returns a copy of an object in which references have other names. `rename` returns undefined for a reference that stays as it is. */
export function renameReferences<T>(object: T, rename: (reference: Reference) => string | undefined): T {
  const walk = (value: unknown, shared: boolean): unknown => {
    if (Array.isArray(value)) return value.map((item) => walk(item, shared));
    if (!isRecord(value)) return value;
    return Object.fromEntries(
      Object.entries(value).map(([field, child]) => [field, walkField(field, child, shared)]),
    );
  };
  const walkField = (field: string, value: unknown, shared: boolean): unknown => {
    if (FREE_FIELDS.has(field)) return value;
    const isShared = shared || /^(?:cache|semaphores?)$/.test(field);
    const found = referenceIn(field, value, isShared);
    if (found === undefined) return walk(value, isShared);
    const name = rename(found.reference);
    // A reference is an object.
    return name === undefined ? value : { ...(value as object), [found.field]: name };
  };
  // Only names in it are replaced, so it keeps its type.
  return walk(object, false) as T;
}

interface FoundReference {
  readonly reference: Reference;
  /** The field that has the name. */
  readonly field: string;
}

function referenceIn(field: string, value: unknown, shared: boolean): FoundReference | undefined {
  if (!isRecord(value)) return undefined;
  const { name, clusterScope, configMap = DEFAULT_REPOSITORIES } = value;
  if (field === 'artifactRepositoryRef' && typeof configMap === 'string')
    return { reference: { kind: 'ConfigMap', name: configMap, shared }, field: 'configMap' };
  if (typeof name !== 'string') return undefined;
  if (field === 'templateRef' || field === 'workflowTemplateRef') {
    const kind = clusterScope === true ? 'ClusterWorkflowTemplate' : 'WorkflowTemplate';
    return { reference: { kind, name, shared }, field: 'name' };
  }
  const isConfigMap = field === 'configMapKeyRef' || field === 'configMapRef' || field === 'configMap';
  return isConfigMap ? { reference: { kind: 'ConfigMap', name, shared }, field: 'name' } : undefined;
}

/** Returns the texts of some fields, wherever they are in an object. */
export function textsOf(object: unknown, fields: ReadonlySet<string>): readonly string[] {
  const texts: string[] = [];
  const walk = (value: unknown, isWanted: boolean): void => {
    if (typeof value === 'string' && isWanted) texts.push(value);
    if (Array.isArray(value)) for (const item of value) walk(item, isWanted);
    else if (isRecord(value))
      for (const [field, child] of Object.entries(value)) walk(child, isWanted || fields.has(field));
  };
  walk(object, false);
  return texts;
}

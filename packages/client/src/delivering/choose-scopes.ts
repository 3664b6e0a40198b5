import type { KubernetesObject } from '../contract/delivery.ts';
import { keyOf, keyOfName } from './object-key.ts';
import { findDependencies } from './order-objects.ts';
import { type Reference, referencesOf, textsOf } from './references.ts';

/**
 * How an object of a run exists in the cluster.
 *
 * - `run`: as a copy that is named by its content and belongs to the runs that use it
 * - `cluster`: under its own name, because others may refer to it
 * - `state`: under its own name, with content that is not ours: a cache, or the limit of a semaphore
 */
export type ObjectScope = 'run' | 'cluster' | 'state';

/** The kinds that a run can bring along. */
const DELIVERED_KINDS: ReadonlySet<string> = new Set([
  'ConfigMap',
  'WorkflowTemplate',
  'ClusterWorkflowTemplate',
]);

/** Fields with text that is sent to the API server. */
const MANIFEST_FIELDS: ReadonlySet<string> = new Set(['manifest', 'podSpecPatch']);
/** Fields with text that a task can read, and whose code may then ask for a ConfigMap. */
const CODE_FIELDS: ReadonlySet<string> = new Set([
  ...MANIFEST_FIELDS,
  'args',
  'command',
  'source',
  'value',
  'default',
]);

const CACHE_LABEL = 'workflows.argoproj.io/configmap-type';

/**
 * Returns how the objects that a workflow needs exist in the cluster. Objects that it does not refer to, directly or through others, are left
 * out.
 *
 * An object has a name of its own only if everything that refers to it can be renamed: a name that is computed, or that is in the text of a
 * manifest or a program, cannot.
 */
export function chooseScopes<T extends KubernetesObject>(
  workflow: KubernetesObject,
  objects: readonly T[],
): ReadonlyMap<T, ObjectScope> {
  const candidates = objects.filter(({ kind }) => DELIVERED_KINDS.has(kind));
  const needed = findNeeded(workflow, candidates);
  const users = [workflow, ...needed];
  const references = users.flatMap(referencesOf);
  const scopes = new Map(needed.map((object) => [object, scopeOf(object, users, references)]));
  keepNamesTogether(scopes);
  return scopes;
}

function findNeeded<T extends KubernetesObject>(
  workflow: KubernetesObject,
  candidates: readonly T[],
): readonly T[] {
  const needed = new Set<T>();
  const visit = (user: KubernetesObject): void => {
    const references = referencesOf(user);
    for (const object of candidates) {
      if (needed.has(object) || !(isNamed(object, references) || isMentioned(object, [user]))) continue;
      needed.add(object);
      visit(object);
    }
  };
  visit(workflow);
  return candidates.filter((object) => needed.has(object));
}

function isNamed(object: KubernetesObject, references: readonly Reference[]): boolean {
  return references.some((reference) => mayMean(reference, object));
}

function mayMean({ kind, name }: Reference, object: KubernetesObject): boolean {
  return keyOfName(kind, name) === keyOf(object) || (kind === object.kind && name.includes('{{'));
}

function isMentioned({ kind, metadata }: KubernetesObject, users: readonly KubernetesObject[]): boolean {
  const fields = kind === 'ConfigMap' ? CODE_FIELDS : MANIFEST_FIELDS;
  return users.some((user) => textsOf(user, fields).some((text) => hasWord(text, metadata.name ?? '')));
}

function hasWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at !== -1; at = text.indexOf(word, at + 1)) {
    const around = `${text[at - 1] ?? ' '}${text[at + word.length] ?? ' '}`;
    if (!/[\w-]/.test(around)) return true;
  }
  return false;
}

function scopeOf(
  object: KubernetesObject,
  users: readonly KubernetesObject[],
  references: readonly Reference[],
): ObjectScope {
  const own = references.filter((reference) => mayMean(reference, object));
  const isState =
    object.kind === 'ConfigMap' &&
    (object.metadata.labels?.[CACHE_LABEL] === 'Cache' || own.some(({ shared }) => shared));
  if (isState) return 'state';
  // An object of a namespace cannot own one of the cluster.
  const isShared =
    object.kind === 'ClusterWorkflowTemplate' ||
    own.some(({ name }) => name.includes('{{')) ||
    isMentioned(object, users);
  return isShared ? 'cluster' : 'run';
}

/** What an object under its own name refers to has its own name, too. */
function keepNamesTogether(scopes: Map<KubernetesObject, ObjectScope>): void {
  const dependencies = findDependencies([...scopes.keys()]);
  const visit = (object: KubernetesObject): void => {
    for (const dependency of dependencies.get(keyOf(object)) ?? []) {
      if (scopes.get(dependency) !== 'run') continue;
      scopes.set(dependency, 'cluster');
      visit(dependency);
    }
  };
  for (const [object, scope] of [...scopes]) if (scope === 'cluster') visit(object);
}

import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { ApiProblem, alreadyExists, changedMeanwhile, notFound } from './api-problem.ts';
import { type ClusterObject, nameOf, type ObjectChange, type ObjectName } from './cluster-object.ts';

/** The objects of a cluster with their versions, and the history of their changes. */
export interface ObjectTable {
  /** The version of the last change. */
  readonly version: number;
  /** Returns the objects of a kind, in the order of their creation; those of one namespace, or of all. */
  list(kind: string, namespace?: string): readonly ClusterObject[];
  /** @throws ApiProblem `NotFound` */
  get(name: ObjectName): ClusterObject;
  find(name: ObjectName): ClusterObject | undefined;
  /** Returns an object as `create` would store it, without storing it. @throws ApiProblem `AlreadyExists`, `Invalid` for its name */
  admit(object: ClusterObject): ClusterObject;
  /** Stores a new object. @throws ApiProblem `AlreadyExists`, `Invalid` for its name */
  create(object: ClusterObject): ClusterObject;
  /** Replaces an object; its version must be the stored one, if it has one. @throws ApiProblem `NotFound`, `Conflict` */
  update(object: ClusterObject): ClusterObject;
  /** @throws ApiProblem `NotFound` */
  delete(name: ObjectName): ClusterObject;
  /**
   * Iterates over the changes after a version, and goes on with those to come.
   *
   * @throws ApiProblem `Expired` if the history no longer has them
   */
  changes(after: number, signal: AbortSignal): AsyncIterable<ObjectChange>;
  /** Forgets the history, as a store does after some minutes: who watches from an earlier version gets `Expired`. */
  compact(): void;
}

/** Returns an empty table. */
export function createObjectTable(): ObjectTable {
  const objects = new Map<string, ClusterObject>();
  let history: ObjectChange[] = [];
  let oldest = 1000;
  let version = 1000;
  let change = Promise.withResolvers<void>();

  const keyOf = ({ kind, namespace, name }: ObjectName): string => `${kind} ${namespace} ${name}`;
  const find = (name: ObjectName): ClusterObject | undefined => objects.get(keyOf(name));
  const get = (name: ObjectName): ClusterObject => {
    const found = find(name);
    if (found === undefined) throw notFound(name.kind, name.name);
    return found;
  };
  const record = (type: ObjectChange['type'], object: ClusterObject): ClusterObject => {
    version += 1;
    const stored = withMetadata(object, { resourceVersion: String(version) });
    if (type === 'DELETED') objects.delete(keyOf(nameOf(object)));
    else objects.set(keyOf(nameOf(object)), stored);
    history.push({ type, object: stored, version });
    change.resolve();
    change = Promise.withResolvers();
    return stored;
  };
  const admit = (object: ClusterObject): ClusterObject => {
    const { name = `${object.metadata.generateName ?? ''}${randomUUID().slice(0, 5)}` } = object.metadata;
    assertNamed(object, name);
    const named = withMetadata(object, { name });
    if (find(nameOf(named)) !== undefined) throw alreadyExists(object.kind, name);
    return withMetadata(named, {
      uid: randomUUID(),
      generation: 1,
      creationTimestamp: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    });
  };
  return {
    get version() {
      return version;
    },
    list: (kind, namespace) =>
      [...objects.values()].filter(
        (object) =>
          object.kind === kind && (namespace === undefined || object.metadata.namespace === namespace),
      ),
    get,
    find,
    admit,
    create: (object) => record('ADDED', admit(object)),
    update(object) {
      const stored = get(nameOf(object));
      const { uid, creationTimestamp, generation = 1, resourceVersion } = stored.metadata;
      const given = object.metadata.resourceVersion;
      if (given !== undefined && given !== resourceVersion)
        throw changedMeanwhile(object.kind, object.metadata.name ?? '');
      const same = withMetadata(object, { uid, creationTimestamp, generation, resourceVersion });
      if (isDeepStrictEqual(same, stored)) return stored;
      return record('MODIFIED', withMetadata(same, { generation: generation + 1 }));
    },
    delete: (name) => record('DELETED', get(name)),
    async *changes(after, signal) {
      let seen = after;
      while (!signal.aborted) {
        if (seen < oldest && seen < version) throw new ApiProblem('Expired', tooOld(seen, oldest));
        const next = change.promise;
        for (const one of history.filter((entry) => entry.version > seen)) {
          yield one;
          seen = one.version;
        }
        await Promise.race([next, aborted(signal)]);
      }
    },
    compact() {
      history = [];
      oldest = version;
    },
  };
}

const SUBDOMAIN = /^[a-z0-9](?:[-a-z0-9]*[a-z0-9])?(?:\.[a-z0-9](?:[-a-z0-9]*[a-z0-9])?)*$/;

/** Refuses an object for its name, with the words of Kubernetes. */
function assertNamed({ kind, metadata }: ClusterObject, name: string): void {
  const given = metadata.name ?? metadata.generateName ?? '';
  if (given !== '' && SUBDOMAIN.test(name)) return;
  const problem =
    given === ''
      ? 'Required value: name or generateName is required'
      : `Invalid value: "${name}": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')`;
  throw new ApiProblem(
    'Invalid',
    `${kindOf(kind)} "${metadata.name ?? ''}" is invalid: metadata.name: ${problem}`,
  );
}

function kindOf(kind: string): string {
  return kind.includes('Workflow') ? `${kind}.argoproj.io` : kind;
}

function tooOld(seen: number, oldest: number): string {
  return `too old resource version: ${seen} (${oldest})`;
}

function withMetadata(object: ClusterObject, fields: Readonly<Record<string, unknown>>): ClusterObject {
  return { ...object, metadata: { ...object.metadata, ...fields } };
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  signal.addEventListener('abort', () => resolve(), { once: true });
  await promise;
}

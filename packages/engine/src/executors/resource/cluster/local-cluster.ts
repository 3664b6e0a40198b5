import { randomInt, randomUUID } from 'node:crypto';
import { printJson } from '@tiphys/go';
import type { Clock } from '../../../contract/clock.ts';
import { KubectlError, serverError } from '../kubectl-error.ts';
import { checkObject, invalid } from '../objects/check-object.ts';
import { withEncodedSecret } from '../objects/encode-secret.ts';
import { isMap, type KubeObject } from '../objects/kube-object.ts';
import { findKind, type ObjectKind, unknownKind } from '../objects/object-kind.ts';
import type { ObjectEditor, ObjectKey, ObjectStore } from '../objects/object-store.ts';
import { MANIFEST_PATH, readManifest, readManifestValue } from '../objects/read-manifest.ts';
import { applyChanges, mergePatch, strategicPatch } from '../patch/merge-patch.ts';
import type { Cluster, ResourceRequest } from './cluster.ts';
import { type ReadFlags, readFlags } from './flags.ts';

const POLL_INTERVAL = 1000;
const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Creates a cluster whose objects are in a store of this machine, with the messages of kubectl. */
export function createLocalCluster(store: ObjectStore, clock: Clock): Cluster {
  return {
    pollInterval: POLL_INTERVAL,
    run: async (request) => new LocalAction(request, await resolve(request), { store, clock }).run(),
    async read(object) {
      const key = keyOf(object, object.metadata.namespace ?? '');
      const found = key && store.find(key);
      if (found === undefined) throw notFound(key?.kind.resource ?? object.kind, object.metadata.name ?? '');
      return found;
    },
  };
}

function keyOf(object: KubeObject, namespace: string): ObjectKey | undefined {
  const kind = findKind(object.apiVersion, object.kind);
  return kind && { kind, namespace, name: object.metadata.name ?? '' };
}

function notFound(resource: string, name: string): KubectlError {
  return serverError('NotFound', `${resource} "${name}" not found`);
}

/** What an action works on. */
interface Target {
  readonly flags: ReadFlags;
  readonly kind: ObjectKind;
  readonly key: ObjectKey;
  /** The object of the manifest. Absent if the flags name the object. */
  readonly manifest: KubeObject | undefined;
  /** The patch, which need not be an object. */
  readonly patch: unknown;
}

async function resolve(request: ResourceRequest): Promise<Target> {
  const flags = readFlags(request.flags);
  const { namespace: flagNamespace, target } = flags;
  if (request.manifest.trim() === '' && request.flags.length === 0)
    throw new KubectlError('Invalid', 'Must provide at least one of flags or manifest.');
  if (target !== undefined) {
    const patch = request.action === 'patch' ? await readManifestValue(request.manifest) : undefined;
    const key = { ...target, namespace: flagNamespace ?? request.namespace };
    return { flags, kind: target.kind, key, manifest: undefined, patch };
  }
  const manifest = await readManifest(request.manifest);
  const kind = findKind(manifest.apiVersion, manifest.kind);
  if (kind === undefined) throw unknownKind(manifest.kind, request.who);
  const { namespace: own = '', name = '' } = manifest.metadata;
  if (own !== '' && flagNamespace !== undefined && own !== flagNamespace) {
    throw new KubectlError(
      'Invalid',
      `error: the namespace from the provided object "${own}" does not match the namespace "${flagNamespace}". You must pass '--namespace=${own}' to perform this operation.`,
    );
  }
  const namespace = own || (flagNamespace ?? request.namespace);
  return { flags, kind, key: { kind, namespace, name }, manifest, patch: manifest };
}

interface World {
  readonly store: ObjectStore;
  readonly clock: Clock;
}

class LocalAction {
  readonly #request: ResourceRequest;
  readonly #target: Target;
  readonly #world: World;

  constructor(request: ResourceRequest, target: Target, world: World) {
    this.#request = request;
    this.#target = target;
    this.#world = world;
  }

  async run(): Promise<KubeObject | undefined> {
    const { action } = this.#request;
    if (action === 'get') return this.#existing();
    if (action === 'patch' && this.#request.mergeStrategy === 'json') {
      const { applyPatch } = await import('./json-patch.ts');
      return this.#change((editor) =>
        this.#patch(editor, (object) => applyPatch(object, this.#target.patch)),
      );
    }
    return this.#change((editor) => this.#act(editor));
  }

  #change<T>(action: (editor: ObjectEditor) => T): Promise<T> {
    return this.#world.store.change(action);
  }

  #act(editor: ObjectEditor): KubeObject | undefined {
    switch (this.#request.action) {
      case 'create':
        return this.#create(editor);
      case 'apply':
        return this.#apply(editor);
      case 'replace':
        return this.#replace(editor);
      case 'delete':
        editor.remove(this.#target.key);
        return undefined;
      default:
        return this.#patch(editor, (object) => this.#merged(object));
    }
  }

  #existing(describe: (message: string) => string = (message) => message): KubeObject {
    const { key, kind } = this.#target;
    const found = this.#world.store.find(key);
    if (found !== undefined) return found;
    throw serverError('NotFound', describe(`${kind.resource} "${key.name}" not found`));
  }

  #manifest(): KubeObject {
    const { manifest } = this.#target;
    if (manifest !== undefined) return manifest;
    throw new KubectlError('Invalid', `error: must specify one of -f and -k`);
  }

  #create(editor: ObjectEditor): KubeObject {
    const describe = (message: string): string =>
      `error when creating ${JSON.stringify(MANIFEST_PATH)}: ${message}`;
    const manifest = this.#manifest();
    const { name = '', generateName = '' } = manifest.metadata;
    const named =
      name === '' && generateName !== ''
        ? { ...manifest, metadata: { ...manifest.metadata, name: generateName + randomSuffix() } }
        : manifest;
    checkObject(named, describe);
    const key = { ...this.#target.key, name: named.metadata.name ?? '' };
    if (this.#world.store.find(key) !== undefined)
      throw serverError('AlreadyExists', describe(`${key.kind.resource} "${key.name}" already exists`));
    return this.#store(editor, key, { ...named, metadata: this.#fresh(named, key) });
  }

  #fresh(object: KubeObject, key: ObjectKey): KubeObject['metadata'] {
    return {
      ...object.metadata,
      ...(key.kind.namespaced && { namespace: key.namespace }),
      uid: randomUUID(),
      creationTimestamp: new Date(this.#world.clock.now()).toISOString().replace(/\.\d+Z$/, 'Z'),
    };
  }

  #apply(editor: ObjectEditor): KubeObject {
    const manifest = this.#manifest();
    const { name = '', generateName = '' } = manifest.metadata;
    if (name === '' && generateName !== '')
      throw new KubectlError('Invalid', `error: from ${generateName}: cannot use generate name with apply`);
    const applied = withLastApplied(manifest, this.#target.key);
    const current = this.#world.store.find(this.#target.key);
    if (current === undefined) {
      checkObject(applied, (message) => `error when creating ${JSON.stringify(MANIFEST_PATH)}: ${message}`);
      return this.#store(editor, this.#target.key, {
        ...applied,
        metadata: this.#fresh(applied, this.#target.key),
      });
    }
    const last: unknown = JSON.parse(current.metadata.annotations?.[LAST_APPLIED] ?? '{}');
    // Metadata of the API server are in neither manifest, so they stay.
    const changed = applyChanges(last, applied, current) as KubeObject;
    return this.#update(editor, current, changed);
  }

  #replace(editor: ObjectEditor): KubeObject {
    const describe = (message: string): string =>
      `error when replacing ${JSON.stringify(MANIFEST_PATH)}: ${message}`;
    const manifest = this.#manifest();
    if (this.#target.flags.force) {
      editor.remove(this.#target.key);
      return this.#create(editor);
    }
    const current = this.#existing(describe);
    const { resourceVersion } = manifest.metadata;
    if (resourceVersion !== undefined && resourceVersion !== current.metadata.resourceVersion) {
      throw serverError(
        'Conflict',
        describe(
          `Operation cannot be fulfilled on ${this.#target.kind.resource} "${this.#target.key.name}": the object has been modified; please apply your changes to the latest version and try again`,
        ),
      );
    }
    checkObject(manifest, describe);
    return this.#update(editor, current, manifest);
  }

  #merged(object: KubeObject): unknown {
    const { patch, kind } = this.#target;
    if (this.#request.mergeStrategy === 'merge') return mergePatch(object, patch);
    if (kind.builtIn) return strategicPatch(object, patch);
    throw new KubectlError(
      'UnsupportedMediaType',
      'Error from server (UnsupportedMediaType): the body of the request was in an unknown format - accepted media types include: application/json-patch+json, application/merge-patch+json, application/apply-patch+yaml',
    );
  }

  #patch(editor: ObjectEditor, change: (object: KubeObject) => unknown): KubeObject {
    const current = this.#existing();
    const changed = change(current);
    if (!isMap(changed)) throw invalidRequest();
    // It was an object before the patch, and its identity is restored below.
    const object = changed as KubeObject;
    checkObject(
      { ...object, metadata: { ...object.metadata, name: this.#target.key.name } },
      (message) => message,
    );
    return this.#update(editor, current, object);
  }

  /** Writes a changed object, unless nothing changed. */
  #update(editor: ObjectEditor, current: KubeObject, changed: KubeObject): KubeObject {
    const { uid, creationTimestamp, name, namespace, resourceVersion } = current.metadata;
    const metadata = { ...changed.metadata, uid, creationTimestamp, name, resourceVersion };
    const object = {
      ...changed,
      apiVersion: current.apiVersion,
      kind: current.kind,
      metadata: namespace === undefined ? metadata : { ...metadata, namespace },
    } as KubeObject;
    const stored = withEncodedSecret(object);
    if (printJson(stored) === printJson(current)) return current;
    if (
      current.immutable === true &&
      printJson([stored.data, stored.binaryData]) !== printJson([current.data, current.binaryData])
    )
      throw invalid(current, 'data: Forbidden: field is immutable when `immutable` is set');
    return this.#store(editor, this.#target.key, stored);
  }

  #store(editor: ObjectEditor, key: ObjectKey, object: KubeObject): KubeObject {
    const encoded = withEncodedSecret(object);
    const stored = {
      ...encoded,
      metadata: { ...encoded.metadata, resourceVersion: editor.nextVersion() },
    };
    editor.write(key, stored);
    return stored;
  }
}

function invalidRequest(): KubectlError {
  return new KubectlError(
    'Invalid',
    'The request is invalid: the server rejected our request due to an error in our request',
  );
}

function withLastApplied(manifest: KubeObject, { namespace, kind }: ObjectKey): KubeObject {
  const { [LAST_APPLIED]: _, ...annotations } = manifest.metadata.annotations ?? {};
  const metadata = { ...manifest.metadata, ...(kind.namespaced && { namespace }), annotations };
  const text = `${printJson({ ...manifest, metadata })}\n`;
  return { ...manifest, metadata: { ...metadata, annotations: { ...annotations, [LAST_APPLIED]: text } } };
}

const SUFFIX_CHARACTERS = 'bcdfghjklmnpqrstvwxz2456789';
const SUFFIX_LENGTH = 5;

function randomSuffix(): string {
  return Array.from(
    { length: SUFFIX_LENGTH },
    () => SUFFIX_CHARACTERS[randomInt(SUFFIX_CHARACTERS.length)],
  ).join('');
}

import { ApiProblem } from '../state/api-problem.ts';
import type { ClusterObject } from '../state/cluster-object.ts';
import { isDryRun, type KubeCall, objectNameOf, objectOf, parseBody } from './kube-call.ts';
import { selectorOf } from './list-answer.ts';
import { applyPatch, mergePatch } from './patch.ts';

/** What the server answers: a status and an object. */
export type Answer = readonly [status: number, body: unknown];

/** Stores a new object. */
export async function createObject(call: KubeCall): Promise<Answer> {
  const { state, controller } = call;
  const object = objectOf(call);
  if (isDryRun(call)) return [201, state.objects.admit(object)];
  const isRun = object.kind === 'Workflow' && controller !== undefined;
  return [201, isRun ? await controller.create(object) : state.objects.create(object)];
}

/** Replaces an object. */
export async function replaceObject(call: KubeCall): Promise<Answer> {
  const object = objectOf(call);
  if ((object.metadata.resourceVersion ?? '') === '')
    throw new ApiProblem(
      'Invalid',
      'metadata.resourceVersion: Invalid value: 0: must be specified for an update',
    );
  return [200, await store(call, call.state.objects.get(objectNameOf(call)), object)];
}

/** Changes an object with a merge patch, or applies it. */
export async function patchObject(call: KubeCall): Promise<Answer> {
  const { request, state } = call;
  const type = String(request.headers['content-type'] ?? '');
  const patch = parseBody(request.body);
  if (type.startsWith('application/apply-patch')) return applyObject(call, patch);
  if (!type.startsWith('application/merge-patch'))
    throw new ApiProblem('BadRequest', `the body of the request was in an unknown format: ${type}`);
  const stored = state.objects.get(objectNameOf(call));
  // A patched object is one.
  return [200, await store(call, stored, mergePatch(stored, patch) as ClusterObject)];
}

async function applyObject(call: KubeCall, patch: Readonly<Record<string, unknown>>): Promise<Answer> {
  const { state, query, applied } = call;
  const name = objectNameOf(call);
  const key = `${query.get('fieldManager')} ${name.kind} ${name.namespace} ${name.name}`;
  const stored = state.objects.find(name);
  const force = query.get('force') === 'true';
  const object = { ...objectOf(call), ...(applyPatch(stored, patch, applied.get(key), { force }) as object) };
  const named = object as unknown as ClusterObject;
  if (isDryRun(call)) return [stored === undefined ? 201 : 200, named];
  const result =
    stored === undefined
      ? state.objects.create({ ...named, metadata: { ...named.metadata, ...placeOf(name.namespace) } })
      : await store(call, stored, named);
  applied.set(key, patch);
  return [stored === undefined ? 201 : 200, result];
}

function placeOf(namespace: string): object {
  return namespace === '' ? {} : { namespace };
}

async function store(call: KubeCall, stored: ClusterObject, object: ClusterObject): Promise<ClusterObject> {
  const { state, controller } = call;
  if (isDryRun(call)) return object;
  const isRun = object.kind === 'Workflow' && controller !== undefined;
  return isRun ? controller.update(stored, object) : state.objects.update(object);
}

/** Deletes an object, and what belongs to it. */
export async function deleteObject(call: KubeCall): Promise<Answer> {
  const { state, target, request } = call;
  const stored = state.objects.get(objectNameOf(call));
  const { preconditions } = request.body === '' ? {} : parseBody(request.body);
  const { uid = stored.metadata.uid } = (preconditions ?? {}) as { readonly uid?: string };
  if (uid !== stored.metadata.uid)
    throw new ApiProblem('Conflict', `the UID in the precondition (${uid}) does not match the UID in record`);
  await remove(call, stored);
  const details = { name: target.name, kind: target.resource.plural, uid: stored.metadata.uid };
  return [200, { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }];
}

/** Deletes the objects that a request selects, and returns them. */
export async function deleteCollection(call: KubeCall): Promise<Answer> {
  const { kind, apiVersion } = call.target.resource;
  const items = call.state.objects.list(kind).filter(selectorOf(call));
  for (const item of items) await remove(call, item);
  return [200, { kind: `${kind}List`, apiVersion, metadata: {}, items }];
}

async function remove({ state, controller }: KubeCall, stored: ClusterObject): Promise<void> {
  const { kind, metadata } = stored;
  if (kind === 'Workflow') await controller?.remove(stored);
  state.objects.delete({ kind, namespace: metadata.namespace ?? '', name: metadata.name ?? '' });
  for (const kind of ['Pod', 'ConfigMap', 'Secret', 'WorkflowTemplate'])
    for (const owned of state.objects.list(kind))
      if (isOwnedBy(owned, stored))
        state.objects.delete({
          kind,
          namespace: owned.metadata.namespace ?? '',
          name: owned.metadata.name ?? '',
        });
}

function isOwnedBy({ metadata }: ClusterObject, owner: ClusterObject): boolean {
  const references = Array.isArray(metadata.ownerReferences) ? metadata.ownerReferences : [];
  return references.some(({ uid }) => uid === owner.metadata.uid);
}

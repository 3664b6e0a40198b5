import { gunzipSync } from 'node:zlib';
import type { Workflow } from '@tiphys/models';
import { sortRuns } from '@tiphys/runs';
import type { Cluster, ClusterSubmitOptions } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { itemsOf, nameOf, objectOf, sentBody } from './expected-objects.ts';
import { podLog, podsOfRun } from './kubernetes-logs.ts';
import {
  deleteAll,
  deleteObject,
  getObject,
  patchObject,
  replaceObject,
} from './kubernetes-object-replays.ts';
import { kubernetesStoredReplays } from './kubernetes-stored-replays.ts';
import { eventsOfRun, watch, watchOnce } from './kubernetes-watches.ts';
import type { Difference, Replay } from './replay.ts';
import type { Aside } from './replay-server.ts';

const NEWEST = 'the client reads lists as they are now';
const MEDIA_TYPES = 'the client sends each patch with the media type of its kind';

const OWN_PLACE: Difference = {
  request: (recorded) => {
    // The body of a recorded request is an object.
    const { metadata } = recorded.body as { readonly metadata: { readonly namespace: string } };
    const path = recorded.path.replace('/namespaces/default/', `/namespaces/${metadata.namespace}/`);
    return { ...recorded, path };
  },
  reason: 'the client sends an object to the namespace that it names',
};
const CLEARED: Difference = {
  request: (recorded) => ({ ...recorded, body: { spec: { suspend: null } } }),
  reason: 'the client removes the field, as the real CLI does',
};
const MAIN: Difference = {
  request: (recorded) => ({ ...recorded, path: `${recorded.path}?container=main` }),
  reason: 'the client asks for the container main, which pods of Argo have',
};

const run = objectOf('Workflow');

const submit: Replay = {
  call: ({ runs }, exchange) => runs.submit(sentBody<Workflow>(exchange)),
  gives: run,
};
const get: Replay = { call: ({ runs }, exchange) => runs.get(nameOf(exchange)), gives: run };
const getMissing: Replay = { ...get, code: 'RUNS_UNKNOWN_RUN' };
const remove: Replay = { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)) };
/** What is sent is no workflow. */
const notWorkflow: Replay = { ...submit, refused: true, code: 'CLIENT_ARGUMENT' };
const refused: Replay = { ...submit, code: 'CLIENT_INVALID' };

const WRONG_SELECTOR = { refused: true, code: 'RUNS_INVALID_SELECTOR' } as const;

function submitWith(options: ClusterSubmitOptions): Replay {
  return {
    call: ({ runs }, exchange) => runs.submit(sentBody<Workflow>(exchange), options),
    gives: run,
  };
}

function list(filter: Parameters<Cluster['runs']['list']>[0] = {}): Replay {
  return { call: ({ runs }) => runs.list(filter), gives: (exchange) => sortRuns(workflowsOf(exchange)) };
}

function workflowsOf(exchange: Exchange): readonly Workflow[] {
  // What a recorded list of workflows holds.
  return itemsOf('Workflow')(exchange) as readonly Workflow[];
}

/** Answers the first page of a list, so that the client asks for the recorded one. */
const firstPage =
  ({ request }: Exchange): Aside =>
  ({ path }) =>
    path === request.path.replace(/&continue=.*$/, '')
      ? json({ items: [], metadata: { continue: /continue=(.*)$/.exec(request.path)?.[1] } })
      : path.includes('?')
        ? undefined
        : json({ items: [], metadata: {} });

/** Answers the request that reads the workflow before it is changed. */
const before =
  (spec: object) =>
  ({ request }: Exchange): Aside =>
  ({ method, path }) =>
    method === 'GET' && path === request.path
      ? json({ metadata: { name: path.split('/').at(-1) }, spec, status: { phase: 'Running' } })
      : undefined;

function json(body: unknown): ReturnType<Aside> {
  return { status: 200, headers: { 'content-type': 'application/json' }, body };
}

/** How the exchanges with the Kubernetes API are made, by name. */
export const kubernetesReplays: Readonly<Record<string, Replay | string>> = {
  version: {
    call: (cluster) => cluster.version(),
    gives: ({ response }) => ({
      kubernetes: (response.body as { readonly gitVersion: string }).gitVersion,
    }),
  },
  discovery: {
    call: ({ delivery }) =>
      delivery.read({
        apiVersion: 'argoproj.io/v1alpha1',
        kind: 'WorkflowArtifactGCTask',
        name: 'some',
      }),
    aside: () => () => json({ metadata: { name: 'some' } }),
    gives: () => ({ metadata: { name: 'some' } }),
  },
  'discovery-unknown-group': {
    call: ({ delivery }) =>
      delivery.read({ apiVersion: 'argoproj.io/v1beta9', kind: 'Workflow', name: 'some' }),
    code: 'CLIENT_NOT_FOUND',
  },
  'access-review-create': {
    call: ({ checks }) => checks.can({ verb: 'create', group: 'argoproj.io', resource: 'workflows' }),
    gives: accessOf,
  },
  'access-review-get': {
    call: ({ checks }) => checks.can({ verb: 'get', group: '', resource: 'pods/log' }),
    gives: accessOf,
  },
  'auth-bad-token': { ...list(), code: 'CLIENT_UNAUTHENTICATED' },
  'auth-no-token': { ...list(), code: 'CLIENT_UNAUTHENTICATED' },
  'create-generate-name': submit,
  'create-dry-run': submitWith({ serverDryRun: true }),
  'get-after-dry-run': getMissing,
  create: submit,
  'create-already-exists': { ...submit, code: 'CLIENT_CONFLICT' },
  'create-too-many-dag-tasks': refused,
  'create-bad-enum': refused,
  'create-missing-name': refused,
  'create-bad-name': refused,
  'create-missing-required': refused,
  'create-wrong-type': refused,
  'create-bad-json': notWorkflow,
  'create-wrong-kind': refused,
  'create-wrong-namespace': { ...refused, differs: OWN_PLACE },
  'create-unknown-field-strict': { ...submitWith({ fieldValidation: 'Strict' }), code: 'CLIENT_INVALID' },
  'create-unknown-field-warn': submitWith({ fieldValidation: 'Warn', serverDryRun: true }),
  'create-unknown-field-ignore': submitWith({ fieldValidation: 'Ignore', serverDryRun: true }),
  'create-namespace-missing': { ...submit, code: 'CLIENT_NOT_FOUND' },
  'create-too-large': { ...submit, code: 'CLIENT_TOO_LARGE' },
  'create-annotations-too-large': { ...submit, code: 'CLIENT_TOO_LARGE' },
  'create-body-too-large': { ...submit, code: 'CLIENT_TOO_LARGE' },
  'get-succeeded': get,
  'get-failed': get,
  'get-missing': getMissing,
  list: list(),
  'list-label': list({ labels: 'team=blue,workflows.argoproj.io/phase!=Succeeded' }),
  'list-label-nothing': list({ labels: 'team=green' }),
  'list-label-bad': { ...list({ labels: 'team in blue' }), ...WRONG_SELECTOR },
  'list-field-name': list({ fields: 'metadata.name=two' }),
  'list-field-unsupported': { ...list({ fields: 'status.phase=Failed' }), ...WRONG_SELECTOR },
  'list-limit': {
    call: ({ runs }) => runs.list(),
    aside: () => () => json({ items: [], metadata: {} }),
    gives: list().gives,
  },
  'list-continue': { ...list(), aside: firstPage },
  // The pages are forgotten, so all is read at once.
  'list-continue-expired': { call: ({ runs }) => runs.list(), aside: firstPage, gives: () => [] },
  'list-continue-garbage': { ...list(), aside: firstPage, code: 'CLIENT_INVALID' },
  'list-future-version': NEWEST,
  'list-all-namespaces': {
    call: (cluster) => cluster.inNamespace('').runs.list({ labels: 'team=red' }),
    gives: list().gives,
  },
  'watch-until-succeeded': watch,
  'watch-replay': watch,
  'watch-bookmark': watch,
  'watch-without-version': watchOnce({ fields: 'metadata.name=w1' }),
  'watch-too-old': {
    ...watchOnce({ fields: 'metadata.name=w1' }, '200'),
    code: 'CLIENT_EXPIRED',
    inStream: 410,
  },
  'watch-future-version': watchOnce({}, '99999999'),
  'watch-bad-version': { ...watchOnce({}, 'abc'), code: 'CLIENT_SERVER' },
  'watch-deleted': watchOnce({ fields: 'metadata.name=w1' }, '36678'),
  'patch-suspend': {
    call: ({ runs }, exchange) => runs.suspend(nameOf(exchange)),
    aside: before({}),
    gives: run,
  },
  'patch-resume': {
    call: ({ runs }, exchange) => runs.resume(nameOf(exchange)),
    aside: before({ suspend: true }),
    gives: run,
    differs: CLEARED,
  },
  put: replaceObject,
  'put-stale': { ...replaceObject, code: 'CLIENT_CONFLICT' },
  'put-without-version': { ...replaceObject, code: 'CLIENT_INVALID' },
  'patch-status-subresource': { ...patchObject({ subresource: 'status' }), code: 'CLIENT_NOT_FOUND' },
  'patch-stale': { ...patchObject(), code: 'CLIENT_CONFLICT' },
  'json-patch': patchObject(),
  'json-patch-test-fails': { ...patchObject(), code: 'CLIENT_INVALID' },
  'json-patch-path-missing': { ...patchObject(), code: 'CLIENT_INVALID' },
  'patch-wrong-content-type': MEDIA_TYPES,
  'patch-strategic': { ...patchObject({ type: 'strategic' }), code: 'CLIENT_INVALID' },
  'patch-missing': { ...patchObject(), code: 'CLIENT_NOT_FOUND' },
  'patch-invalid': { ...patchObject(), code: 'CLIENT_INVALID' },
  'patch-shutdown-stop': {
    call: ({ runs }, exchange) => runs.stop(nameOf(exchange)),
    aside: before({}),
    gives: run,
  },
  'patch-shutdown-terminate': {
    call: ({ runs }, exchange) => runs.terminate(nameOf(exchange)),
    aside: before({}),
    gives: run,
  },
  'get-after-stop': get,
  'get-after-terminate': get,
  'pods-of-workflow': podsOfRun,
  log: podLog('Succeeded', { times: false }),
  'log-tail': podLog('Succeeded', { times: false, tail: 1 }),
  'log-timestamps': podLog('Succeeded'),
  'log-init': podLog('Succeeded', { times: false, container: 'init' }),
  'log-no-container': { ...podLog('Succeeded', { times: false }), code: 'CLIENT_INVALID', differs: MAIN },
  'log-container-unknown': {
    ...podLog('Succeeded', { times: false, container: 'nope' }),
    refused: true,
    code: 'CLIENT_INVALID',
  },
  // The pod is deleted after it was listed.
  'log-pod-missing': { ...podLog('Succeeded', { times: false }), code: 'CLIENT_NOT_FOUND' },
  'log-follow': podLog('Running', { follow: true }),
  // The container is started again after the pod was listed.
  'log-not-started': { ...podLog('Succeeded', { times: false }), code: 'CLIENT_INVALID' },
  'pod-image-missing': getObject({ apiVersion: 'v1', kind: 'Pod' }),
  'events-of-workflow': eventsOfRun,
  ...kubernetesStoredReplays,
  'get-compressed-nodes': { ...get, gives: (exchange) => inflated(run(exchange)) },
  'delete-background': remove,
  'delete-again': { ...remove, code: 'RUNS_UNKNOWN_RUN' },
  'delete-with-options-body': {
    ...deleteObject({
      propagation: 'Background',
      preconditions: { uid: '00000000-0000-0000-0000-000000000000' },
    }),
    code: 'CLIENT_CONFLICT',
  },
  'get-deleted': getMissing,
  'delete-collection': deleteAll({ labels: 'team=blue' }),
};

function accessOf({ response }: Exchange): unknown {
  const { status } = response.body as {
    readonly status: { readonly allowed: boolean; readonly reason?: string };
  };
  return { allowed: status.allowed, ...(status.reason !== undefined && { reason: status.reason }) };
}

/** Returns a workflow with the nodes that its status holds compressed. */
function inflated(workflow: unknown): unknown {
  const { status, ...fields } = workflow as { readonly status: { readonly compressedNodes: string } };
  const { compressedNodes, ...others } = status;
  const nodes = JSON.parse(gunzipSync(Buffer.from(compressedNodes, 'base64')).toString());
  return { ...fields, status: { ...others, nodes } };
}

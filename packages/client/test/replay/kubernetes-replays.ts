import { gunzipSync } from 'node:zlib';
import type { Workflow } from '@tiphys/models';
import { sortRuns } from '@tiphys/runs';
import type { Cluster, ClusterSubmitOptions } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { itemsOf, nameOf, objectOf, sentBody } from './expected-objects.ts';
import { before, json } from './kubernetes-asides.ts';
import { podLog, podsOfRun } from './kubernetes-logs.ts';
import {
  deleteAll,
  deleteObject,
  getObject,
  listObjects,
  patchObject,
  replaceObject,
} from './kubernetes-object-replays.ts';
import { kubernetesStoredReplays } from './kubernetes-stored-replays.ts';
import { eventsOfRun, watch, watchOnce } from './kubernetes-watches.ts';
import type { Replay } from './replay.ts';
import type { Aside } from './replay-server.ts';
import { written } from './written-request.ts';

const run = objectOf('Workflow');

const submit: Replay = {
  call: ({ runs }, exchange) => runs.submit(sentBody<Workflow>(exchange)),
  gives: run,
};
const get: Replay = { call: ({ runs }, exchange) => runs.get(nameOf(exchange)), gives: run };
const getMissing: Replay = { ...get, code: 'RUNS_UNKNOWN_RUN' };
const remove: Replay = { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)) };
const refused: Replay = { ...submit, code: 'CLIENT_INVALID' };

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

/** How the exchanges with the Kubernetes API are made, by name. */
export const kubernetesReplays: Readonly<Record<string, Replay>> = {
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
  'create-bad-json': { ...written, code: 'CLIENT_INVALID' },
  'create-wrong-kind': refused,
  'create-wrong-namespace': { ...written, code: 'CLIENT_INVALID' },
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
  'list-label-bad': { ...listObjects({ labels: 'team in blue' }), code: 'CLIENT_INVALID' },
  'list-field-name': list({ fields: 'metadata.name=two' }),
  'list-field-unsupported': { ...listObjects({ fields: 'status.phase=Failed' }), code: 'CLIENT_INVALID' },
  'list-limit': {
    call: ({ runs }) => runs.list(),
    aside: () => () => json({ items: [], metadata: {} }),
    gives: list().gives,
  },
  'list-continue': { ...list(), aside: firstPage },
  // The pages are forgotten, so all is read at once.
  'list-continue-expired': { call: ({ runs }) => runs.list(), aside: firstPage, gives: () => [] },
  'list-continue-garbage': { ...list(), aside: firstPage, code: 'CLIENT_INVALID' },
  'list-future-version': { ...written, code: 'CLIENT_TIMEOUT' },
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
  'patch-resume': patchObject(),
  put: replaceObject,
  'put-stale': { ...replaceObject, code: 'CLIENT_CONFLICT' },
  'put-without-version': { ...replaceObject, code: 'CLIENT_INVALID' },
  'patch-status-subresource': { ...patchObject({ subresource: 'status' }), code: 'CLIENT_NOT_FOUND' },
  'patch-stale': { ...patchObject(), code: 'CLIENT_CONFLICT' },
  'json-patch': patchObject(),
  'json-patch-test-fails': { ...patchObject(), code: 'CLIENT_INVALID' },
  'json-patch-path-missing': { ...patchObject(), code: 'CLIENT_INVALID' },
  'patch-wrong-content-type': { ...written, code: 'CLIENT_INVALID' },
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
  'log-no-container': { ...written, code: 'CLIENT_INVALID' },
  'log-container-unknown': { ...written, code: 'CLIENT_INVALID' },
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

import { gunzipSync } from 'node:zlib';
import type { Workflow } from '@tiphys/models';
import { sortRuns } from '@tiphys/runs';
import type { Cluster } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { itemsOf, nameOf, objectOf, sentBody } from './expected-objects.ts';
import { podLog, podsOfRun } from './kubernetes-logs.ts';
import { watch, watchTooOld } from './kubernetes-watches.ts';
import type { Difference, Replay } from './replay.ts';
import type { Aside } from './replay-server.ts';

const NOT_SENT = 'the client sends no such request';
const STRICT = 'the client validates strictly only without storing, and then sends dryRun, too';
const PATCHED = 'the client reads and replaces a workflow, as the real CLI does';

const WITH_BOOKMARKS: Difference = {
  request: (recorded) => ({
    ...recorded,
    path: recorded.path.replace('watch=true&', 'watch=true&allowWatchBookmarks=true&'),
  }),
  reason: 'the client asks for bookmarks, too',
};
const LOGS = 'the client always asks for timestamps, with which it goes on after a cut';

const run = objectOf('Workflow');
const template = objectOf('WorkflowTemplate');
const cron = objectOf('CronWorkflow');

const submit: Replay = {
  call: ({ runs }, exchange) => runs.submit(sentBody<Workflow>(exchange)),
  gives: run,
};
const get: Replay = { call: ({ runs }, exchange) => runs.get(nameOf(exchange)), gives: run };
const getMissing: Replay = { ...get, code: 'RUNS_UNKNOWN_RUN' };
const remove: Replay = { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)) };
const refused: Replay = { ...submit, code: 'CLIENT_INVALID' };

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
  ({ request }: Exchange): Aside =>
  ({ method, path }) =>
    method === 'GET' && path === request.path
      ? json({ metadata: { name: path.split('/').at(-1) }, spec: {}, status: { phase: 'Running' } })
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
  'create-dry-run': {
    call: ({ runs }, exchange) => runs.submit(sentBody<Workflow>(exchange), { serverDryRun: true }),
    gives: run,
  },
  'get-after-dry-run': getMissing,
  create: submit,
  'create-already-exists': { ...submit, code: 'CLIENT_CONFLICT' },
  'create-too-many-dag-tasks': refused,
  'create-bad-enum': refused,
  'create-missing-name': refused,
  'create-bad-name': refused,
  'create-missing-required': refused,
  'create-wrong-type': refused,
  'create-bad-json': NOT_SENT,
  'create-wrong-kind': refused,
  'create-wrong-namespace': 'the client sends a workflow to the namespace that it names',
  'create-unknown-field-strict': STRICT,
  'create-unknown-field-warn': NOT_SENT,
  'create-unknown-field-ignore': NOT_SENT,
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
  'list-label-bad': 'the client refuses the selector before it sends anything',
  'list-field-name': list({ fields: 'metadata.name=two' }),
  'list-field-unsupported': 'the client refuses the selector before it sends anything',
  'list-limit': {
    call: ({ runs }) => runs.list(),
    aside: () => () => json({ items: [], metadata: {} }),
    gives: list().gives,
  },
  'list-continue': { ...list(), aside: firstPage },
  // The pages are forgotten, so all is read at once.
  'list-continue-expired': { call: ({ runs }) => runs.list(), aside: firstPage, gives: () => [] },
  'list-continue-garbage': { ...list(), aside: firstPage, code: 'CLIENT_INVALID' },
  'list-future-version': NOT_SENT,
  'list-all-namespaces': {
    call: (cluster) => cluster.inNamespace('').runs.list({ labels: 'team=red' }),
    gives: list().gives,
  },
  'watch-until-succeeded': watch,
  'watch-replay': watch,
  'watch-bookmark': watch,
  'watch-without-version': 'the client watches from a version that it has read',
  'watch-too-old': { ...watchTooOld, differs: WITH_BOOKMARKS },
  'watch-future-version': 'the client watches one run',
  'watch-bad-version': NOT_SENT,
  'watch-deleted': { ...watch, code: 'RUNS_UNKNOWN_RUN', differs: WITH_BOOKMARKS },
  'patch-suspend': PATCHED,
  'patch-resume': PATCHED,
  put: 'the recorded change of an annotation is none of the commands',
  'put-stale': 'the recorded change of an annotation is none of the commands',
  'put-without-version': NOT_SENT,
  'patch-status-subresource': NOT_SENT,
  'patch-stale': NOT_SENT,
  'json-patch': NOT_SENT,
  'json-patch-test-fails': NOT_SENT,
  'json-patch-path-missing': NOT_SENT,
  'patch-wrong-content-type': NOT_SENT,
  'patch-strategic': NOT_SENT,
  'patch-missing': PATCHED,
  'patch-invalid': NOT_SENT,
  'patch-shutdown-stop': {
    call: ({ runs }, exchange) => runs.stop(nameOf(exchange)),
    aside: before,
    gives: run,
  },
  'patch-shutdown-terminate': {
    call: ({ runs }, exchange) => runs.terminate(nameOf(exchange)),
    aside: before,
    gives: run,
  },
  'get-after-stop': get,
  'get-after-terminate': get,
  'pods-of-workflow': podsOfRun,
  log: LOGS,
  'log-tail': LOGS,
  'log-timestamps': podLog('Succeeded'),
  'log-init': LOGS,
  'log-no-container': 'the client always names a container',
  'log-container-unknown': 'the client knows the containers of the pods, and asks for no other',
  'log-pod-missing': 'the client reads the logs of pods that it has listed',
  'log-follow': podLog('Running', { follow: true }),
  'log-not-started': 'the client reads the logs of containers that have started',
  'pod-image-missing': 'the client lists the pods of a run, and reads no single one',
  'events-of-workflow': 'the client does not read events of Kubernetes',
  'configmap-create': 'the client applies ConfigMaps',
  'configmap-create-already-exists': 'the client applies ConfigMaps',
  'configmap-get': {
    call: ({ delivery }, exchange) =>
      delivery.read({ apiVersion: 'v1', kind: 'ConfigMap', name: nameOf(exchange) }),
    gives: ({ response }) => {
      const { metadata, ...fields } = response.body as { readonly metadata: object };
      return { ...fields, metadata: { ...metadata, managedFields: undefined } };
    },
  },
  'configmap-get-missing': {
    call: ({ delivery }, exchange) =>
      delivery.read({ apiVersion: 'v1', kind: 'ConfigMap', name: nameOf(exchange) }),
    gives: () => undefined,
  },
  'configmap-patch': 'the client applies ConfigMaps',
  'configmap-delete': 'the client adds propagationPolicy=Background, as for everything that it removes',
  'workflow-template-create': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentBody(exchange)),
    gives: template,
  },
  'workflow-template-create-already-exists': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.create(sentBody(exchange)),
    code: 'CLIENT_CONFLICT',
  },
  'workflow-template-get': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.get(nameOf(exchange)),
    gives: template,
  },
  'workflow-template-list': {
    call: ({ workflowTemplates }) => workflowTemplates.list(),
    gives: itemsOf('WorkflowTemplate'),
  },
  'workflow-template-delete': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.delete(nameOf(exchange)),
  },
  'workflow-template-get-missing': {
    call: ({ workflowTemplates }, exchange) => workflowTemplates.get(nameOf(exchange)),
    code: 'CLIENT_NOT_FOUND',
  },
  'cron-workflow-create': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentBody(exchange)),
    gives: cron,
  },
  'cron-workflow-create-bad-enum': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.create(sentBody(exchange)),
    code: 'CLIENT_INVALID',
  },
  'cron-workflow-get': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.get(nameOf(exchange)),
    gives: cron,
  },
  'cron-workflow-list': {
    call: ({ cronWorkflows }) => cronWorkflows.list(),
    gives: itemsOf('CronWorkflow'),
  },
  'cron-workflow-delete': {
    call: ({ cronWorkflows }, exchange) => cronWorkflows.delete(nameOf(exchange)),
  },
  'cluster-workflow-template-create': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.create(sentBody(exchange)),
    gives: objectOf('ClusterWorkflowTemplate'),
  },
  'cluster-workflow-template-get': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.get(nameOf(exchange)),
    gives: objectOf('ClusterWorkflowTemplate'),
  },
  'cluster-workflow-template-list': {
    call: ({ clusterWorkflowTemplates }) => clusterWorkflowTemplates.list(),
    gives: itemsOf('ClusterWorkflowTemplate'),
  },
  'cluster-workflow-template-delete': {
    call: ({ clusterWorkflowTemplates }, exchange) => clusterWorkflowTemplates.delete(nameOf(exchange)),
  },
  'get-compressed-nodes': { ...get, gives: (exchange) => inflated(run(exchange)) },
  'delete-background': remove,
  'delete-again': { ...remove, code: 'RUNS_UNKNOWN_RUN' },
  'delete-with-options-body': 'the client deletes without preconditions',
  'get-deleted': getMissing,
  'delete-collection': 'the client deletes runs one by one',
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

import type { Workflow } from '@tiphys/models';
import { type RunFilter, sortRuns } from '@tiphys/runs';
import type { Cluster, SubmitFromOptions } from '../../src/index.ts';
import type { Exchange } from './exchange.ts';
import { itemsOf, nameOf, objectOf, sentBody } from './expected-objects.ts';
import type { Difference, Replay } from './replay.ts';
import { nameBeforeVerb } from './server-object-replays.ts';
import {
  archivedArtifact,
  artifact,
  artifactFile,
  kubernetesEvents,
  log,
  watchOf,
} from './server-streams.ts';

const NO_CALL = 'no call of a client has this path or method';

const NAMED: Difference = {
  request: (recorded) => {
    const [namespace, name] = recorded.path.split('/').slice(4, 6);
    // The body of a recorded request is an object.
    return { ...recorded, body: { name, namespace, ...(recorded.body as object) } };
  },
  reason: 'the client repeats name and namespace of the path in the body, as the other recorded requests do',
};

const CONTINUED: Difference = {
  request: (recorded) => ({ ...recorded, path: recorded.path.replace('&listOptions.continue=', '') }),
  reason: 'the client leaves out an empty token instead of sending it',
};
const UNPAGED: Difference = {
  request: (recorded) => ({ ...recorded, path: recorded.path.replace('fields=metadata,', 'fields=') }),
  reason: 'the client asks for the metadata of a list only where it reads pages',
};
const NAMED_HERE: Difference = {
  request: (recorded) => ({
    ...recorded,
    path: recorded.path.replace(/listOptions\.fieldSelector=[^&]*&nameFilter=[^&]*&/, ''),
  }),
  reason: 'the client compares parts of names itself: servers do not find archived workflows by them',
};
const SHORT: Difference = {
  request: (recorded) => {
    // The body of a recorded request is an object.
    const { namespace: _, ...fields } = recorded.body as { readonly namespace?: string };
    return { ...recorded, body: fields };
  },
  reason: 'the client leaves out the namespace, which is in the path, as the other recorded submissions do',
};
const SPELLED: Difference = {
  request: (recorded) => {
    // The body of a recorded request is an object.
    return { ...recorded, body: { ...(recorded.body as object), resourceKind: 'WorkflowTemplate' } };
  },
  reason: 'the client spells kinds as Kubernetes does, and not in lower case',
};
const SORTED: Difference = {
  request: (recorded) => {
    const { name, namespace, ...fields } = recorded.body as Readonly<Record<string, unknown>>;
    return { ...recorded, body: { name, namespace, ...fields } };
  },
  reason: 'the client sends name before namespace, as in the other recorded requests',
};
/** The server does not know the run. */
const noRun = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: { code: 5, message: 'workflows.argoproj.io "not-there" not found' },
};

const run = objectOf('Workflow');

const submit: Replay = {
  call: ({ runs }, exchange) => runs.submit(sentWorkflow(exchange)),
  gives: run,
};
const refused: Replay = { ...submit, code: 'CLIENT_INVALID' };
/** What is sent is no workflow. */
const notWorkflow: Replay = { ...submit, refused: true, code: 'CLIENT_ARGUMENT' };
const get: Replay = { call: ({ runs }, exchange) => runs.get(nameOf(exchange)), gives: run };

function list(filter: RunFilter = {}, only?: readonly string[], differs?: Difference): Replay {
  return {
    call: ({ runs }) => runs.list(filter, only === undefined ? {} : { fields: { only } }),
    // What a recorded list of workflows holds. Without the times, its order is that of the server.
    gives: (exchange) => {
      const items = itemsOf('Workflow')(exchange) as readonly Workflow[];
      return only === undefined ? sortRuns(items) : items;
    },
    differs,
  };
}

function change(
  call: (runs: Cluster['runs'], name: string) => Promise<Workflow>,
  outcome: Pick<Replay, 'code' | 'differs'> = {},
): Replay {
  return { call: ({ runs }, exchange) => call(runs, nameBeforeVerb(exchange)), gives: run, ...outcome };
}

/** Replays reading some fields of a run. */
function getFields(...only: readonly string[]): Replay {
  return {
    call: ({ runs }, { request }) => {
      const path = request.path.replace(/\?.*$/, '');
      return runs.get(path.split('/').at(-1) ?? '', { fields: { only } });
    },
    gives: run,
  };
}

function submitFrom(
  options: SubmitFromOptions,
  outcome: Pick<Replay, 'code' | 'differs' | 'refused'> = {},
): Replay {
  return {
    call: ({ runs }, exchange) => {
      const { resourceKind, resourceName } = sentBody<{
        readonly resourceKind: 'WorkflowTemplate' | 'CronWorkflow';
        readonly resourceName: string;
      }>(exchange);
      const kind = /^workflowtemplate$/i.test(resourceKind) ? 'WorkflowTemplate' : resourceKind;
      return runs.submitFrom({ kind, name: resourceName }, options);
    },
    gives: run,
    ...outcome,
  };
}

/** How the exchanges with the Argo Server about runs are made, by name. */
export const serverRunReplays: Readonly<Record<string, Replay | string>> = {
  userinfo: { call: ({ checks }) => checks.identity(), gives: () => ({}) },
  'auth-bad-token': { ...list(), code: 'CLIENT_UNAUTHENTICATED' },
  'auth-basic-unknown': list(),
  'list-empty': list({ labels: 'nothing=here' }),
  create: submit,
  'create-already-exists': { ...submit, code: 'CLIENT_CONFLICT' },
  'create-generate-name': submit,
  'create-dry-run': {
    call: ({ runs }, exchange) => runs.submit(sentWorkflow(exchange), { serverDryRun: true }),
    gives: run,
  },
  'create-invalid-spec': refused,
  'create-missing-parameter': refused,
  'create-no-body': notWorkflow,
  'create-bad-json': notWorkflow,
  'create-unknown-field': submit,
  'create-wrong-type': refused,
  'create-bad-name': refused,
  get,
  'get-fields': getFields('metadata.name', 'status.phase'),
  'get-missing': { ...get, code: 'RUNS_UNKNOWN_RUN' },
  'get-succeeded': get,
  'get-after-retry': getFields('status.phase', 'status.progress', 'status.nodes'),
  'watch-events-sse': { ...watchOf({ fields: 'metadata.name=w1' }), code: 'CLIENT_NOT_FOUND' },
  'watch-events-json': {
    ...watchOf({ fields: 'metadata.name=w1' }, ['metadata.name', 'status.phase']),
    code: 'CLIENT_NOT_FOUND',
  },
  'watch-initial-state-sse': watchOf({ fields: 'metadata.name=w1' }, ['metadata.name', 'status.phase']),
  'watch-by-label-json-fields': watchOf({ labels: 'team=watched' }, [
    'metadata.name',
    'status.phase',
    'status.progress',
  ]),
  'watch-by-label-sse': watchOf({ labels: 'team=watched' }),
  'kubernetes-events-stream': { ...kubernetesEvents, code: 'CLIENT_SERVER' },
  'log-sse': log({ follow: true }),
  'log-json': log({ follow: true }),
  'log-grep': log({ grep: 'first' }),
  'log-tail': log({ tail: 1 }),
  'log-of-pod': log({ node: 'one' }),
  'log-follow-running': log({ follow: true }),
  'log-missing-workflow': { ...log({}), aside: () => () => noRun, code: 'RUNS_UNKNOWN_RUN' },
  'artifact-download': artifact,
  'artifact-download-plain': artifact,
  'artifact-missing': { ...artifact, code: 'CLIENT_SERVER' },
  'artifact-missing-node': { ...artifact, code: 'CLIENT_SERVER' },
  'artifact-missing-workflow': { ...artifact, code: 'CLIENT_NOT_FOUND' },
  'artifact-files': artifactFile,
  'artifact-of-input-missing': { ...artifact, code: 'CLIENT_SERVER' },
  'artifact-by-uid-not-archived': { ...archivedArtifact, code: 'CLIENT_SERVER' },
  list: list(),
  'list-fields': list({}, ['metadata.name', 'status.phase'], UNPAGED),
  'list-label': list({ labels: 'team=red' }, ['metadata.name']),
  'list-phase-label': list({ labels: 'workflows.argoproj.io/phase=Succeeded' }, ['metadata.name']),
  'list-limit': list({}, ['metadata.name']),
  'list-continue': list({}, ['metadata.name'], CONTINUED),
  'list-all-namespaces': {
    ...list({}, ['metadata.name']),
    call: (cluster) => cluster.inNamespace('').runs.list({}, { fields: { only: ['metadata.name'] } }),
  },
  'list-exclude-fields': {
    ...list(),
    call: ({ runs }) => runs.list({}, { fields: { without: ['spec', 'status.nodes'] } }),
  },
  'list-name-prefix': list({ prefix: 'on' }, ['metadata.name'], NAMED_HERE),
  'list-name-contains': list({ contains: 'ne' }, ['metadata.name'], NAMED_HERE),
  'set-unknown-parameter': change(
    (runs, name) => runs.setNode(name, { nodeFieldSelector: 'displayName=s', parameters: { nope: '1' } }),
    { code: 'CLIENT_SERVER', differs: NAMED },
  ),
  'set-no-match': change(
    (runs, name) =>
      runs.setNode(name, { nodeFieldSelector: 'displayName=zzz', parameters: { approve: 'YES' } }),
    { code: 'CLIENT_SERVER', differs: NAMED },
  ),
  'set-outputs': change(
    (runs, name) =>
      runs.setNode(name, {
        nodeFieldSelector: 'displayName=s',
        parameters: { approve: 'YES' },
        message: 'by hand',
      }),
    { differs: SORTED },
  ),
  suspend: change((runs, name) => runs.suspend(name)),
  resume: change((runs, name) => runs.resume(name)),
  'stop-node': change((runs, name) =>
    runs.stop(name, { nodeFieldSelector: 'displayName=s', message: 'refused' }),
  ),
  'suspend-completed': change((runs, name) => runs.suspend(name), { code: 'RUNS_ENDED', differs: NAMED }),
  'resume-completed': change((runs, name) => runs.resume(name), { differs: NAMED }),
  'stop-completed': change((runs, name) => runs.stop(name), { code: 'RUNS_ENDED', differs: NAMED }),
  'terminate-completed': change((runs, name) => runs.terminate(name), {
    code: 'RUNS_ENDED',
    differs: NAMED,
  }),
  'terminate-missing': change((runs, name) => runs.terminate(name), {
    code: 'RUNS_UNKNOWN_RUN',
    differs: NAMED,
  }),
  stop: change((runs, name) => runs.stop(name)),
  terminate: change((runs, name) => runs.terminate(name)),
  resubmit: change((runs, name) => runs.resubmit(name, { parameters: { c: '0' } })),
  'resubmit-memoized': change((runs, name) => runs.resubmit(name, { memoized: true })),
  'resubmit-memoized-succeeded': change((runs, name) => runs.resubmit(name, { memoized: true }), {
    code: 'CLIENT_INVALID',
  }),
  retry: change((runs, name) => runs.retry(name, { parameters: { c: '0' } })),
  'retry-succeeded': change((runs, name) => runs.retry(name), { code: 'CLIENT_INVALID' }),
  'retry-succeeded-with-selector': change((runs, name) =>
    runs.retry(name, { restartSuccessful: true, nodeFieldSelector: 'displayName=b' }),
  ),
  'retry-missing': change((runs, name) => runs.retry(name), { code: 'RUNS_UNKNOWN_RUN', differs: NAMED }),
  lint: { call: ({ runs }, exchange) => runs.lint(sentWorkflow(exchange)), gives: run },
  'lint-bad': { call: ({ runs }, exchange) => runs.lint(sentWorkflow(exchange)), code: 'CLIENT_SERVER' },
  'submit-from-template': submitFrom(
    { name: 'from-tpl', parameters: { p: 'z' }, labels: { x: 'y', team: 'blue' } },
    { differs: SHORT },
  ),
  'submit-generate-name': submitFrom({ generateName: 'sub-' }, { differs: SPELLED }),
  'submit-missing-template': submitFrom({}, { code: 'CLIENT_NOT_FOUND' }),
  'submit-unknown-kind': submitFrom({}, { refused: true, code: 'CLIENT_ARGUMENT' }),
  'submit-unknown-parameter': submitFrom({ name: 'tw', parameters: { zzz: '1' } }),
  'submit-dry-run': submitFrom({ serverDryRun: true, name: 'dryone' }),
  'cron-submit': submitFrom({}),
  'not-a-path': NO_CALL,
  'wrong-method': NO_CALL,
  delete: { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)) },
  'delete-again': { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)), code: 'RUNS_UNKNOWN_RUN' },
  'get-deleted': { ...get, code: 'RUNS_UNKNOWN_RUN' },
};

function sentWorkflow(exchange: Exchange): Workflow {
  return sentBody<{ readonly workflow: Workflow }>(exchange).workflow;
}

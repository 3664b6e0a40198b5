import { nameOf } from './expected-objects.ts';
import type { Replay } from './replay.ts';
import { change, list, run, sentWorkflow, submit, submitFrom } from './server-run-calls.ts';
import {
  archivedArtifact,
  artifact,
  artifactFile,
  kubernetesEvents,
  log,
  watchOf,
} from './server-streams.ts';

/** The server does not know the run. */
const noRun = {
  status: 404,
  headers: { 'content-type': 'application/json' },
  body: { code: 5, message: 'workflows.argoproj.io "not-there" not found' },
};

const refused: Replay = { ...submit, code: 'CLIENT_INVALID' };
const get: Replay = { call: ({ runs }, exchange) => runs.get(nameOf(exchange)), gives: run };

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

/** How the exchanges with the Argo Server about runs are made, by name. */
export const serverRunReplays: Readonly<Record<string, Replay>> = {
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
  'list-label': list({ labels: 'team=red' }, ['metadata.name']),
  'list-phase-label': list({ labels: 'workflows.argoproj.io/phase=Succeeded' }, ['metadata.name']),
  'list-limit': list({}, ['metadata.name']),
  'list-all-namespaces': {
    ...list({}, ['metadata.name']),
    call: (cluster) => cluster.inNamespace('').runs.list({}, { fields: { only: ['metadata.name'] } }),
  },
  'list-exclude-fields': {
    ...list(),
    call: ({ runs }) => runs.list({}, { fields: { without: ['spec', 'status.nodes'] } }),
  },
  suspend: change((runs, name) => runs.suspend(name)),
  resume: change((runs, name) => runs.resume(name)),
  'stop-node': change((runs, name) =>
    runs.stop(name, { nodeFieldSelector: 'displayName=s', message: 'refused' }),
  ),
  stop: change((runs, name) => runs.stop(name)),
  terminate: change((runs, name) => runs.terminate(name)),
  resubmit: change((runs, name) => runs.resubmit(name, { parameters: { c: '0' } })),
  'resubmit-memoized': change((runs, name) => runs.resubmit(name, { memoized: true })),
  'resubmit-memoized-succeeded': {
    ...change((runs, name) => runs.resubmit(name, { memoized: true })),
    code: 'CLIENT_INVALID',
  },
  retry: change((runs, name) => runs.retry(name, { parameters: { c: '0' } })),
  'retry-succeeded': { ...change((runs, name) => runs.retry(name)), code: 'CLIENT_INVALID' },
  'retry-succeeded-with-selector': change((runs, name) =>
    runs.retry(name, { restartSuccessful: true, nodeFieldSelector: 'displayName=b' }),
  ),
  lint: { call: ({ runs }, exchange) => runs.lint(sentWorkflow(exchange)), gives: run },
  'lint-bad': { call: ({ runs }, exchange) => runs.lint(sentWorkflow(exchange)), code: 'CLIENT_SERVER' },
  'submit-missing-template': { ...submitFrom({}), code: 'CLIENT_NOT_FOUND' },
  'submit-unknown-parameter': submitFrom({ name: 'tw', parameters: { zzz: '1' } }),
  'submit-dry-run': submitFrom({ serverDryRun: true, name: 'dryone' }),
  'cron-submit': submitFrom({}),
  delete: { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)) },
  'delete-again': { call: ({ runs }, exchange) => runs.delete(nameOf(exchange)), code: 'RUNS_UNKNOWN_RUN' },
  'get-deleted': { ...get, code: 'RUNS_UNKNOWN_RUN' },
};

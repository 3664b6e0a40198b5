import type { Workflow } from '@tiphys/models';
import { type CallOptions, compileFilter, sortRuns } from '@tiphys/runs';
import type { ClusterRuns } from '../contract/cluster.ts';
import { withInstance, withInstanceLabel } from '../runs/instance-id.ts';
import { listSelectorsOf } from '../runs/list-selectors.ts';
import { endOnAbort } from '../streams/end-on-abort.ts';
import { readServerLogs } from './logs/read-server-logs.ts';
import { readObject } from './objects/read-object.ts';
import { onRun, readRun, resolveName } from './runs/find-run.ts';
import { listRuns } from './runs/list-runs.ts';
import { readArtifact } from './runs/read-artifact.ts';
import { createServerOperations } from './runs/run-operations.ts';
import { runPath } from './runs/run-path.ts';
import { submissionOf } from './runs/submission.ts';
import { watchRun } from './runs/watch-run.ts';
import { checkNamespace, serverPath } from './server-path.ts';
import type { ServerRunsPlace } from './server-place.ts';

/** What a list does not need, and what makes it large. */
const NOT_LISTED = [
  'items.metadata.managedFields',
  'items.status.nodes',
  'items.status.storedTemplates',
  'items.status.storedWorkflowTemplateSpec',
];

/**
 * Returns the runs of a namespace that an Argo Server reaches. Those of a list come without their nodes and stored templates, which the server is asked
 * to leave out; `get` returns them.
 */
export function createServerRuns(where: ServerRunsPlace): ClusterRuns {
  const { transport, place, instanceId } = where;
  const create = async (
    workflow: Workflow,
    verbs: readonly string[],
    options: object,
    call: CallOptions,
  ): Promise<Workflow> => {
    const namespace = workflow.metadata.namespace || checkNamespace(where);
    const path = serverPath(['workflows', namespace, ...verbs]);
    const body = { workflow: withInstance(workflow, instanceId), ...options };
    return readObject(await transport.json({ method: 'POST', path, body }, call), 'Workflow');
  };
  return {
    ...createServerOperations(where),
    place,
    async list(filter = {}, call = {}) {
      const matches = compileFilter(filter);
      const query = { ...listSelectorsOf(filter, instanceId), fields: `-${NOT_LISTED.join(',')}` };
      return sortRuns((await listRuns(where, query, call)).filter(matches));
    },
    get: async (name, call = {}) => readRun(where, await resolveName(where, name, call), call),
    watch: (name, call = {}) => endOnAbort(watchRun(where, name, call), call.signal),
    logs: (name, options = {}) => endOnAbort(readServerLogs(where, name, options), options.signal),
    readArtifact: (name, artifact, call = {}) =>
      endOnAbort(readArtifact(where, name, artifact, call), call.signal),
    submit: (workflow, { serverDryRun, ...call } = {}) =>
      create(workflow, [], serverDryRun === true ? { serverDryRun } : {}, call),
    async submitFrom(source, options = {}) {
      const namespace = checkNamespace(where);
      const path = serverPath(['workflows', namespace, 'submit']);
      const labels = withInstanceLabel(options.labels, instanceId);
      const body = submissionOf(namespace, source, { ...options, labels });
      return readObject(await transport.json({ method: 'POST', path, body }, options), 'Workflow');
    },
    lint: (workflow, call = {}) => create(workflow, ['lint'], {}, call),
    async delete(name, { force, ...call } = {}) {
      const run = await resolveName(where, name, call);
      if (instanceId !== undefined) await readRun(where, run, call);
      const path = runPath(where, run, [], { force: force === true ? 'true' : undefined });
      await onRun(where, run, () => transport.json({ method: 'DELETE', path }, call), call);
    },
  };
}

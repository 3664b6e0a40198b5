import type { Workflow } from '@tiphys/models';
import { type CallOptions, sortRuns } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { ClusterRuns } from '../contract/cluster.ts';
import { assertWorkflow } from '../runs/assert-workflow.ts';
import { withInstance, withInstanceLabel } from '../runs/instance-id.ts';
import { listSelectorsOf } from '../runs/list-selectors.ts';
import { endOnAbort } from '../streams/end-on-abort.ts';
import { readKubernetesEvents } from './events/read-kubernetes-events.ts';
import { hasField } from './field-query.ts';
import { readServerLogs } from './logs/read-server-logs.ts';
import { readObject } from './objects/read-object.ts';
import { onRun, readRun, resolveName } from './runs/find-run.ts';
import { listFilter } from './runs/list-filter.ts';
import { listRuns } from './runs/list-runs.ts';
import { readArtifact, readArtifactFile } from './runs/read-artifact.ts';
import { createServerOperations } from './runs/run-operations.ts';
import { runPath } from './runs/run-path.ts';
import { submissionOf } from './runs/submission.ts';
import { watchRun } from './runs/watch-run.ts';
import { watchRuns } from './runs/watch-runs.ts';
import { checkNamespace, serverPath } from './server-path.ts';
import type { ServerRunsPlace } from './server-place.ts';

/** The fields that the order of a list goes by. */
const ORDER = ['status.finishedAt', 'metadata.creationTimestamp'];

/** Returns the runs of a namespace that an Argo Server reaches. */
export function createServerRuns(where: ServerRunsPlace): ClusterRuns {
  const { transport, place, instanceId } = where;
  const create = async (
    workflow: Workflow,
    verbs: readonly string[],
    options: object,
    call: CallOptions,
  ): Promise<Workflow> => {
    assertWorkflow(workflow);
    const namespace = workflow.metadata.namespace || checkNamespace(where);
    const path = serverPath(['workflows', namespace, ...verbs]);
    const body = { workflow: withInstance(workflow, instanceId), ...options };
    return readObject(await transport.json({ method: 'POST', path, body }, call), 'Workflow');
  };
  return {
    ...createServerOperations(where),
    place,
    async list(filter = {}, { fields, ...call } = {}) {
      const { matches, needed } = listFilter(filter);
      const listed = { ...listSelectorsOf(filter, instanceId), fields, needed };
      const found = (await listRuns(where, listed, call)).items.filter(matches);
      // Without the times, the order is that of the server.
      return ORDER.every((field) => hasField(fields, field)) ? sortRuns(found) : found;
    },
    get: async (name, call = {}) => readRun(where, await resolveName(where, name, call), call),
    watch: (name, call = {}) => endOnAbort(watchRun(where, name, call), call.signal),
    watchAll: (selection = {}, options = {}) =>
      endOnAbort(watchRuns(where, selection, options), options.signal),
    logs: (name, options = {}) => endOnAbort(readServerLogs(where, name, options), options.signal),
    readArtifact: (name, artifact, call = {}) =>
      endOnAbort(readArtifact(where, name, artifact, call), call.signal),
    readArtifactFile: (name, file, call = {}) =>
      endOnAbort(readArtifactFile(where, name, file, call), call.signal),
    kubernetesEvents: (name, call = {}) => endOnAbort(readKubernetesEvents(where, name, call), call.signal),
    async submit(workflow, { serverDryRun, fieldValidation, ...call } = {}) {
      if (fieldValidation !== undefined)
        throw new ClientError(
          'CLIENT_NOT_OFFERED',
          'The Argo Server drops fields that it does not know, and cannot be told to refuse them. Use the Kubernetes API: --kube.',
        );
      return await create(workflow, [], serverDryRun === true ? { serverDryRun } : {}, call);
    },
    async submitFrom(source, options = {}) {
      const namespace = checkNamespace(where);
      const path = serverPath(['workflows', namespace, 'submit']);
      const labels = withInstanceLabel(options.labels, instanceId);
      const body = submissionOf(source, { ...options, labels });
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

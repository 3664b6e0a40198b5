import type { Workflow } from '@tiphys/models';
import { type CallOptions, compileFilter, sortRuns } from '@tiphys/runs';
import { ClientError } from '../contract/client-error.ts';
import type { ClusterRuns, ClusterSubmitOptions } from '../contract/cluster.ts';
import { assertWorkflow } from '../runs/assert-workflow.ts';
import { withInstance } from '../runs/instance-id.ts';
import { listSelectorsOf } from '../runs/list-selectors.ts';
import { inflateStatus } from '../status/inflate-status.ts';
import { endOnAbort } from '../streams/end-on-abort.ts';
import type { Query } from './api/query.ts';
import { WORKFLOWS } from './api/resource.ts';
import { readLogs } from './logs/read-logs.ts';
import type { NamespacePlace } from './namespace-place.ts';
import { readable } from './runs/change-run.ts';
import { onRun, readRun, resolveName } from './runs/find-run.ts';
import { readArtifact } from './runs/read-artifact.ts';
import { readKubernetesEvents } from './runs/read-events.ts';
import { createOperations } from './runs/run-operations.ts';
import { workflowFrom } from './runs/submit-from.ts';
import { watchRun } from './runs/watch-run.ts';
import { watchRuns } from './runs/watch-runs.ts';

/** Returns the runs of a namespace. */
export function createRuns(where: NamespacePlace): ClusterRuns {
  const { api, namespace, place, instanceId } = where;
  const create = async (workflow: Workflow, query: Query, call: CallOptions): Promise<Workflow> => {
    assertWorkflow(workflow);
    const target = workflow.metadata.namespace || namespace;
    return readable(
      await api.create<Workflow>(WORKFLOWS, target, withInstance(workflow, instanceId), query, call),
    );
  };
  const creating = ({ serverDryRun, fieldValidation }: ClusterSubmitOptions): Query => ({
    fieldValidation,
    dryRun: serverDryRun === true ? 'All' : undefined,
  });
  return {
    ...createOperations(where, create),
    place,
    async list(filter = {}, call = {}) {
      const matches = compileFilter(filter);
      const query = listSelectorsOf(filter, instanceId);
      const { items } = await api.list<Workflow>(WORKFLOWS, namespace || undefined, query, call);
      return sortRuns(items.filter(matches).map(readable));
    },
    async get(name, call = {}) {
      return inflateStatus(await readRun(where, await resolveName(where, name, call), call));
    },
    watch: (name, call = {}) => endOnAbort(watchRun(where, name, call), call.signal),
    watchAll: (selection = {}, options = {}) =>
      endOnAbort(watchRuns(where, selection, options), options.signal),
    logs: (name, options = {}) => endOnAbort(readLogs(where, name, options), options.signal),
    readArtifact: (name, artifact, call = {}) =>
      endOnAbort(readArtifact(where, name, artifact, call), call.signal),
    readArtifactFile: () => refuseFiles(),
    kubernetesEvents: (name, call = {}) => endOnAbort(readKubernetesEvents(where, name, call), call.signal),
    submit: (workflow, options = {}) => create(workflow, creating(options), options),
    async submitFrom(source, options = {}) {
      return create(await workflowFrom(where, source, options), creating(options), options);
    },
    lint: (workflow, call = {}) => create(workflow, { fieldValidation: 'Strict', dryRun: 'All' }, call),
    async delete(name, options = {}) {
      const run = await resolveName(where, name, options);
      const target = { resource: WORKFLOWS, namespace, name: run, type: 'merge' } as const;
      const noFinalizers = { metadata: { finalizers: null } };
      if (options.force === true)
        await onRun(where, run, () => api.patch(target, noFinalizers, {}, options), options);
      const query = { propagationPolicy: 'Background' };
      await onRun(where, run, () => api.remove(WORKFLOWS, namespace, run, query, options), options);
    },
  };
}

// biome-ignore lint/correctness/useYield: it gives nothing
async function* refuseFiles(): AsyncGenerator<never> {
  throw new ClientError(
    'CLIENT_NOT_OFFERED',
    'The Kubernetes API does not offer the files of artifacts. Use the Argo Server: --server URL.',
  );
}

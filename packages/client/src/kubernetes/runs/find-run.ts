import type { Workflow } from '@tiphys/models';
import type { CallOptions, RunsError } from '@tiphys/runs';
import { instanceSelector, isOfInstance } from '../../runs/instance-id.ts';
import { askAboutRun, describeUnknown, findName, type KnownRuns } from '../../runs/known-runs.ts';
import { WORKFLOWS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';

type Metadata = Pick<Workflow, 'metadata'>;

/**
 * Returns the name of a run: that of the latest one for `@latest`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there are no runs
 */
export function resolveName(where: NamespacePlace, name: string, call: CallOptions): Promise<string> {
  return findName(knownRuns(where), name, call);
}

/**
 * Returns a run as it is stored. With `exact`, such that it can be written back.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`
 */
export async function readRun(
  where: NamespacePlace,
  name: string,
  { exact = false, ...call }: CallOptions & { readonly exact?: boolean },
): Promise<Workflow> {
  const { api, namespace, instanceId } = where;
  const read = exact ? api.getExact<Workflow> : api.get<Workflow>;
  const workflow = await onRun(where, name, () => read(WORKFLOWS, namespace, name, call), call);
  if (!isOfInstance(workflow, instanceId)) throw await unknown(where, name, call);
  return workflow;
}

/**
 * Returns what a request about a run gives.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if the API server does not know the run
 */
export function onRun<T>(
  where: NamespacePlace,
  name: string,
  send: () => Promise<T>,
  call: CallOptions,
): Promise<T> {
  return askAboutRun(knownRuns(where), name, send, call);
}

/** Returns the error for a run that does not exist, with similar names if they can be listed. */
export function unknown(where: NamespacePlace, name: string, call: CallOptions): Promise<RunsError> {
  return describeUnknown(knownRuns(where), name, call);
}

function knownRuns(where: NamespacePlace): KnownRuns {
  return { place: where.place, list: (call) => listMetadata(where, call) };
}

async function listMetadata(where: NamespacePlace, call: CallOptions): Promise<readonly Metadata[]> {
  const query = { onlyMetadata: true, labelSelector: instanceSelector(where.instanceId) };
  const { items } = await where.api.list<Metadata>(WORKFLOWS, where.namespace || undefined, query, call);
  return items;
}

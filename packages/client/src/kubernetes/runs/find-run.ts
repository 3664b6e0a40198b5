import type { Workflow } from '@tiphys/models';
import { type CallOptions, RunsError, unknownRun } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { instanceSelector, isOfInstance } from '../../runs/instance-id.ts';
import { isMissing } from '../../runs/is-missing.ts';
import { WORKFLOWS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';

/** The name that means the run that was created last. */
const LATEST = '@latest';

type Metadata = Pick<Workflow, 'metadata'>;

/**
 * Returns the name of a run: that of the latest one for `@latest`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there are no runs
 */
export async function resolveName(where: NamespacePlace, name: string, call: CallOptions): Promise<string> {
  if (name !== LATEST) return name;
  const created = ({ metadata }: Metadata): string => metadata.creationTimestamp ?? '';
  const runs = await listMetadata(where, call);
  const [first, ...others] = runs;
  if (first === undefined) throw unknownRun(name, where.place, []);
  const latest = others.reduce((best, one) => (created(one) > created(best) ? one : best), first);
  return latest.metadata.name ?? '';
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
export async function onRun<T>(
  where: NamespacePlace,
  name: string,
  send: () => Promise<T>,
  call: CallOptions,
): Promise<T> {
  try {
    return await send();
  } catch (error) {
    if (!isMissing(error, name)) throw error;
    throw await unknown(where, name, call);
  }
}

/** Returns the error for a run that does not exist, with similar names if they can be listed. */
export async function unknown(where: NamespacePlace, name: string, call: CallOptions): Promise<RunsError> {
  try {
    const names = (await listMetadata(where, call)).map(({ metadata }) => metadata.name ?? '');
    return unknownRun(name, where.place, names);
  } catch (error) {
    call.signal?.throwIfAborted();
    if (!(error instanceof ClientError)) throw error;
    return new RunsError('RUNS_UNKNOWN_RUN', `There is no run "${name}" in ${where.place}.`, { run: name });
  }
}

async function listMetadata(where: NamespacePlace, call: CallOptions): Promise<readonly Metadata[]> {
  const query = { onlyMetadata: true, labelSelector: instanceSelector(where.instanceId) };
  const { items } = await where.api.list<Metadata>(WORKFLOWS, where.namespace || undefined, query, call);
  return items;
}

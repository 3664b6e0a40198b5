import type { Workflow } from '@tiphys/models';
import { type CallOptions, RunsError, unknownRun } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { instanceSelector, isOfInstance } from '../../runs/instance-id.ts';
import { isMissing } from '../../runs/is-missing.ts';
import { readObject } from '../objects/read-object.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { listRuns } from './list-runs.ts';
import { runPath } from './run-path.ts';

/** The name that means the run that was created last. */
const LATEST = '@latest';

/** What is read of runs to find one. */
const IDENTITY = ['name', 'namespace', 'uid', 'creationTimestamp'];

/**
 * Returns the name of a run: that of the latest one for `@latest`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there are no runs
 */
export async function resolveName(where: ServerRunsPlace, name: string, call: CallOptions): Promise<string> {
  if (name !== LATEST) return name;
  const created = ({ metadata }: Workflow): string => metadata.creationTimestamp ?? '';
  const [first, ...others] = await listIdentities(where, call);
  if (first === undefined) throw unknownRun(name, where.place, []);
  const latest = others.reduce((best, one) => (created(one) > created(best) ? one : best), first);
  return latest.metadata.name ?? '';
}

/**
 * Returns a run with its nodes, also one that is only in the archive.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`
 */
export async function readRun(where: ServerRunsPlace, name: string, call: CallOptions): Promise<Workflow> {
  const request = { method: 'GET', path: runPath(where, name) } as const;
  const reply = await onRun(where, name, () => where.transport.json(request, call), call);
  const workflow = readObject<Workflow>(reply, 'Workflow');
  if (!isOfInstance(workflow, where.instanceId)) throw await unknown(where, name, call);
  return workflow;
}

/**
 * Returns what a request about a run gives.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if the server does not know the run
 */
export async function onRun<T>(
  where: ServerRunsPlace,
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
async function unknown(where: ServerRunsPlace, name: string, call: CallOptions): Promise<RunsError> {
  try {
    const names = (await listIdentities(where, call)).map(({ metadata }) => metadata.name ?? '');
    return unknownRun(name, where.place, names);
  } catch (error) {
    call.signal?.throwIfAborted();
    if (!(error instanceof ClientError)) throw error;
    return new RunsError('RUNS_UNKNOWN_RUN', `There is no run "${name}" in ${where.place}.`, { run: name });
  }
}

function listIdentities(where: ServerRunsPlace, call: CallOptions): Promise<readonly Workflow[]> {
  const fields = ['metadata', ...IDENTITY.map((field) => `items.metadata.${field}`)].join(',');
  return listRuns(where, { fields, labelSelector: instanceSelector(where.instanceId) }, call);
}

import type { Workflow } from '@tiphys/models';
import type { CallOptions } from '@tiphys/runs';
import { instanceSelector, isOfInstance } from '../../runs/instance-id.ts';
import { askAboutRun, describeUnknown, findName, type KnownRuns } from '../../runs/known-runs.ts';
import { readObject } from '../objects/read-object.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { listRuns } from './list-runs.ts';
import { runPath } from './run-path.ts';

/** What is read of runs to find one. */
const IDENTITY = ['name', 'namespace', 'uid', 'creationTimestamp'];

/**
 * Returns the name of a run: that of the latest one for `@latest`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there are no runs
 */
export function resolveName(where: ServerRunsPlace, name: string, call: CallOptions): Promise<string> {
  return findName(knownRuns(where), name, call);
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
  if (!isOfInstance(workflow, where.instanceId)) throw await describeUnknown(knownRuns(where), name, call);
  return workflow;
}

/**
 * Returns what a request about a run gives.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if the server does not know the run
 */
export function onRun<T>(
  where: ServerRunsPlace,
  name: string,
  send: () => Promise<T>,
  call: CallOptions,
): Promise<T> {
  return askAboutRun(knownRuns(where), name, send, call);
}

function knownRuns(where: ServerRunsPlace): KnownRuns {
  return { place: where.place, list: (call) => listIdentities(where, call) };
}

function listIdentities(where: ServerRunsPlace, call: CallOptions): Promise<readonly Workflow[]> {
  const fields = ['metadata', ...IDENTITY.map((field) => `items.metadata.${field}`)].join(',');
  return listRuns(where, { fields, labelSelector: instanceSelector(where.instanceId) }, call);
}

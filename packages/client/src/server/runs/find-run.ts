import type { Workflow } from '@tiphys/models';
import type { CallOptions, FieldChoice, ReadOptions } from '@tiphys/runs';
import { instanceSelector, isOfInstance } from '../../runs/instance-id.ts';
import { askAboutRun, describeUnknown, findName, type KnownRuns } from '../../runs/known-runs.ts';
import { fieldQuery } from '../field-query.ts';
import { readObject } from '../objects/read-object.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { listRuns } from './list-runs.ts';
import { runPath } from './run-path.ts';

/** What is read of runs to find one. */
const IDENTITY: FieldChoice = {
  only: ['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.creationTimestamp'],
};

/**
 * Returns the name of a run: that of the latest one for `@latest`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN` if there are no runs
 */
export function resolveName(where: ServerRunsPlace, name: string, call: CallOptions): Promise<string> {
  return findName(knownRuns(where), name, call);
}

/**
 * Returns a run, also one that is only in the archive.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`
 */
export async function readRun(
  where: ServerRunsPlace,
  name: string,
  { fields, ...call }: ReadOptions,
): Promise<Workflow> {
  const needed = where.instanceId === undefined ? [] : ['metadata.labels'];
  const path = runPath(where, name, [], { fields: fieldQuery(fields, { needed }) });
  const request = { method: 'GET', path } as const;
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

async function listIdentities(where: ServerRunsPlace, call: CallOptions): Promise<readonly Workflow[]> {
  const labelSelector = instanceSelector(where.instanceId);
  return (await listRuns(where, { fields: IDENTITY, labelSelector }, call)).items;
}

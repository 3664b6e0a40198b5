import type { Workflow } from '@tiphys/models';
import type { Executor, PodRequest } from '../contract/executor.ts';
import { readJournal } from '../contract/journal.ts';
import { replay } from './replay.ts';
import type { StoredRun } from './run-files/stored-run.ts';
import { findRecord } from './run-record.ts';

/** What a run was started with. */
export interface RunInput {
  readonly workflow: Workflow;
  /** The objects that the workflow refers to. Secrets have no data. */
  readonly objects: readonly unknown[];
  readonly parameters: Readonly<Record<string, string>>;
  readonly uid: string;
  readonly maximumIterations?: number;
  readonly maximumWorkflowBytes?: number;
}

/**
 * Returns what a run was started with.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_DAMAGED`
 */
export function readRunInput({ folder }: StoredRun): RunInput {
  return findRecord(readJournal(folder.journal), folder.journal);
}

/**
 * Returns the pods that a run has started, by the ids of their nodes: each with its template as it ran, with its tags substituted.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_MISMATCH`, `ENGINE_JOURNAL_DAMAGED`
 */
export function readPodRequests({ folder }: StoredRun): ReadonlyMap<string, PodRequest> {
  const requests = new Map<string, PodRequest>();
  replay(readJournal(folder.journal), {
    executor: nothing,
    path: folder.journal,
    onRequest: (request) => void requests.set(request.nodeId, request),
  });
  return requests;
}

/** A replay starts nothing. Paths are those that the template declares. */
const nothing: Executor = {
  start: (request) => {
    throw new Error(`a replay must not start ${request.nodeId}`);
  },
  pathOf: (_, path) => path,
  findUnsupported: () => undefined,
};

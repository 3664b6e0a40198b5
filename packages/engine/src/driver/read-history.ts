import type { Workflow } from '@tiphys/models';
import { EngineError } from '../contract/engine-error.ts';
import type { PodRequest } from '../contract/executor.ts';
import { readJournal } from '../contract/journal.ts';
import { workflowObject } from '../semantics/status/workflow-status.ts';
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
 * @throws EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_DAMAGED`; `ENGINE_JOURNAL_MISMATCH` if its journal is that of another run
 */
export function readRunInput({ folder, workflow }: Pick<StoredRun, 'folder' | 'workflow'>): RunInput {
  const record = findRecord(readJournal(folder.journal), folder.journal);
  const uid = workflow?.metadata?.uid;
  if (uid === undefined || uid === record.uid) return record;
  throw new EngineError(
    'ENGINE_JOURNAL_MISMATCH',
    `${folder.journal} is the journal of another run: its uid is ${record.uid}, and that of ${folder.workflow} is ${uid}. Restore the file, or start the workflow again.`,
    { path: folder.journal },
  );
}

/**
 * Returns the pods that a run has started, by the ids of their nodes: each with its template as it ran, with its tags substituted.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_MISMATCH`, `ENGINE_JOURNAL_DAMAGED`
 */
export function readPodRequests({ folder }: StoredRun): ReadonlyMap<string, PodRequest> {
  const requests = new Map<string, PodRequest>();
  replay(readJournal(folder.journal), {
    path: folder.journal,
    onRequest: (request) => void requests.set(request.nodeId, request),
  });
  return requests;
}

/**
 * Returns the workflow with its status as the events of its journal say. Unlike `workflow.json`, it is never some time behind.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_MISMATCH`, `ENGINE_JOURNAL_DAMAGED`
 */
export function replayWorkflow({ folder }: StoredRun): Workflow {
  const { state } = replay(readJournal(folder.journal), { path: folder.journal });
  return workflowObject(state);
}

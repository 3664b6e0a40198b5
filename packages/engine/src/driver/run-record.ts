import type { Workflow } from '@tiphys/models';
import { EngineError } from '../contract/engine-error.ts';
import type { PodPaths } from '../contract/executor.ts';
import type { JournalEvent } from '../contract/journal.ts';
import type { KeptNode } from '../state/kept-node.ts';
import type { RunState } from '../state/run-state.ts';
import type { RunOptions } from './run-options.ts';

/** Number of the format of journals. It rises when a journal of an earlier version would be replayed differently. */
const JOURNAL_FORMAT = 2;

/** The first record of a journal: all that is needed to build the state of the run again. */
export interface RunRecord extends JournalEvent {
  readonly kind: 'run';
  readonly format: number;
  readonly name: string;
  readonly namespace: string;
  readonly uid: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly workflow: Workflow;
  /** The objects that the workflow refers to. Secrets have no data here; see {@link withSecrets}. */
  readonly objects: readonly unknown[];
  readonly parameters: Readonly<Record<string, string>>;
  /** Where pods find their declared paths. The state depends on it. */
  readonly podPaths: PodPaths;
  readonly maximumIterations?: number;
  readonly maximumWorkflowBytes?: number;
  readonly keptNodes?: Readonly<Record<string, KeptNode>>;
}

/** Returns the first record of the journal of a run that is about to start. */
export function recordOf(workflow: Workflow, run: RunState, options: RunOptions): RunRecord {
  const { keptNodes, maximumIterations, maximumWorkflowBytes } = options;
  return {
    kind: 'run',
    format: JOURNAL_FORMAT,
    ...run.identity,
    workflow,
    objects: (options.objects ?? []).map((object) => (isSecret(object) ? withoutData(object) : object)),
    parameters: options.parameters ?? {},
    podPaths: run.podPaths,
    ...(maximumIterations !== undefined && { maximumIterations }),
    ...(maximumWorkflowBytes !== undefined && { maximumWorkflowBytes }),
    ...(keptNodes !== undefined && { keptNodes }),
  };
}

/** Returns the Secrets among the objects of a run. */
export function secretsIn(objects: readonly unknown[]): readonly unknown[] {
  return objects.filter(isSecret);
}

/** Returns the objects of a record with the Secrets in their places again, given in the same order. */
export function withSecrets(objects: readonly unknown[], secrets: readonly unknown[]): readonly unknown[] {
  const rest = [...secrets];
  return objects.map((object) => (isSecret(object) ? (rest.shift() ?? object) : object));
}

/**
 * Returns the first record of a journal.
 *
 * @throws EngineError `ENGINE_JOURNAL_FORMAT` if it has none, or one of another version
 */
export function findRecord(journal: readonly JournalEvent[], path: string): RunRecord {
  const [first] = journal;
  if (first === undefined || first.kind !== 'run') {
    throw new EngineError(
      'ENGINE_JOURNAL_FORMAT',
      `${path} does not say what was run: the process was killed before the run had started, or the file was emptied. Delete the run, and start the workflow again.`,
      { path },
    );
  }
  if (first.format !== JOURNAL_FORMAT) {
    throw new EngineError(
      'ENGINE_JOURNAL_FORMAT',
      `${path} was written by another version of Tiphys (format ${String(first.format ?? 1)}, not ${JOURNAL_FORMAT}). Use that version, or start the workflow again.`,
      { path },
    );
  }
  return first as RunRecord; // recordOf wrote it
}

interface Secret {
  readonly kind: 'Secret';
}

function isSecret(object: unknown): object is Secret {
  return typeof object === 'object' && object !== null && 'kind' in object && object.kind === 'Secret';
}

function withoutData(secret: Secret): object {
  return Object.fromEntries(
    Object.entries(secret).filter(([field]) => field !== 'data' && field !== 'stringData'),
  );
}

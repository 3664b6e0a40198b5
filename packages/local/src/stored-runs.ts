import { lstatSync } from 'node:fs';
import path from 'node:path';
import { openStore, replayWorkflow, type Store, type StoredRun } from '@tiphys/engine';
import type { Workflow } from '@tiphys/models';
import { RunsError, unknownRun } from '@tiphys/runs';

/** The name that means the run that was created last. */
export const LATEST = '@latest';

/** The runs of a store, found by name. */
export interface StoredRuns {
  readonly store: Store;
  /**
   * Returns a run whose files can be read.
   *
   * @param name a name, or `@latest`
   * @throws RunsError `RUNS_UNKNOWN_RUN`; EngineError `ENGINE_FILE_DAMAGED`
   */
  find(name: string): StoredRun;
  /**
   * Returns a run, which may be damaged.
   *
   * @param name a name, or `@latest`
   * @throws RunsError `RUNS_UNKNOWN_RUN`
   */
  locate(name: string): StoredRun;
}

/**
 * Opens the runs in the folder of a store, which need not exist.
 *
 * @throws RunsError `RUNS_STORE_IS_LINK`
 */
export function openStoredRuns(directory: string): StoredRuns {
  const store = openStore(directory);
  const runs = path.join(store.directory, 'runs');
  if (isLink(runs))
    throw new RunsError(
      'RUNS_STORE_IS_LINK',
      `${runs} is a symbolic link. Pass the folder it points to with --store.`,
    );
  const locate = (name: string): StoredRun => {
    const isDirect = /^[\w.-]{1,200}$/.test(name) && !/^\.\.?$/.test(name);
    const folder = path.join(runs, name);
    // Only folders are runs: a link in the store could lead anywhere.
    if (isDirect && lstatSync(folder, { throwIfNoEntry: false })?.isDirectory() === true)
      return store.readRun(name);
    const all = store.listRuns();
    const latest = all.toSorted((a, b) => b.createdAt - a.createdAt)[0];
    if (name === LATEST && latest !== undefined) return latest;
    throw unknownRun(
      name,
      store.directory,
      all.map((run) => run.name),
    );
  };
  return {
    store,
    locate,
    find(name) {
      const run = locate(name);
      if (run.damage !== undefined) throw run.damage;
      return run;
    },
  };
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false; // what cannot be looked at cannot be read or written either, and says so then
  }
}

/**
 * Returns the Workflow object of a run. That of a run that goes on is up to a second old; that of an interrupted one is what its journal says.
 */
export function workflowOf(run: StoredRun): Workflow {
  return run.liveness === 'interrupted' ? latestWorkflowOf(run) : named(run, run.workflow);
}

/** Returns the Workflow object of a run as its journal says. If the journal cannot be read, it is what was stored last. */
export function latestWorkflowOf(run: StoredRun): Workflow {
  if (run.liveness === 'finished') return named(run, run.workflow);
  try {
    return named(run, replayWorkflow(run));
  } catch {
    return named(run, run.workflow);
  }
}

/** A run that was killed before it wrote its first state, or is damaged, has no nodes. */
function named({ name, createdAt, damage }: StoredRun, workflow: Workflow | undefined): Workflow {
  const creationTimestamp = new Date(createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const metadata = { name, namespace: 'default', creationTimestamp };
  if (workflow !== undefined) return { ...workflow, metadata: { ...metadata, ...workflow.metadata } };
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Workflow',
    metadata,
    spec: {},
    status: damage === undefined ? { phase: 'Pending' } : { phase: 'Error', message: damage.message },
  };
}

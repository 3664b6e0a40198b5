import { statSync } from 'node:fs';
import {
  EngineError,
  type PodRequest,
  podLabels,
  type RunFolder,
  type RunInput,
  readPodRequests,
  readRunInput,
  type StoredRun,
  watchRun,
} from '@tiphys/engine';
import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import type { LogOptions, Runs } from '@tiphys/runs';
import {
  compileFilter,
  findNode,
  findNodeOrLoop,
  findTemplate,
  parseLabelSelector,
  RunsError,
  sortRuns,
} from '@tiphys/runs';
import { findArtifact, readArtifactBytes } from './artifact-file.ts';
import { describeNotice, describePhase } from './describe-state.ts';
import type { DrivenRun, LocalDriver } from './local-driver.ts';
import { createOperations, type LocalStart } from './local-operations.ts';
import { type LoggedRun, readLogs } from './read-logs.ts';
import { restoreSecrets } from './restore-secrets.ts';
import { latestWorkflowOf, openStoredRuns, type StoredRuns, workflowOf } from './stored-runs.ts';

/** The local runs of a store, with what only local runs have. There is no controller: what an operation starts is driven by this process. */
export interface LocalRuns extends Runs {
  /** The folder of the store. */
  readonly directory: string;
  /** Returns the files of a run. */
  folderOf(name: string): RunFolder;
  /**
   * Returns the phase of a run for people: `Damaged` if its files cannot be read, `Interrupted` if its process was killed, `Running (Suspended)` if it
   * waits for somebody.
   */
  statusOf(workflow: Workflow): string;
  /** Returns what a user should know about a run besides its phase, such as how to continue it; undefined if there is nothing. */
  noticeOf(workflow: Workflow): string | undefined;
  /** Returns the template that a node ran, with its tags substituted if it was started; undefined if it is not known. */
  templateOf(workflow: Workflow, node: NodeStatus): Template | undefined;
  /**
   * Starts a run, and drives it.
   *
   * @throws EngineError for a workflow that cannot run
   */
  start(start: LocalStart): Promise<DrivenRun>;
  /**
   * Returns what a run was started with. Its Secrets are read again by the driver.
   *
   * @throws RunsError `RUNS_SECRET_MISSING`; EngineError `ENGINE_JOURNAL_FORMAT`, `ENGINE_JOURNAL_DAMAGED`
   */
  inputOf(name: string): Promise<RunInput>;
  /**
   * Returns the workflow of a run as it is now. That of `get` is up to a second old.
   *
   * @throws RunsError `RUNS_UNKNOWN_RUN`
   */
  latestOf(name: string): Promise<Workflow>;
  /** Returns a run that this process drives, since an operation has started it; undefined if it does not. */
  drivenBy(name: string): DrivenRun | undefined;
}

/**
 * Returns the local runs in the folder of a store, such as `.tiphys`. The folder need not exist.
 *
 * @param driver how runs are driven that an operation starts or continues
 * @throws RunsError `RUNS_STORE_IS_LINK`
 */
export function openLocalRuns(directory: string, driver: LocalDriver = cannotDrive): LocalRuns {
  const runs = openStoredRuns(directory);
  const { store, find, locate } = runs;
  const driven = new Map<string, DrivenRun>();
  const requestsOf = cachedRequests();
  const nameOf = ({ metadata }: Workflow): string => metadata.name ?? '';
  return {
    ...createOperations(runs, driver, driven),
    place: `the store ${store.directory}`,
    directory: store.directory,
    // A run that this process has driven may have been deleted since.
    folderOf: (name) => driven.get(name)?.folder ?? locate(name).folder,
    statusOf: (workflow) => describePhase(workflow, locateUnlessDeleted(runs, nameOf(workflow)) ?? DELETED),
    noticeOf: (workflow) => {
      const run = locateUnlessDeleted(runs, nameOf(workflow));
      return run && describeNotice(workflow, run);
    },
    templateOf: (workflow, node) =>
      requestsOf(locateUnlessDeleted(runs, nameOf(workflow))).get(node.id)?.template ??
      findTemplate(workflow, node),
    async inputOf(name) {
      const run = find(name);
      const input = readRunInput(run);
      return { ...input, objects: await restoreSecrets(input.objects, run.folder, driver) };
    },
    latestOf: async (name) => driven.get(name)?.engine.current() ?? latestWorkflowOf(locate(name)),
    drivenBy: (name) => driven.get(name),
    list: async (filter = {}) => sortRuns(store.listRuns().map(workflowOf).filter(compileFilter(filter))),
    get: async (name) => workflowOf(locate(name)),
    async *watch(name, { signal } = {}) {
      for await (const run of watchRun(store, find(name).name, { ...(signal && { signal }) })) {
        yield workflowOf(run);
        // Nothing happens until somebody resumes it.
        if (run.liveness === 'interrupted') return;
      }
    },
    async *logs(name, options = {}) {
      const run = find(name);
      assertKept(options);
      if (options.node !== undefined) findNodeOrLoop(workflowOf(run), options.node);
      const isSelected = compileSelector(options, () => requestsOf(find(name)));
      yield* readLogs({ ...viewOf(runs, run), isSelected }, options);
    },
    async *readArtifact(name, reference) {
      const run = find(name);
      const artifact = findArtifact(findNode(workflowOf(run), reference.nodeId), reference);
      if (artifact === undefined)
        throw new RunsError(
          'RUNS_UNKNOWN_ARTIFACT',
          `The node ${reference.nodeId} has no ${reference.direction ?? 'output'} artifact "${reference.name}". \`tiphys get ${run.name} ${reference.nodeId}\` lists its artifacts.`,
          { run: run.name },
        );
      yield* readArtifactBytes({ folder: run.folder, workflow: workflowOf(run) }, reference);
    },
  };
}

const cannotDrive: LocalDriver = {
  openExecutor: () => Promise.reject(new Error('these runs were opened without a driver')),
};

/** Containers of local runs are never started anew, so no log is that of an earlier one. */
function assertKept({ previous }: LogOptions): void {
  if (previous !== true) return;
  throw new RunsError(
    'RUNS_NOT_KEPT',
    'The containers of local runs have no earlier logs: one that is tried again goes on with its log. Leave out --previous.',
  );
}

/** Returns a function that tells whether the pod of a node has the labels of a selector. */
function compileSelector({ selector }: LogOptions, requests: () => Requests): (node: NodeStatus) => boolean {
  if (selector === undefined) return () => true;
  const matches = parseLabelSelector(selector);
  let known: Requests = new Map();
  return ({ boundaryID = '', finishedAt, id, type }) => {
    // The containers of a container set are nodes, too.
    const pod = type === 'Container' ? boundaryID : id;
    if (type !== 'Pod' && type !== 'Container') return false;
    if (!known.has(pod)) known = requests();
    const request = known.get(pod);
    if (request === undefined) return false;
    return matches({
      ...podLabels(request),
      'workflows.argoproj.io/completed': String(Boolean(finishedAt)),
    });
  };
}

/** Returns a run as it changes. */
function viewOf({ store }: StoredRuns, { name, folder }: StoredRun): Omit<LoggedRun, 'isSelected'> {
  let latest: Workflow | undefined;
  return {
    folder,
    current: () => {
      const run = unlessDeleted(() => store.readRun(name));
      if (run !== undefined || latest === undefined) latest = workflowOf(run ?? store.readRun(name));
      return latest;
    },
    isLive: () => unlessDeleted(() => store.readRun(name))?.liveness === 'live',
  };
}

/** What is left of a run that was deleted after its workflow had been read. */
const DELETED = { liveness: 'finished' } as const;

function locateUnlessDeleted({ locate }: StoredRuns, name: string): StoredRun | undefined {
  return unlessDeleted(() => locate(name));
}

function unlessDeleted(read: () => StoredRun): StoredRun | undefined {
  try {
    return read();
  } catch (error) {
    const { code } = error instanceof EngineError || error instanceof RunsError ? error : { code: undefined };
    if (code === 'ENGINE_STORE_UNKNOWN_RUN' || code === 'RUNS_UNKNOWN_RUN') return undefined;
    throw error;
  }
}

type Requests = ReadonlyMap<string, PodRequest>;

/** Returns a function that reads the requests of a run, once for as long as its journal does not grow. */
function cachedRequests(): (run: StoredRun | undefined) => Requests {
  let last: { readonly key: string; readonly requests: Requests } | undefined;
  return (run) => {
    if (run === undefined) return new Map();
    const { journal } = run.folder;
    const key = `${statSync(journal, { throwIfNoEntry: false })?.size ?? 0} ${journal}`;
    if (last?.key !== key) last = { key, requests: readRequests(run) };
    return last.requests;
  };
}

/** A run whose journal cannot be replayed, such as one of an earlier version, has no requests. */
function readRequests(run: StoredRun): Requests {
  try {
    return readPodRequests(run);
  } catch {
    return new Map();
  }
}

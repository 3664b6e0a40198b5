import { lstatSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { openStore, type RunFolder, type StoredRun } from '@tiphys/engine';
import type { NodeStatus, Template, Workflow } from '@tiphys/models';
import { findNode } from '../contract/find-node.ts';
import { compileFilter, phaseOf, sortRuns, timeOf } from '../contract/run-filter.ts';
import type { ArtifactReference, CallOptions, RunsReader } from '../contract/runs.ts';
import { RunsError } from '../contract/runs-error.ts';
import { unknownRun } from '../contract/unknown-run.ts';
import { findArtifact, readArtifactBytes } from './artifact-file.ts';
import { readLogs, sleep } from './read-logs.ts';

/** The name that means the run that was created last. */
export const LATEST = '@latest';

/** Time between two looks at a run that is watched, in milliseconds. */
const INTERVAL = 200;

/** The local runs of a store, with what only local runs have. */
export interface LocalRuns extends RunsReader {
  /** The folder of the store. */
  readonly directory: string;
  /** Returns the files of a run. */
  folderOf(name: string): RunFolder;
  /** Returns the phase of a run for people. A run that no process drives any more is `Interrupted`. */
  statusOf(workflow: Workflow): string;
  /** Returns what a user should know about a run besides its phase, such as how to continue it; undefined if there is nothing. */
  noticeOf(workflow: Workflow): string | undefined;
  /** Returns the template that a node ran, with its tags substituted if the run recorded it; undefined if it is not known. */
  templateOf(workflow: Workflow, node: NodeStatus): Promise<Template | undefined>;
}

/**
 * Returns the local runs in the folder of a store, such as `.tiphys`. The folder need not exist.
 *
 * @throws RunsError `RUNS_STORE_IS_FILE`, `RUNS_STORE_IS_LINK`
 */
export function openLocalRuns(directory: string): LocalRuns {
  const store = openStore(directory);
  assertStore(store.directory);
  const find = (name: string): StoredRun => findRun(store.listRuns, store.directory, name);
  const get = (name: string): Workflow => workflowOf(find(name));
  return {
    place: `the store ${store.directory}`,
    directory: store.directory,
    folderOf: (name) => find(name).folder,
    statusOf: phaseOf,
    noticeOf: () => undefined,
    templateOf: async (workflow, node) => findTemplate(workflow, node),
    list: async (filter = {}) => sortRuns(store.listRuns().map(workflowOf).filter(compileFilter(filter))),
    get: async (name) => get(name),
    watch: (name, call) => watch(() => get(name), call),
    async *logs(name, options = {}) {
      const { folder } = find(name);
      const current = (): Workflow => get(folder.name);
      if (options.node !== undefined) findNode(current(), options.node);
      yield* readLogs({ folder, current, isLive: () => !hasEnded(current()) }, options);
    },
    async *readArtifact(name, reference) {
      const { folder } = find(name);
      const node = findNode(get(folder.name), reference.nodeId);
      const artifact = findArtifact(node, reference);
      if (artifact === undefined) throw unknownArtifact(folder.name, reference);
      yield* readArtifactBytes(folder, artifact, reference);
    },
    delete: async (name) => {
      await rm(find(name).folder.directory, { recursive: true, force: true });
    },
  };
}

function assertStore(directory: string): void {
  if (lstatSync(path.join(directory, 'runs'), { throwIfNoEntry: false })?.isSymbolicLink() === true)
    throw new RunsError(
      'RUNS_STORE_IS_LINK',
      `${path.join(directory, 'runs')} is a symbolic link. Pass the folder it points to with --store.`,
    );
}

/** Only folders are runs: a link in the store could lead anywhere. */
function findRun(listRuns: () => readonly StoredRun[], directory: string, name: string): StoredRun {
  const runs = listRuns();
  const found = name === LATEST ? latestOf(runs) : runs.find((run) => run.name === name);
  if (found !== undefined) return found;
  throw unknownRun(
    name,
    directory,
    runs.map((run) => run.name),
  );
}

function latestOf(runs: readonly StoredRun[]): StoredRun | undefined {
  return runs.toSorted((a, b) => b.createdAt - a.createdAt)[0];
}

function workflowOf({ name, createdAt, workflow }: StoredRun): Workflow {
  const creationTimestamp = new Date(createdAt).toISOString().replace(/\.\d+Z$/, 'Z');
  const metadata = { name, namespace: 'default', creationTimestamp };
  if (workflow === undefined)
    return {
      apiVersion: 'argoproj.io/v1alpha1',
      kind: 'Workflow',
      metadata,
      spec: {},
      status: { phase: 'Running', startedAt: creationTimestamp },
    };
  return { ...workflow, metadata: { ...metadata, ...workflow.metadata } };
}

function hasEnded({ status }: Workflow): boolean {
  return timeOf(status?.finishedAt) !== undefined;
}

async function* watch(get: () => Workflow, { signal }: CallOptions = {}): AsyncGenerator<Workflow> {
  let before = '';
  for (;;) {
    if (signal?.aborted) return;
    const workflow = get();
    const text = JSON.stringify(workflow.status);
    if (text !== before) yield workflow;
    before = text;
    if (hasEnded(workflow)) return;
    await sleep(INTERVAL, signal);
  }
}

function unknownArtifact(run: string, { name, nodeId, direction = 'output' }: ArtifactReference): RunsError {
  return new RunsError(
    'RUNS_UNKNOWN_ARTIFACT',
    `The node ${nodeId} has no ${direction} artifact "${name}". \`tiphys get ${run} ${nodeId}\` lists its artifacts.`,
    { run },
  );
}

function findTemplate(
  { spec, status }: Workflow,
  { templateName, templateRef, templateScope }: NodeStatus,
): Template | undefined {
  if (templateRef !== undefined)
    return status?.storedTemplates?.[`namespaced/${templateRef.name}/${templateRef.template}`];
  const own = spec.templates?.find(({ name }) => name === templateName);
  return own ?? status?.storedTemplates?.[`${templateScope}/${templateName}`];
}

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { RunFolder } from '@tiphys/engine';
import { checkWorkflow, createProcessExecutor } from '@tiphys/engine';
import { type LocalExecutor, type LocalRuns, openLocalRuns } from '@tiphys/local';
import type { Workflow } from '@tiphys/models';
import { ApiProblem } from './api-problem.ts';
import type { ClusterObject } from './cluster-object.ts';
import { findProblem } from './find-problem.ts';
import { createObjectTable, type ObjectTable } from './object-table.ts';

/** Options of {@link openClusterState}. */
export interface ClusterStateOptions {
  /** How pods run. @default processes of this machine */
  readonly openExecutor?: (folder: RunFolder) => Promise<LocalExecutor>;
  /** Whether completed workflows are kept in an archive. @default true */
  readonly archive?: boolean;
}

/** A cluster in memory: its workflows really run, in a temporary store. */
export interface ClusterState {
  readonly objects: ObjectTable;
  readonly runs: LocalRuns;
  /** Completed workflows by their uid; undefined if there is no archive. */
  readonly archive: Map<string, ClusterObject> | undefined;
  /** Returns the objects that a workflow may refer to. */
  references(): readonly ClusterObject[];
  /**
   * Returns a workflow as it would be stored.
   *
   * @throws ApiProblem `BadRequest` with Argo's message if it cannot run; `AlreadyExists`
   */
  admit(workflow: ClusterObject): ClusterObject;
  /** Stores a workflow, and starts it. @throws ApiProblem as `admit` */
  submit(workflow: ClusterObject): Promise<ClusterObject>;
  /** Does something to a run, and returns its workflow then. @throws what `change` throws */
  change(workflow: ClusterObject, change: (name: string) => Promise<Workflow>): Promise<ClusterObject>;
  /** Ends all runs, and removes the store. */
  close(): Promise<void>;
}

const KINDS_FOR_RUNS = ['WorkflowTemplate', 'ClusterWorkflowTemplate', 'ConfigMap', 'Secret'];

/** Opens a cluster without objects. */
export function openClusterState(options: ClusterStateOptions = {}): ClusterState {
  const directory = mkdtempSync(path.join(tmpdir(), 'tiphys-cluster-'));
  const objects = createObjectTable();
  const archive = options.archive === false ? undefined : new Map<string, ClusterObject>();
  const shutdown = new AbortController();
  const openExecutor = options.openExecutor ?? openProcesses;
  const runs = openLocalRuns(directory, {
    openExecutor,
    onStart: (run) => {
      started.add(run.ended.then(mirror, () => {}));
    },
    onUpdate: mirror,
    signal: shutdown.signal,
  });
  const started = new Set<Promise<void>>();

  /** Copies the state of a run into the table of objects. */
  function mirror(workflow: Workflow): void {
    const { name = '' } = workflow.metadata;
    const stored = objects.list('Workflow').find(({ metadata }) => metadata.name === name);
    if (stored === undefined) return;
    const updated = objects.update(asRunning(stored, workflow));
    const { uid = '' } = updated.metadata;
    if (archive !== undefined && isCompleted(workflow)) archive.set(uid, updated);
  }

  const references = (): readonly ClusterObject[] => KINDS_FOR_RUNS.flatMap((kind) => objects.list(kind));
  const admit = (workflow: ClusterObject): ClusterObject => {
    const problem = findProblem(workflow, references());
    if (problem !== undefined) throw new ApiProblem('BadRequest', problem);
    try {
      // Its shape was judged.
      checkWorkflow(workflow as unknown as Workflow, { objects: references() });
    } catch (error) {
      throw new ApiProblem('BadRequest', error instanceof Error ? error.message : String(error));
    }
    return objects.admit({ ...workflow, status: { startedAt: null, finishedAt: null } });
  };
  return {
    objects,
    runs,
    archive,
    references,
    admit,
    async submit(workflow) {
      const admitted = admit(workflow);
      const stored = objects.create(admitted);
      const { name = '' } = stored.metadata;
      const { status: _, ...started } = stored;
      await runs.start({ workflow: started as unknown as Workflow, name, objects: references() });
      return stored;
    },
    async change(stored, change) {
      const before = stored.metadata.name ?? '';
      // Who retries a run that has just ended waits until its process has let go of it.
      if (isCompleted(stored as unknown as Workflow)) await runs.drivenBy(before)?.ended.catch(() => {});
      const workflow = await change(before);
      const { name = '' } = workflow.metadata;
      if (name !== before) return objects.create(asNew(workflow, stored.metadata.namespace ?? ''));
      mirror(workflow);
      return objects.get({ kind: 'Workflow', namespace: stored.metadata.namespace ?? '', name });
    },
    async close() {
      shutdown.abort();
      for (const { metadata } of objects.list('Workflow')) {
        const run = runs.drivenBy(metadata.name ?? '');
        if (run !== undefined && !isCompleted(await runs.get(run.name)))
          await runs.terminate(run.name).catch(() => {});
      }
      await Promise.all(started);
      rmSync(directory, { recursive: true, force: true });
    },
  };
}

async function openProcesses(folder: RunFolder): Promise<LocalExecutor> {
  return createProcessExecutor({ folder, environment: { PATH: process.env.PATH ?? '/usr/bin:/bin' } });
}

/** Returns the workflow of a new run as an object to store. */
function asNew(workflow: Workflow, namespace: string): ClusterObject {
  // A workflow is an object of a cluster; its type is narrower.
  const object = workflow as unknown as ClusterObject;
  const { uid: _, resourceVersion: __, ...metadata } = object.metadata;
  return { ...object, metadata: { ...metadata, namespace } };
}

/** Returns a stored workflow with what its run has become. */
function asRunning(stored: ClusterObject, { spec, status, metadata }: Workflow): ClusterObject {
  const { phase = '' } = status ?? {};
  return {
    ...stored,
    metadata: {
      ...stored.metadata,
      labels: {
        ...stored.metadata.labels,
        ...metadata.labels,
        'workflows.argoproj.io/phase': phase,
        'workflows.argoproj.io/completed': String(isCompleted({ status } as Workflow)),
      },
      annotations: { ...stored.metadata.annotations, ...metadata.annotations },
    },
    spec,
    status: { startedAt: null, finishedAt: null, ...status },
  };
}

function isCompleted({ status }: Pick<Workflow, 'status'>): boolean {
  return ['Succeeded', 'Failed', 'Error'].includes(status?.phase ?? '');
}

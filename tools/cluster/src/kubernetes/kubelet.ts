import { setTimeout as sleep } from 'node:timers/promises';
import type { NodeStatus, Workflow } from '@tiphys/models';
import { podName } from '@tiphys/models/facts';
import type { ClusterObject } from '../state/cluster-object.ts';
import type { ClusterState } from '../state/cluster-state.ts';
import { PodLog } from './pod-logs.ts';

/** The pods of the workflows of a cluster, and their logs. */
export interface Kubelet {
  /** Returns the log of a container; a new one if there is none. */
  log(namespace: string, pod: string, container: string): PodLog;
  /** Waits until the log of a pod that has ended is complete. */
  complete(pod: ClusterObject): Promise<void>;
  close(): Promise<void>;
}

const FINAL: ReadonlySet<string | undefined> = new Set(['Succeeded', 'Failed', 'Error']);
/** Time between two looks at what a task has printed, in milliseconds. */
const INTERVAL = 50;

/**
 * Makes a pod for each node of the workflows that has one, and keeps it up to date.
 *
 * @param makesPods whether it does; else pods are only what is stored as such
 */
export function startKubelet(state: ClusterState, makesPods: boolean): Kubelet {
  const logs = new Map<string, PodLog>();
  const stop = new AbortController();
  const tasks = new Set<Promise<void>>();
  const made = new Set<string>();
  const copies = new Map<string, Promise<void>>();
  const log = (namespace: string, pod: string, container: string): PodLog => {
    const key = `${namespace}/${pod}/${container}`;
    const found = logs.get(key) ?? new PodLog();
    logs.set(key, found);
    return found;
  };

  const update = (workflow: ClusterObject): void => {
    // What the controller wrote.
    const { nodes = {} } = (workflow as unknown as Workflow).status ?? {};
    for (const node of Object.values(nodes)) if (node.type === 'Pod') updatePod(workflow, node);
  };
  const updatePod = (workflow: ClusterObject, node: NodeStatus): void => {
    const pod = podOf(workflow, node);
    const { namespace = '', name = '' } = pod.metadata;
    const stored = state.objects.find({ kind: 'Pod', namespace, name });
    if (stored !== undefined) {
      state.objects.update({ ...stored, status: pod.status });
      return;
    }
    const life = `${workflow.metadata.uid} ${node.id} ${node.startedAt}`;
    // A node whose pod was deleted gets another one if it runs again.
    if (made.has(life) && FINAL.has(node.phase)) return;
    made.add(life);
    state.objects.create(pod);
    logs.delete(`${namespace}/${name}/main`);
    const copying = copyLog(workflow.metadata.name ?? '', node.id, log(namespace, name, 'main'));
    const copied = copying.catch(() => {});
    tasks.add(copied);
    copies.set(`${namespace}/${name}`, copied);
  };
  const copyLog = async (run: string, node: string, target: PodLog): Promise<void> => {
    for (let isLast = false; !isLast && !stop.signal.aborted; ) {
      const { status } = await state.runs.get(run);
      const found = status?.nodes?.[node];
      isLast = FINAL.has((found ?? status)?.phase);
      // The cluster hears of a node before it is in the store.
      if (found !== undefined) {
        let count = 0;
        for await (const { text } of state.runs.logs(run, { node }))
          if (count++ >= target.length) target.print(text);
      }
      if (!isLast) await sleep(INTERVAL);
    }
    target.close();
  };
  const watch = async (): Promise<void> => {
    for await (const { type, object } of state.objects.changes(state.objects.version, stop.signal))
      if (object.kind === 'Workflow' && type !== 'DELETED') update(object);
  };
  if (makesPods) tasks.add(watch().catch(() => {}));
  return {
    log,
    async complete({ metadata, status }) {
      const { phase } = (status ?? {}) as { readonly phase?: string }; // of a pod
      if (FINAL.has(phase)) await copies.get(`${metadata.namespace}/${metadata.name}`);
    },
    async close() {
      stop.abort();
      await Promise.all(tasks);
    },
  };
}

function podOf(workflow: ClusterObject, node: NodeStatus): ClusterObject {
  const run = workflow.metadata.name ?? '';
  const isOver = FINAL.has(node.phase);
  const code = node.phase === 'Succeeded' ? 0 : 1;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: podName(run, node.name, node.templateName),
      namespace: workflow.metadata.namespace ?? '',
      labels: {
        'workflows.argoproj.io/workflow': run,
        'workflows.argoproj.io/completed': String(isOver),
      },
      annotations: {
        'workflows.argoproj.io/node-id': node.id,
        'workflows.argoproj.io/node-name': node.name,
      },
      ownerReferences: [
        { apiVersion: 'argoproj.io/v1alpha1', kind: 'Workflow', name: run, uid: workflow.metadata.uid },
      ],
    },
    spec: { initContainers: [{ name: 'init' }], containers: [{ name: 'wait' }, { name: 'main' }] },
    status: {
      phase: isOver ? node.phase?.replace('Error', 'Failed') : node.phase,
      containerStatuses: [{ name: 'main', restartCount: 0, state: stateOf(node, isOver, code) }],
    },
  };
}

function stateOf(node: NodeStatus, isOver: boolean, exitCode: number): object {
  if (isOver) return { terminated: { exitCode } };
  if (node.phase === 'Pending') return { waiting: { reason: 'PodInitializing' } };
  return { running: { startedAt: node.startedAt } };
}

import type { Workflow } from '@tiphys/models';
import type { CallOptions, LogLine } from '@tiphys/runs';
import type { ListQuery } from '../api/kubernetes-api.ts';
import { PODS } from '../api/resource.ts';
import { watchObjects } from '../api/watch-objects.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { watchEnd } from '../runs/watch-run.ts';
import { type ChoosesPod, listPods } from './choose-pods.ts';
import { LineQueue } from './line-queue.ts';
import { hasLog, type Pod } from './pod.ts';

/** The run whose logs are followed. */
export interface FollowedRun {
  readonly workflow: Workflow;
  /** Selects its pods. */
  readonly query: ListQuery;
  readonly container: string;
  readonly chooses: ChoosesPod;
  /** Throws if these pods, which are all that are wanted of a run that has ended, have no logs. */
  readonly assertLogs: (pods: readonly Pod[]) => void;
  /** Iterates over the lines of a pod until its container has ended. */
  readonly lines: (pod: Pod, signal: AbortSignal) => AsyncGenerator<LogLine>;
}

/** Iterates over the lines of all pods of a run as they arrive, until the run has ended and everything was read. */
export async function* followLogs(
  where: NamespacePlace,
  run: FollowedRun,
  { signal }: CallOptions,
): AsyncGenerator<LogLine> {
  const queue = new LineQueue<LogLine>();
  const stop = new AbortController();
  const all = signal === undefined ? stop.signal : AbortSignal.any([stop.signal, signal]);
  const readers = new Map<string, Promise<void>>();
  const read = async (pod: Pod): Promise<void> => {
    for await (const line of run.lines(pod, all)) await queue.push(line);
  };
  const start = (pod: Pod): void => {
    const { name = '', uid = name } = pod.metadata;
    if (readers.has(uid) || !run.chooses(pod) || !hasLog(pod, run.container)) return;
    const reading = read(pod);
    reading.catch((error) => queue.fail(error));
    readers.set(uid, reading);
  };
  const watchPods = async (): Promise<void> => {
    const watched = {
      resource: PODS,
      namespace: where.namespace,
      query: run.query,
      timeoutSeconds: where.watchSeconds,
      patience: where.patience,
    };
    for await (const { type, object } of watchObjects<Pod>(where.api, watched, { signal: all }))
      if (type !== 'DELETED') start(object);
  };
  const finish = async (): Promise<void> => {
    await watchEnd(where, run.workflow, { signal: all });
    // The last pods may have started and ended before the watch has told of them.
    const pods = await listPods(where, run.query, { signal: all });
    for (const pod of pods) start(pod);
    if (readers.size === 0) run.assertLogs(pods.filter(run.chooses));
    await Promise.all(readers.values());
    queue.close();
  };
  watchPods().catch((error) => queue.fail(error));
  finish().catch((error) => queue.fail(error));
  try {
    yield* queue.read();
  } finally {
    stop.abort();
    queue.close();
  }
}

import { hasEnded, type LogLine, type LogOptions } from '@tiphys/runs';
import { type ChoosesText, textChooser } from '../../runs/text-chooser.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { readRun, resolveName } from '../runs/find-run.ts';
import { assertLogs, listPods, podChooser, podQuery } from './choose-pods.ts';
import { followLogs } from './follow-logs.ts';
import { mergeByTime } from './merge-pods.ts';
import { hasLog, nodeOf, type Pod } from './pod.ts';
import { type PodLog, readPodLog } from './read-pod-log.ts';

/**
 * Iterates over the lines of the pods of a run, in the order of their times. With `follow`, lines of different pods come as they arrive, until the run
 * has ended.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`; ClientError `CLIENT_INVALID` for a wrong pattern or container, `CLIENT_NOT_FOUND` if the
 * pods no longer exist
 */
export async function* readLogs(
  where: NamespacePlace,
  word: string,
  options: LogOptions,
): AsyncGenerator<LogLine> {
  const { container = 'main', previous, tail, since, follow = false, grep, selector, node, signal } = options;
  const isWanted = textChooser(grep);
  const call = { signal };
  const workflow = await readRun(where, await resolveName(where, word, call), call);
  const query = podQuery(workflow.metadata.name ?? '', selector);
  const listed = await listPods(where, query, call);
  const chooses = podChooser(workflow, node, listed);
  const pods = listed.filter(chooses);
  const isLive = follow && !hasEnded(workflow);
  // Without the exact times, lines before the wanted ones could not be told from them.
  const hasTimes = options.times !== false || since !== undefined;
  const lines = (pod: Pod, stop = signal): AsyncGenerator<LogLine> =>
    linesOf(where, pod, isWanted, {
      container,
      previous,
      tail,
      since,
      hasTimes,
      follow: isLive,
      signal: stop,
    });
  if (isLive) {
    const check = (pods: readonly Pod[]): void => assertLogs(workflow, pods, options);
    yield* followLogs(where, { workflow, query, container, chooses, lines, assertLogs: check }, call);
    return;
  }
  assertLogs(workflow, pods, options);
  yield* mergeByTime(
    pods
      .filter((pod) => hasLog(pod, container, previous))
      .map((pod) => ({
        from: Date.parse(pod.metadata.creationTimestamp ?? '') || 0,
        lines: () => lines(pod),
      })),
  );
}

async function* linesOf(
  where: NamespacePlace,
  pod: Pod,
  isWanted: ChoosesText,
  options: LogOptions & Pick<PodLog, 'container' | 'follow' | 'hasTimes'>,
): AsyncGenerator<LogLine> {
  const node = nodeOf(pod);
  const log = { ...options, podName: node.podName };
  for await (const { stamp, text } of readPodLog(where, log, { signal: options.signal })) {
    if (!isWanted(text)) continue;
    yield { ...node, ...(stamp !== undefined && { time: Number(stamp / 1_000_000n) }), text };
  }
}

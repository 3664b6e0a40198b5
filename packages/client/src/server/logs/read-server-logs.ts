import { isUnknownRun, type LogLine, type LogOptions } from '@tiphys/runs';
import { hasEnded } from '../../runs/has-ended.ts';
import { textChooser } from '../../runs/text-chooser.ts';
import { Reconnection } from '../../streams/reconnection.ts';
import { readRun, resolveName } from '../runs/find-run.ts';
import { readResults } from '../runs/read-results.ts';
import { runPath } from '../runs/run-path.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { readLogEntry } from './log-entry.ts';
import { createNodeFinder, nodeChooser } from './pod-nodes.ts';
import { ServerLogPosition } from './server-log-position.ts';

/**
 * Iterates over the lines of the pods of a run, as the server merges them. After a cut, the log is read again, and what was read before is left out.
 *
 * The times of the lines are always asked for, since they tell lines apart. The pattern is applied here, because the server would compare it with the
 * times, too. A pod that has given no line before a cut is then read from its start, also with `tail`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`; ClientError `CLIENT_INVALID` for a wrong pattern
 */
export async function* readServerLogs(
  where: ServerRunsPlace,
  word: string,
  options: LogOptions,
): AsyncGenerator<LogLine> {
  const call = { signal: options.signal };
  const isWanted = textChooser(options.grep);
  const workflow = await readRun(where, await resolveName(where, word, call), call);
  const name = workflow.metadata.name ?? '';
  const chooses = nodeChooser(workflow, options.node);
  const findPodNode = createNodeFinder(where, workflow, call);
  const positions = new Map<string, ServerLogPosition>();
  const reconnection = new Reconnection(where.patience, options.signal);
  let follow = options.follow === true && !hasEnded(workflow);
  let isAgain = false;
  reconnection.reach();
  for (;;) {
    for (const position of positions.values()) position.begin();
    try {
      reconnection.begin();
      const request = {
        method: 'GET',
        path: runPath(where, name, ['log'], queryOf(options, follow, isAgain)),
        headers: { accept: 'text/event-stream' },
      } as const;
      for await (const result of readResults(where.transport, request, call)) {
        // Only the run itself can be gone.
        if (result === 'expired') return;
        const { podName, stamp, text } = readLogEntry(result);
        reconnection.succeed();
        const position = positions.get(podName) ?? new ServerLogPosition();
        positions.set(podName, position);
        if (!position.isNew(stamp, isAgain)) continue;
        const time = Number(stamp / 1_000_000n);
        const node = await findPodNode(podName);
        if (!chooses(node) || !isWanted(text) || (options.since ?? 0) > time) continue;
        yield { ...node, podName, time, text };
      }
      if (!follow) return;
      // A proxy may have ended the stream. So what a run that has ended has left is read once more.
      follow = !(await isOver(where, name, call));
    } catch (error) {
      reconnection.fail(error);
    }
    isAgain = true;
    await reconnection.pause();
  }
}

function queryOf(options: LogOptions, follow: boolean, isAgain: boolean): Record<string, string | undefined> {
  const { container = 'main', tail, since, selector = '', previous } = options;
  const seconds = since === undefined ? undefined : Math.max(1, Math.ceil((Date.now() - since) / 1000));
  return {
    selector: selector.trim() || undefined,
    'logOptions.container': container,
    'logOptions.follow': follow ? 'true' : undefined,
    'logOptions.previous': previous === true ? 'true' : undefined,
    'logOptions.timestamps': 'true',
    'logOptions.sinceSeconds': seconds?.toString(),
    // New lines would push out those between them and the cut.
    'logOptions.tailLines': isAgain ? undefined : tail?.toString(),
  };
}

/** Tells whether a run has ended, or is gone. */
async function isOver(
  where: ServerRunsPlace,
  name: string,
  call: { readonly signal: AbortSignal | undefined },
): Promise<boolean> {
  try {
    return hasEnded(await readRun(where, name, call));
  } catch (error) {
    if (isUnknownRun(error)) return true;
    throw error;
  }
}

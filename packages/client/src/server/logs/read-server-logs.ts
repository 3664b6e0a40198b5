import type { Workflow } from '@tiphys/models';
import { type CallOptions, hasEnded, isUnknownRun, type LogLine, type LogOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { textChooser } from '../../runs/text-chooser.ts';
import { Reconnection } from '../../streams/reconnection.ts';
import { adviseOn } from '../../transport/advice.ts';
import { readRun, resolveName } from '../runs/find-run.ts';
import { isOutdated, readResults } from '../runs/read-results.ts';
import { runPath } from '../runs/run-path.ts';
import type { ServerRunsPlace } from '../server-place.ts';
import { type LogEntry, readLogEntry } from './log-entry.ts';
import { type LogRequest, logQuery } from './log-query.ts';
import { ALL_NODES, type ChosenNodes, chooseNodes, createNodeFinder } from './pod-nodes.ts';
import { ServerLogPosition } from './server-log-position.ts';

/**
 * Iterates over the lines of the pods of a run, as the server merges them. After a cut, the log is read again, and what was read before is left out.
 *
 * The times of the lines tell lines apart then. Where they are asked for, the pattern is applied here, because the server would compare it with the
 * times, too. A pod that has given no line before a cut is then read from its start, also with `tail`.
 *
 * @throws RunsError `RUNS_UNKNOWN_RUN`, `RUNS_UNKNOWN_NODE`; ClientError `CLIENT_INVALID` for a wrong pattern, `CLIENT_NOT_FOUND` if the cluster has no
 * log any more, `CLIENT_UNREACHABLE` for a cut if there are no times
 */
export async function* readServerLogs(
  where: ServerRunsPlace,
  word: string,
  options: LogOptions,
): AsyncGenerator<LogLine> {
  const call = { signal: options.signal };
  const isWanted = textChooser(options.grep);
  const name = await resolveName(where, word, call);
  const { workflow, chooses, podName } = await chooseFrom(where, name, options);
  const findPodNode = createNodeFinder(where, name, workflow, call);
  const positions = new Map<string, ServerLogPosition>();
  const reconnection = new Reconnection(where.patience, options.signal);
  // Without the exact times, lines before the wanted ones could not be told from them.
  const hasTimes = options.times !== false || options.since !== undefined;
  let request: LogRequest = {
    ...options,
    podName,
    hasTimes,
    follow: options.follow === true && !(workflow !== undefined && hasEnded(workflow)),
    isAgain: false,
  };
  if (workflow !== undefined) reconnection.reach();
  for (;;) {
    for (const position of positions.values()) position.begin();
    try {
      reconnection.begin();
      for await (const result of readResults(where, runPath(where, name, ['log'], logQuery(request)), call)) {
        const entry = readLogEntry(result, hasTimes);
        reconnection.succeed();
        if (isOld(positions, entry, request.isAgain)) continue;
        const node = await findPodNode(entry.podName);
        const line = { ...node, podName: entry.podName, ...timeOf(entry.stamp), text: entry.text };
        if (!chooses(node) || !isWanted(line.text) || (options.since ?? 0) > (line.time ?? 0)) continue;
        yield line;
      }
      if (!request.follow) return;
      // A proxy may have ended the stream. So what a run that has ended has left is read once more.
      const follow = !(await isOver(where, name, call));
      if (!hasTimes && !follow) return;
      if (!hasTimes)
        throw adviseOn(
          'CLIENT_UNREACHABLE',
          `The log of ${name} ended before the run, and has no times to go on with`,
        );
      request = { ...request, follow };
    } catch (error) {
      // Only the run itself can be gone.
      if (isOutdated(error) && request.isAgain) return;
      if (isOutdated(error)) throw await explainMissing(where, name, error, call);
      if (!hasTimes) throw error;
      reconnection.fail(error);
    }
    request = { ...request, isAgain: true };
    await reconnection.pause();
  }
}

/** Returns the pods whose logs are wanted, with the run where it had to be read to know. */
async function chooseFrom(
  where: ServerRunsPlace,
  name: string,
  { node, follow, times, signal }: LogOptions,
): Promise<ChosenNodes & { readonly workflow: Workflow | undefined }> {
  const mayBeOver = follow === true && times !== false;
  if (node === undefined && where.instanceId === undefined && !mayBeOver)
    return { ...ALL_NODES, workflow: undefined };
  const workflow = await readRun(where, name, { signal });
  return { ...(node === undefined ? ALL_NODES : chooseNodes(workflow, node)), workflow };
}

/** Tells whether a line was read before. */
function isOld(
  positions: Map<string, ServerLogPosition>,
  { podName, stamp }: LogEntry,
  isAgain: boolean,
): boolean {
  if (stamp === undefined) return false;
  const position = positions.get(podName) ?? new ServerLogPosition();
  positions.set(podName, position);
  return !position.isNew(stamp, isAgain);
}

function timeOf(stamp: bigint | undefined): { readonly time?: number } {
  return stamp === undefined ? {} : { time: Number(stamp / 1_000_000n) };
}

/** Returns why there is no log: there is no such run, or it is only in the archive. */
async function explainMissing(
  where: ServerRunsPlace,
  name: string,
  { status, serverMessage }: ClientError,
  call: CallOptions,
): Promise<ClientError> {
  await readRun(where, name, call);
  return new ClientError(
    'CLIENT_NOT_FOUND',
    `The run ${name} is only in the archive, so the cluster has no log of it. Logs that Argo archived are artifacts such as main-logs: use \`tiphys cp\`.`,
    { status, serverMessage },
  );
}

/** Tells whether a run has ended, or is gone. */
async function isOver(where: ServerRunsPlace, name: string, call: CallOptions): Promise<boolean> {
  try {
    return hasEnded(await readRun(where, name, call));
  } catch (error) {
    if (isUnknownRun(error)) return true;
    throw error;
  }
}

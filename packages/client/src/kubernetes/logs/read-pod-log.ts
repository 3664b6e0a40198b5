import type { CallOptions } from '@tiphys/runs';
import { ClientError } from '../../contract/client-error.ts';
import { Reconnection } from '../../streams/reconnection.ts';
import { adviseOn } from '../../transport/advice.ts';
import { withQuery } from '../api/query.ts';
import { objectPath, PODS } from '../api/resource.ts';
import type { NamespacePlace } from '../namespace-place.ts';
import { type LogPiece, logPieces } from './log-piece.ts';
import { LogPosition } from './log-position.ts';
import { isOver, type Pod } from './pod.ts';

/** Which log of a pod to read. */
export interface PodLog {
  readonly podName: string;
  readonly container: string;
  readonly previous?: boolean | undefined;
  readonly tail?: number | undefined;
  /** In milliseconds since the epoch. */
  readonly since?: number | undefined;
  /** Whether lines have their times, with which the log goes on after a cut. */
  readonly hasTimes: boolean;
  /** Whether to wait for more lines until the container has ended. */
  readonly follow: boolean;
}

/**
 * Iterates over the lines of the log of a pod. After a cut it goes on where it was, so that no line is lost or given twice. A pod that is deleted while
 * it is followed has no more lines.
 *
 * @throws ClientError `CLIENT_NOT_FOUND` if the pod was deleted before its log was read, `CLIENT_UNREACHABLE` for a cut if there are no times
 */
export async function* readPodLog(
  where: NamespacePlace,
  log: PodLog,
  call: CallOptions,
): AsyncGenerator<LogPiece> {
  const reconnection = new Reconnection(where.patience, call.signal);
  const position = new LogPosition();
  // It has just told of the pod.
  reconnection.reach();
  for (let isLast = !log.follow; ; ) {
    reconnection.begin();
    try {
      for await (const piece of readOnce(where, { ...log, follow: !isLast }, position, call)) {
        reconnection.succeed();
        if (isWanted(piece, log) && position.isNew(piece)) yield piece;
      }
      if (isLast) return;
      // The stream also ends if a proxy or the node closes it. What was printed until the end of the container is read once more.
      isLast = await hasEnded(where, log, call);
      if (!log.hasTimes && isLast) return;
      if (!log.hasTimes)
        throw adviseOn(
          'CLIENT_UNREACHABLE',
          `The log of the pod ${log.podName} ended before its container, and has no times to go on with`,
        );
    } catch (error) {
      if (isGone(error) && log.follow) return;
      if (!log.hasTimes) throw error;
      reconnection.fail(error);
    }
    if (!isLast) await reconnection.pause();
  }
}

/** The API server takes seconds, and gives all lines of the first one. */
function isWanted({ stamp }: LogPiece, { since }: PodLog): boolean {
  return since === undefined || stamp === undefined || stamp > BigInt(Math.floor(since)) * 1_000_000n;
}

async function* readOnce(
  { api, namespace }: NamespacePlace,
  { podName, container, previous, tail, since, follow, hasTimes }: PodLog,
  position: LogPosition,
  call: CallOptions,
): AsyncGenerator<LogPiece> {
  position.begin();
  const from = position.since;
  const start = from === undefined ? since : Math.max(from, since ?? from);
  const path = withQuery(`${objectPath(PODS, namespace, podName)}/log`, {
    container,
    follow: follow ? true : undefined,
    previous: previous === true ? true : undefined,
    sinceTime: start === undefined ? undefined : formatSeconds(start),
    tailLines: from === undefined ? tail : undefined,
    timestamps: hasTimes ? true : undefined,
  });
  const { chunks } = await api.transport.stream({ method: 'GET', path }, call);
  yield* logPieces(chunks, { mayBeCut: follow, hasTimes });
}

function formatSeconds(milliseconds: number): string {
  return new Date(milliseconds).toISOString().replace(/\.\d+Z$/, 'Z');
}

async function hasEnded(
  { api, namespace }: NamespacePlace,
  { podName, container }: PodLog,
  call: CallOptions,
): Promise<boolean> {
  return isOver(await api.get<Pod>(PODS, namespace, podName, call), container);
}

function isGone(error: unknown): boolean {
  return error instanceof ClientError && error.status === 404;
}

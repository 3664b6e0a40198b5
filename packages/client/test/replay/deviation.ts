import { RunsError } from '@tiphys/runs';
import { expect } from 'vitest';
import { ClientError, type Cluster } from '../../src/index.ts';
import type { Exchange, RecordedRequest } from './exchange.ts';
import { checkReplay, outcomeOf, type Replay } from './replay.ts';
import { isSame, type ReplayServer } from './replay-server.ts';

/** What a call of a cluster does in place of a recorded request. */
export type Deviation = Refusal | Difference;

/** The call throws instead of sending a request that the server would refuse. */
export interface Refusal extends Pick<Replay, 'call' | 'aside'> {
  /** The code of the error. */
  readonly refuses: string;
}

/** The call sends another request, with the same meaning. */
export interface Difference extends Replay {
  readonly sends: (recorded: RecordedRequest) => RecordedRequest;
}

/** Makes the call, and checks that it throws, or that it sends the other request. */
export async function checkDeviation(
  server: ReplayServer,
  cluster: Cluster,
  recorded: Exchange,
  deviation: Deviation,
): Promise<void> {
  if ('refuses' in deviation) return await checkRefusal(server, cluster, recorded, deviation);
  const request = deviation.sends(recorded.request);
  // Byte for byte: the order of fields counts.
  expect(JSON.stringify(request)).not.toBe(JSON.stringify(recorded.request));
  await checkReplay(server, cluster, { ...recorded, request }, deviation);
}

async function checkRefusal(
  server: ReplayServer,
  cluster: Cluster,
  exchange: Exchange,
  { call, aside, refuses }: Refusal,
): Promise<void> {
  const { request, response } = exchange;
  expect(response.status).toBeGreaterThanOrEqual(400);
  server.begin(exchange, aside?.(exchange) ?? (() => undefined));
  const outcome = await outcomeOf(call(cluster, exchange));
  expect(server.seen.filter((one) => isSame(one, request))).toEqual([]);
  const error = 'error' in outcome ? outcome.error : undefined;
  expect([ClientError, RunsError].some((kind) => error instanceof kind)).toBe(true);
  expect(error).toMatchObject({ code: refuses });
}

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cluster } from '../../src/index.ts';
import { checkDeviation, type Deviation } from './deviation.ts';
import { type Exchange, readExchanges } from './exchange.ts';
import { checkReplay, type Means, type Replay } from './replay.ts';
import { type ReplayServer, startReplayServer } from './replay-server.ts';

/** A suite of recorded exchanges. */
export interface ReplaySuite {
  /** The folder of the exchanges. */
  readonly folder: string;
  /** The call for each exchange by name. Exchanges of the same name have the same call. */
  readonly replays: Readonly<Record<string, Replay>>;
  /** What else the calls of a cluster do where they do not make the exchange. */
  readonly deviations: Readonly<Record<string, Deviation>>;
  /** How many exchanges there are, at least. All are made byte for byte. */
  readonly atLeast: number;
  /** Opens the client with the credentials of the exchange. */
  readonly open: (url: string, exchange: Exchange, onWarning: (text: string) => void) => Promise<Cluster>;
}

/** Defines the tests of a suite. If the folder is absent, one skipped test says so. */
export function describeReplay(title: string, suite: ReplaySuite): void {
  const { folder, replays, deviations, atLeast } = suite;
  if (!existsSync(folder)) {
    test.skip(`${title}: there are no recorded exchanges in ${folder}`, () => undefined);
    return;
  }
  describe(title, () => {
    const exchanges = readExchanges(folder);
    let server: ReplayServer;
    beforeAll(async () => {
      server = await startReplayServer();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      process.stdout.write(reportOf(basename(folder), exchanges, replays));
    });

    test('makes every exchange', () => {
      expect(exchanges.filter(({ name }) => replays[name] === undefined).map(({ name }) => name)).toEqual([]);
      expect(exchanges.length).toBeGreaterThanOrEqual(atLeast);
    });

    const named = exchanges.map((exchange) => [exchange.name, exchange] as const);
    test.for(named)('%s', async ([name, exchange]) => {
      const replay = replays[name];
      if (replay === undefined) throw new Error('no call');
      const warnings = await withCluster(suite, server, exchange, (cluster) =>
        checkReplay(server, cluster, exchange, replay),
      );
      expect(warnings).toEqual(warningsIn(exchange));
    });

    const deviating = named.filter(([name]) => deviations[name] !== undefined);
    test.for(deviating)('%s, as the call of a cluster does it', async ([name, exchange]) => {
      const deviation = deviations[name];
      if (deviation === undefined) throw new Error('filtered above');
      await withCluster(suite, server, exchange, (cluster) =>
        checkDeviation(server, cluster, exchange, deviation),
      );
    });
  });
}

/** Returns what the server warned of while the client was used. */
async function withCluster(
  { open }: ReplaySuite,
  { url }: ReplayServer,
  exchange: Exchange,
  use: (cluster: Cluster) => Promise<void>,
): Promise<readonly string[]> {
  const warnings: string[] = [];
  const cluster = await open(url, exchange, (text) => warnings.push(text));
  try {
    await use(cluster);
  } finally {
    await cluster.close();
  }
  return warnings;
}

/** Returns the texts that the recorded server warned of. */
function warningsIn({ response }: Exchange): readonly string[] {
  return [response.headers.warning ?? []]
    .flat()
    .map((warning) => warning.replace(/^\d+ - "(.*)"$/, '$1').replaceAll('\\"', '"'));
}

/** Returns the figures of a suite. */
function reportOf(
  name: string,
  exchanges: readonly Exchange[],
  replays: Readonly<Record<string, Replay>>,
): string {
  const made = exchanges.flatMap((exchange) => replays[exchange.name] ?? []);
  const count = (means: Means): number => made.filter((replay) => (replay.means ?? 'call') === means).length;
  return `${name}: ${made.length} of ${exchanges.length} exchanges byte for byte: ${count('call')} by calls of a cluster, ${count('operation')} by operations, ${count('request')} by written requests
`;
}

import { existsSync } from 'node:fs';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cluster } from '../../src/index.ts';
import { type Exchange, readExchanges } from './exchange.ts';
import { checkReplay, type Replay } from './replay.ts';
import { type ReplayServer, startReplayServer } from './replay-server.ts';

/** A suite of recorded exchanges. */
export interface ReplaySuite {
  /** The folder of the exchanges. */
  readonly folder: string;
  /** The call for each exchange, or the reason why there is none, by name. Exchanges of the same name have the same call. */
  readonly replays: Readonly<Record<string, Replay | string>>;
  /** How many exchanges are made byte for byte, at least. */
  readonly atLeast: number;
  /** Opens the client with the credentials of the exchange. */
  readonly open: (url: string, exchange: Exchange, onWarning: (text: string) => void) => Promise<Cluster>;
}

/** Defines the tests of a suite. If the folder is absent, one skipped test says so. */
export function describeReplay(title: string, { folder, replays, atLeast, open }: ReplaySuite): void {
  if (!existsSync(folder)) {
    test.skip(`${title}: there are no recorded exchanges in ${folder}`, () => undefined);
    return;
  }
  describe(title, () => {
    const exchanges = readExchanges(folder);
    const made = exchanges.filter(({ name }) => typeof replays[name] === 'object');
    let server: ReplayServer;
    beforeAll(async () => {
      server = await startReplayServer();
    });
    afterAll(async () => {
      await server[Symbol.asyncDispose]();
      process.stdout.write(reportOf(basename(folder), exchanges, replays));
    });

    test('says of every exchange which call makes it, or why none does', () => {
      expect(exchanges.filter(({ name }) => replays[name] === undefined).map(({ name }) => name)).toEqual([]);
    });

    test('makes as many exchanges byte for byte as before', () => {
      const same = exchanges.filter((exchange) => fateOf(exchange, replays[exchange.name]) === 'same');
      expect(same.length).toBeGreaterThanOrEqual(atLeast);
    });

    test.for(made.map((exchange) => [exchange.name, exchange] as const))('%s', async ([name, exchange]) => {
      const replay = replays[name];
      if (typeof replay !== 'object') throw new Error('filtered above');
      const warnings: string[] = [];
      const cluster = await open(server.url, exchange, (text) => warnings.push(text));
      try {
        await checkReplay(server, cluster, exchange, replay);
        if (replay.refused !== true) expect(warnings).toEqual(warningsIn(exchange));
      } finally {
        await cluster.close();
      }
    });
  });
}

/** Returns the texts that the recorded server warned of. */
function warningsIn({ response }: Exchange): readonly string[] {
  return [response.headers.warning ?? []]
    .flat()
    .map((warning) => warning.replace(/^\d+ - "(.*)"$/, '$1').replaceAll('\\"', '"'));
}

/** What became of an exchange. */
type Fate = 'same' | 'refused' | 'differs' | 'none';

/** Returns the figures of a suite, with the reasons for the exchanges that are not made as they were recorded. */
function reportOf(
  name: string,
  exchanges: readonly Exchange[],
  replays: Readonly<Record<string, Replay | string>>,
): string {
  const fates = Map.groupBy(exchanges, (exchange) => fateOf(exchange, replays[exchange.name]));
  const count = (fate: Fate): number => fates.get(fate)?.length ?? 0;
  const reasons = (fate: Fate): string => {
    const byReason = Map.groupBy(fates.get(fate) ?? [], (exchange) => reasonOf(replays[exchange.name]));
    return [...byReason]
      .map(([reason, ones]) => `    ${reason}: ${ones.map((one) => one.name).join(', ')}\n`)
      .join('');
  };
  return `${name}: ${count('same')} of ${exchanges.length} exchanges byte for byte
  ${count('refused')} refused before sending
${reasons('refused')}  ${count('differs')} with an explained difference
${reasons('differs')}  ${count('none')} that no call makes
${reasons('none')}`;
}

function fateOf({ request }: Exchange, replay: Replay | string | undefined): Fate {
  if (typeof replay !== 'object') return 'none';
  if (replay.refused === true) return 'refused';
  const { differs } = replay;
  // Byte for byte: the order of fields counts.
  const isSame =
    differs === undefined || JSON.stringify(differs.request(request)) === JSON.stringify(request);
  return isSame ? 'same' : 'differs';
}

function reasonOf(replay: Replay | string | undefined): string {
  if (typeof replay !== 'object') return replay ?? '';
  return replay.differs?.reason ?? replay.code ?? '';
}

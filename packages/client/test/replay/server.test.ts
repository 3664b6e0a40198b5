import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { conformance } from '@tiphys/tools-conformance';
import type { Cluster } from '../../src/index.ts';
import { serverObjects } from '../../src/server/server-objects.ts';
import { createTransport } from '../../src/transport/create-transport.ts';
import { describeReplay } from './describe-replay.ts';
import { type Exchange, readExchanges } from './exchange.ts';
import { serverObjectReplays } from './server-object-replays.ts';

async function open(server: string, { request }: Exchange): Promise<Cluster> {
  const authorization = request.headers.Authorization;
  const transport = createTransport({
    server,
    headers: authorization === undefined ? {} : { authorization },
    retries: { most: 0 },
  });
  const inNamespace = (namespace: string): Cluster => {
    const place = { transport, namespace };
    const objects = { ...serverObjects(place), inNamespace, close: () => transport.close() };
    return objects as unknown as Cluster;
  };
  return inNamespace('default');
}

const recorded = join(conformance, 'server');

/** What the client does not offer yet. */
const unknown = (): Readonly<Record<string, string>> =>
  existsSync(recorded)
    ? Object.fromEntries(
        readExchanges(recorded).map(({ name }) => [name, 'the client does not offer runs this way yet']),
      )
    : {};

describeReplay('own exchanges with the Argo Server', {
  folder: join(import.meta.dirname, '../fixtures/exchanges/server'),
  replays: serverObjectReplays,
  open,
});

describeReplay('recorded exchanges with the Argo Server', {
  folder: recorded,
  replays: { ...unknown(), ...serverObjectReplays },
  open,
});

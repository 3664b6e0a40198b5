import { join } from 'node:path';
import { conformance } from '@tiphys/tools-conformance';
import { type Cluster, openArgoServer } from '../../src/index.ts';
import { describeReplay } from './describe-replay.ts';
import type { Exchange } from './exchange.ts';
import { serverDeviations } from './server-deviations.ts';
import { serverObjectReplays } from './server-object-replays.ts';
import { serverOperationReplays } from './server-operation-replays.ts';
import { serverRunReplays } from './server-run-replays.ts';

async function open(server: string, { request }: Exchange): Promise<Cluster> {
  const authorization = request.headers.Authorization;
  const { searchParams } = new URL(request.path, server);
  return openArgoServer({
    server,
    pageSize: Number(searchParams.get('listOptions.limit') ?? 0),
    streams: request.headers.Accept === 'text/event-stream' ? 'events' : 'lines',
    headers: authorization === undefined ? {} : { authorization },
    retries: { most: 0 },
  });
}

const replays = { ...serverObjectReplays, ...serverRunReplays, ...serverOperationReplays };

describeReplay('own exchanges with the Argo Server', {
  folder: join(import.meta.dirname, '../fixtures/exchanges/server'),
  replays,
  deviations: serverDeviations,
  atLeast: 58,
  open,
});

describeReplay('recorded exchanges with the Argo Server', {
  folder: join(conformance, 'server'),
  replays,
  deviations: serverDeviations,
  atLeast: 117,
  open,
});

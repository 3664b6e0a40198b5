import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFaults, type Faults } from './faults.ts';
import { createReply, type Reply, sufferBefore } from './reply.ts';
import type { SeenRequest } from './seen-request.ts';

/** A server of this machine. */
export interface Loopback {
  /** Its address, such as `http://127.0.0.1:34567`. */
  readonly url: string;
  /** What it was sent, in order. */
  readonly requests: readonly SeenRequest[];
  readonly faults: Faults;
  close(): Promise<void>;
}

/** Starts a server that answers requests with a function. */
export async function startLoopback(
  answer: (request: SeenRequest, reply: Reply) => Promise<void>,
): Promise<Loopback> {
  const requests: SeenRequest[] = [];
  const faults = createFaults();
  const server = createServer(async (message, response) => {
    const request = await readRequest(message);
    requests.push(request);
    const fault = faults.take(request);
    const reply = createReply(response, fault);
    if (!(await sufferBefore(fault, reply))) await answer(request, reply);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // The server listens on TCP, so its address is an object.
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    faults,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function readRequest(message: IncomingMessage): Promise<SeenRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk);
  const { method = '', url = '', headers } = message;
  return { method, path: url, headers, body: Buffer.concat(chunks).toString() };
}

import { createServer, type IncomingMessage } from 'node:http';

/** The port that the recorded workflows contact. */
const PORT = 18_999;

/**
 * Starts the server that recorded workflows contact. If the port is taken, another run of the tests has it, whose server does the same.
 */
export async function startHttpFixture(): Promise<AsyncDisposable> {
  const server = createServer(async (request, response) => {
    const body = await readAll(request);
    const { pathname, search } = new URL(request.url ?? '/', 'http://fixture');
    const status = /^\/status\/(\d+)$/.exec(pathname)?.[1];
    response.statusCode = Number(status ?? 200);
    response.setHeader('Content-Type', 'text/plain');
    if (status !== undefined) response.end(`status ${status}`);
    else if (pathname === '/echo') response.end(`echo ${search.slice(1)}`);
    else response.end(pathname === '/post' ? body : 'ok');
  });
  const listening = await new Promise<boolean>((resolve, reject) => {
    server.once('listening', () => resolve(true));
    server.once('error', (error: NodeJS.ErrnoException) =>
      error.code === 'EADDRINUSE' ? resolve(false) : reject(error),
    );
    server.listen(PORT, '127.0.0.1');
  });
  return {
    async [Symbol.asyncDispose]() {
      if (listening) await new Promise((closed) => server.close(closed));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault } from './faults.ts';

/** Writes the reply to a request. */
export interface Reply {
  /** Aborted when the client has gone. */
  readonly signal: AbortSignal;
  /** Starts the reply. */
  head(status: number, headers: Readonly<Record<string, string>>): void;
  /** Writes a part of the body. */
  write(data: string | Uint8Array): void;
  end(): void;
  /** Writes a whole reply in JSON. */
  json(status: number, body: unknown, headers?: Readonly<Record<string, string>>): void;
}

/** Returns a reply that suffers a fault of the kinds `cut` and `end`. */
export function createReply(response: ServerResponse, fault: Fault | undefined): Reply {
  const gone = new AbortController();
  response.on('close', () => gone.abort());
  let left = fault?.kind === 'cut' || fault?.kind === 'end' ? fault.after : Number.POSITIVE_INFINITY;
  const stop = (): void => {
    left = 0;
    // What was written before the break arrives.
    if (fault?.kind === 'cut') response.socket?.end();
    else response.end();
    gone.abort();
  };
  const reply: Reply = {
    signal: gone.signal,
    head: (status, headers) => {
      response.writeHead(status, headers);
      response.flushHeaders();
    },
    write(data) {
      if (gone.signal.aborted) return;
      const bytes = Buffer.from(data);
      const part = bytes.subarray(0, left);
      if (part.length > 0) response.write(part);
      left -= part.length;
      if (part.length < bytes.length || left === 0) stop();
    },
    end() {
      if (!gone.signal.aborted) response.end();
    },
    json(status, body, headers = {}) {
      const text = JSON.stringify(body);
      reply.head(status, {
        'content-type': 'application/json',
        ...(Number.isFinite(left) ? {} : { 'content-length': String(Buffer.byteLength(text)) }),
        ...headers,
      });
      reply.write(text);
      reply.end();
    },
  };
  return reply;
}

/** Makes a fault that comes before the reply. Returns whether it has answered. */
export async function sufferBefore(fault: Fault | undefined, reply: Reply): Promise<boolean> {
  if (fault?.kind === 'slow') await sleep(fault.milliseconds);
  if (fault?.kind === 'text') {
    reply.head(200, { 'content-type': fault.contentType ?? 'application/json' });
    reply.write(fault.text);
    reply.end();
    return true;
  }
  if (fault?.kind !== 'status') return false;
  const { status, retryAfter, message = `fault ${status}` } = fault;
  reply.json(
    status,
    { code: 13, message },
    retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) },
  );
  return true;
}

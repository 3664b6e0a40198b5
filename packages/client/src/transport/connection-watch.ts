import type { ClientCode, ClientError } from '../contract/client-error.ts';

/** Whether a server that has answered before answers no more, or does again. */
export type ConnectionState = 'lost' | 'restored';

/** Failures of a server that is not there. One that only limits requests is there. */
const GONE: ReadonlySet<ClientCode> = new Set(['CLIENT_UNREACHABLE', 'CLIENT_TIMEOUT', 'CLIENT_SERVER']);
const UNAVAILABLE = 503;

/** A stream that lasts so long, in milliseconds, is one, even if nothing arrives. */
const SETTLED = 2000;

/** A stream of a server that has begun. */
export interface WatchedStream {
  /** Notes that something has arrived. */
  receive(): void;
  /** Notes that the stream has ended, with an error if it was cut. */
  end(error?: ClientError): void;
}

/** Tells somebody when the connection to a server is lost, and when it is there again: once each. */
export class ConnectionWatch {
  readonly #tell: (state: ConnectionState) => void;
  readonly #settled: number;
  #state: 'new' | 'there' | 'lost' = 'new';
  /** Streams in a row that were cut at once. */
  #cuts = 0;

  constructor(tell: (state: ConnectionState) => void, settled: number = SETTLED) {
    this.#tell = tell;
    this.#settled = settled;
  }

  /** Notes that the server has answered. */
  answer(): void {
    const wasLost = this.#state === 'lost';
    this.#state = 'there';
    this.#cuts = 0;
    if (wasLost) this.#tell('restored');
  }

  /** Notes that a request has failed again, and will be repeated. A server that never answered is not lost: its errors are the caller's. */
  failAgain({ code, status }: ClientError): void {
    if (this.#state !== 'there' || !(GONE.has(code) || status === UNAVAILABLE)) return;
    this.#state = 'lost';
    this.#tell('lost');
  }

  /** Notes that a stream has begun. It is an answer once something arrives, or after a while: something between us and the server may cut it at once. */
  open(): WatchedStream {
    if (this.#state === 'new') this.#state = 'there';
    const settle = setTimeout(() => this.answer(), this.#settled).unref();
    let isSettled = false;
    return {
      receive: () => {
        if (!isSettled) this.answer();
        isSettled = true;
        clearTimeout(settle);
      },
      end: (error) => {
        clearTimeout(settle);
        // The first cut is mended at once.
        if (error !== undefined && !isSettled && this.#cuts++ > 0) this.failAgain(error);
      },
    };
  }
}

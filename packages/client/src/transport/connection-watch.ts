import type { ClientCode, ClientError } from '../contract/client-error.ts';

/** Whether a server that has answered before answers no more, or does again. */
export type ConnectionState = 'lost' | 'restored';

/** Failures of a server that is not there. One that only limits requests is there. */
const GONE: ReadonlySet<ClientCode> = new Set(['CLIENT_UNREACHABLE', 'CLIENT_TIMEOUT', 'CLIENT_SERVER']);
const UNAVAILABLE = 503;

/** Tells somebody when the connection to a server is lost, and when it is there again: once each. */
export class ConnectionWatch {
  readonly #tell: (state: ConnectionState) => void;
  #state: 'new' | 'there' | 'lost' = 'new';

  constructor(tell: (state: ConnectionState) => void) {
    this.#tell = tell;
  }

  /** Notes that the server has answered. */
  answer(): void {
    const wasLost = this.#state === 'lost';
    this.#state = 'there';
    if (wasLost) this.#tell('restored');
  }

  /** Notes that a request has failed again, and will be repeated. A server that never answered is not lost: its errors are the caller's. */
  failAgain({ code, status }: ClientError): void {
    if (this.#state !== 'there' || !(GONE.has(code) || status === UNAVAILABLE)) return;
    this.#state = 'lost';
    this.#tell('lost');
  }
}

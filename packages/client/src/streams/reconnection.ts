import { type ClientCode, ClientError } from '../contract/client-error.ts';
import { pause } from '../transport/repeat-request.ts';

/** How long to wait for a server that does not answer. Times are in milliseconds. */
export interface Patience {
  /** Most attempts without an answer in between. @default 10 */
  readonly most?: number | undefined;
  /** The wait before the second attempt. Each following one is twice as long. @default 200 */
  readonly firstWait?: number | undefined;
  /** @default 15 000 */
  readonly longestWait?: number | undefined;
}

/** Failures that go away by themselves. */
const PASSING: ReadonlySet<ClientCode> = new Set([
  'CLIENT_BUSY',
  'CLIENT_SERVER',
  'CLIENT_TIMEOUT',
  'CLIENT_UNREACHABLE',
]);

/** A connection that lasted so long, in milliseconds, was worth it, even if nothing happened. */
const LONG = 10_000;

/** Decides how to go on with a stream that has ended or was cut. */
export class Reconnection {
  readonly #patience: Patience;
  readonly #signal: AbortSignal | undefined;
  /** Connections in a row that gave nothing. */
  #fruitless = 0;
  #wasReached = false;
  #begun = 0;

  constructor(patience: Patience = {}, signal?: AbortSignal) {
    this.#patience = patience;
    this.#signal = signal;
  }

  /** Notes that a connection begins. */
  begin(): void {
    this.#begun = performance.now();
  }

  /** Notes that the server is there, and lets us do what we want. */
  reach(): void {
    this.#wasReached = true;
  }

  /** Notes that the stream gave something. */
  succeed(): void {
    this.#wasReached = true;
    this.#fruitless = 0;
  }

  /**
   * Notes that a connection failed.
   *
   * @throws the error if it does not go away by itself, if the server was never reached, or if there were too many
   */
  fail(error: unknown): void {
    this.#signal?.throwIfAborted();
    const mayPass = error instanceof ClientError && PASSING.has(error.code) && this.#wasReached;
    if (!mayPass || this.#fruitless >= (this.#patience.most ?? 10)) throw error;
  }

  /** Waits before the next connection: not at all after one that gave something. */
  async pause(): Promise<void> {
    const { firstWait = 200, longestWait = 15_000 } = this.#patience;
    this.#signal?.throwIfAborted();
    if (performance.now() - this.#begun > LONG) this.#fruitless = 0;
    const count = this.#fruitless++;
    if (count > 0) await pause(Math.min(longestWait, firstWait * 2 ** (count - 1)), this.#signal);
  }
}

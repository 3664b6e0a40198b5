/** A line that a container printed. */
interface PrintedLine {
  /** Nanoseconds since the epoch. */
  readonly time: bigint;
  readonly text: string;
}

/** Which lines to read. */
export interface LogQuery {
  readonly follow: boolean;
  readonly timestamps: boolean;
  readonly tail: number | undefined;
  /** In milliseconds since the epoch. */
  readonly since: number | undefined;
  readonly signal: AbortSignal;
}

/** The log of a container, which grows until it is closed. */
export class PodLog {
  readonly #lines: PrintedLine[] = [];
  #isOpen = true;
  #changed = Promise.withResolvers<void>();

  get length(): number {
    return this.#lines.length;
  }

  /** Adds a line. @param time in nanoseconds since the epoch; by default, now */
  print(text: string, time = BigInt(Date.now()) * 1_000_000n + BigInt(this.#lines.length % 1_000_000)): void {
    this.#lines.push({ time, text });
    this.#wake();
  }

  /** Notes that the container has ended. */
  close(): void {
    this.#isOpen = false;
    this.#wake();
  }

  /** Iterates over the lines as the API server sends them. */
  async *read({ follow, timestamps, tail, since, signal }: LogQuery): AsyncGenerator<string> {
    let next = tail === undefined ? 0 : Math.max(0, this.#lines.length - tail);
    while (!signal.aborted) {
      const { promise } = this.#changed;
      for (const line of this.#lines.slice(next)) {
        next += 1;
        if (since !== undefined && line.time < BigInt(since) * 1_000_000n) continue;
        yield `${timestamps ? `${formatNanoseconds(line.time)} ` : ''}${line.text}\n`;
      }
      if (!follow || (!this.#isOpen && next >= this.#lines.length)) return;
      const gone = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => gone.resolve(), { once: true });
      await Promise.race([promise, gone.promise]);
    }
  }

  #wake(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

function formatNanoseconds(time: bigint): string {
  const seconds = new Date(Number(time / 1_000_000n)).toISOString().slice(0, 19);
  return `${seconds}.${String(time % 1_000_000_000n).padStart(9, '0')}Z`;
}

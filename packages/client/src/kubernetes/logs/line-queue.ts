/** How many items wait for the reader before the writers have to wait. */
const MOST = 1000;

/** Passes items from several writers to one reader. */
export class LineQueue<T> {
  readonly #items: T[] = [];
  #state: 'open' | 'closed' | 'failed' = 'open';
  #error: unknown;
  #changed = Promise.withResolvers<void>();

  /** Adds an item. The promise resolves when there is room for more. */
  async push(item: T): Promise<void> {
    this.#items.push(item);
    this.#wake();
    while (this.#items.length > MOST && this.#state === 'open') await this.#changed.promise;
  }

  /** Notes that nothing more comes. */
  close(): void {
    if (this.#state === 'open') this.#state = 'closed';
    this.#wake();
  }

  /** Notes that reading fails after the items that are there. */
  fail(error: unknown): void {
    if (this.#state === 'open') {
      this.#state = 'failed';
      this.#error = error;
    }
    this.#wake();
  }

  /** Iterates over the items until the end. */
  async *read(): AsyncGenerator<T> {
    for (;;) {
      while (this.#items.length > 0) {
        const batch = this.#items.splice(0);
        this.#wake();
        yield* batch;
      }
      if (this.#state === 'failed') throw this.#error;
      if (this.#state === 'closed') return;
      await this.#changed.promise;
    }
  }

  #wake(): void {
    const { resolve } = this.#changed;
    this.#changed = Promise.withResolvers();
    resolve();
  }
}

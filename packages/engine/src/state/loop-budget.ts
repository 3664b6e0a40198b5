import { EngineError } from '../contract/engine-error.ts';

/**
 * Default limit for the iterations of all loops of a run. With 10,000 nodes, two get the same id in one of a hundred runs (see
 * node/create-node.ts), and an object in a cluster cannot hold more either.
 */
const MAXIMUM_ITERATIONS = 10_000;

/** Counts the iterations of a run's loops. */
export class LoopBudget {
  readonly #limit: number;
  #taken = 0;

  constructor(limit: number = MAXIMUM_ITERATIONS) {
    this.#limit = limit;
  }

  /**
   * Counts the iterations of a loop before they are made.
   *
   * @throws EngineError `ENGINE_TOO_MANY_ITERATIONS` if the run exceeds its limit
   */
  take(call: string, count: number): void {
    this.#taken += count;
    if (this.#taken <= this.#limit) return;
    const together = this.#taken === count ? '' : `, ${this.#taken} including earlier loops`;
    throw new EngineError(
      'ENGINE_TOO_MANY_ITERATIONS',
      `The loop "${call}" has ${count} iterations${together}. The limit for all loops of a local run is ${this.#limit}. Loop over fewer items, or raise the limit with \`tiphys run --max-iterations ${this.#taken}\` or the option \`maximumIterations\`.`,
    );
  }
}

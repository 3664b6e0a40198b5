/** Nanoseconds that lines of the two streams of a container may be out of order. */
const OVERLAP = 2_000_000_000n;

/** Remembers which lines of a pod were read, so that a log that is read again from its start gives only new ones. */
export class ServerLogPosition {
  /** How many lines with each time were read, of those that are not certainly old. */
  readonly #read = new Map<bigint, number>();
  #again = new Map<bigint, number>();
  #first: bigint | undefined;
  #last: bigint | undefined;
  #pruned = 0n;

  /** Notes that the log is read again. */
  begin(): void {
    this.#again = new Map(this.#read);
  }

  /** Notes a line by its time in nanoseconds since the epoch, and tells whether it is new. */
  isNew(stamp: bigint, isAgain: boolean): boolean {
    const left = this.#again.get(stamp) ?? 0;
    if (left > 0) {
      this.#again.set(stamp, left - 1);
      return false;
    }
    // Lines before the first one were not wanted: only the end of the log was.
    const isOld = isAgain && (stamp < this.#pruned || (this.#first !== undefined && stamp < this.#first));
    if (isOld) return false;
    this.#first ??= stamp;
    this.#read.set(stamp, (this.#read.get(stamp) ?? 0) + 1);
    if (this.#last === undefined || stamp > this.#last) this.#last = stamp;
    if (this.#read.size > 10_000) this.#prune(this.#last - OVERLAP);
    return true;
  }

  #prune(oldest: bigint): void {
    for (const known of this.#read.keys()) if (known < oldest) this.#read.delete(known);
    if (oldest > this.#pruned) this.#pruned = oldest;
  }
}

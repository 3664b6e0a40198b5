import type { LogPiece } from './log-piece.ts';

/** Nanoseconds in a second. */
const SECOND = 1_000_000_000n;

/** The API server takes whole seconds. Lines of two streams that end up in one log may be that much out of order. */
const OVERLAP = 2n * SECOND;

interface CutLine {
  readonly stamp: bigint;
  readonly parts: number;
}

/**
 * Remembers how far a log was read, so that it can be read on after a cut: some seconds are read again, and what was read before is left out.
 */
export class LogPosition {
  /** How many lines with each time were read completely, of those that a next reading would give again. */
  readonly #read = new Map<bigint, number>();
  /** The line that was cut, and how many of its parts were read. */
  #cut: CutLine | undefined;
  #first: bigint | undefined;
  #last: bigint | undefined;
  /** Lines of this reading that are still to be left out, by their times. */
  #again = new Map<bigint, number>();
  #partsAgain: CutLine | undefined;
  #isSkipping = false;

  /** The time from which to read on, in milliseconds since the epoch; undefined if nothing was read. */
  get since(): number | undefined {
    if (this.#last === undefined) return undefined;
    return Number(((this.#last - OVERLAP) / SECOND) * 1000n);
  }

  /** Notes that the log is read on from {@link since}. */
  begin(): void {
    this.#again = new Map(this.#read);
    this.#partsAgain = this.#cut;
  }

  /** Notes a piece, and tells whether it is new. */
  isNew({ stamp, part, isEnd }: LogPiece): boolean {
    // A message of the node in place of a line. Nobody knows whether it is the same one.
    if (stamp === undefined) return true;
    if (part === 0) this.#isSkipping = this.#takeAgain(stamp);
    if (this.#isSkipping) return false;
    const isPartAgain = this.#partsAgain?.stamp === stamp && part < this.#partsAgain.parts;
    if (!isPartAgain || isEnd) this.#cut = isEnd ? undefined : { stamp, parts: part + 1 };
    if (isEnd) this.#partsAgain = undefined;
    this.#first ??= stamp;
    if (isEnd) this.#note(stamp);
    return !isPartAgain;
  }

  #takeAgain(stamp: bigint): boolean {
    const left = this.#again.get(stamp) ?? 0;
    if (left > 1) this.#again.set(stamp, left - 1);
    else this.#again.delete(stamp);
    // Lines before the first one were not wanted: only the end of the log was.
    const isBefore = this.#first !== undefined && stamp < this.#first && this.#again.size > 0;
    return left > 0 || isBefore;
  }

  #note(stamp: bigint): void {
    this.#read.set(stamp, (this.#read.get(stamp) ?? 0) + 1);
    if (this.#last !== undefined && stamp <= this.#last) return;
    const isNextSecond = this.#last === undefined || stamp / SECOND > this.#last / SECOND;
    this.#last = stamp;
    if (!isNextSecond) return;
    const oldest = ((stamp - OVERLAP) / SECOND) * SECOND;
    for (const known of this.#read.keys()) if (known < oldest) this.#read.delete(known);
  }
}

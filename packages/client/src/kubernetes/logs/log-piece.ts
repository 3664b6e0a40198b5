/** A line of a log as the API server sends it, or a part of a long one. */
export interface LogPiece {
  /** The time as it was written, in nanoseconds since the epoch; undefined if the line does not begin with one. */
  readonly stamp: bigint | undefined;
  /** Without the time and the line end. */
  readonly text: string;
  /** The number of the part, from 0. Lines over 1 MiB come in several. */
  readonly part: number;
  /** Whether the line ends here. */
  readonly isEnd: boolean;
}

/** Characters after which a line is divided, so that a log without line ends does not fill the memory. */
const LONGEST_PART = 1024 * 1024;

const STAMP = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(Z|[+-]\d\d:\d\d)(?: |$)/;

/**
 * Iterates over the lines of a log.
 *
 * @param form `mayBeCut` says whether a last line without an end may be a piece of a longer one, and is left out; `hasTimes` whether lines begin with
 * their times
 */
export async function* logPieces(
  chunks: AsyncIterable<Uint8Array>,
  { mayBeCut, hasTimes }: { readonly mayBeCut: boolean; readonly hasTimes: boolean },
): AsyncGenerator<LogPiece> {
  const decoder = new TextDecoder();
  const splitter = new LineSplitter(hasTimes);
  for await (const chunk of chunks) yield* splitter.add(decoder.decode(chunk, { stream: true }));
  yield* splitter.add(decoder.decode());
  if (!mayBeCut) yield* splitter.rest();
}

/** Cuts texts into lines, and divides those that are too long. */
class LineSplitter {
  readonly #hasTimes: boolean;
  #pending: string[] = [];
  #length = 0;
  #part = 0;
  #stamp: bigint | undefined;

  constructor(hasTimes: boolean) {
    this.#hasTimes = hasTimes;
  }

  *add(text: string): Generator<LogPiece> {
    const [first = '', ...others] = text.split('\n');
    yield* this.#append(first);
    for (const next of others) {
      yield this.#take(true);
      yield* this.#append(next);
    }
  }

  *rest(): Generator<LogPiece> {
    if (this.#length > 0 || this.#part > 0) yield this.#take(true);
  }

  *#append(text: string): Generator<LogPiece> {
    this.#pending.push(text);
    this.#length += text.length;
    if (this.#length > LONGEST_PART) yield* this.#divide();
  }

  *#divide(): Generator<LogPiece> {
    const text = this.#pending.join('');
    let start = 0;
    for (; text.length - start > LONGEST_PART; start += LONGEST_PART) {
      this.#pending = [text.slice(start, start + LONGEST_PART)];
      yield this.#take(false);
    }
    this.#pending = [text.slice(start)];
    this.#length = text.length - start;
  }

  #take(isEnd: boolean): LogPiece {
    const whole = this.#pending.join('');
    const part = this.#part;
    const [stamp, text] = part === 0 && this.#hasTimes ? splitStamp(whole) : [this.#stamp, whole];
    this.#pending = [];
    this.#length = 0;
    this.#part = isEnd ? 0 : part + 1;
    this.#stamp = stamp;
    return { stamp, text, part, isEnd };
  }
}

function splitStamp(line: string): readonly [stamp: bigint | undefined, text: string] {
  const match = STAMP.exec(line);
  const [all = '', seconds = '', fraction = '', zone = ''] = match ?? [];
  const milliseconds = match === null ? Number.NaN : Date.parse(`${seconds}${zone}`);
  if (Number.isNaN(milliseconds)) return [undefined, line];
  return [BigInt(milliseconds) * 1_000_000n + BigInt(fraction.padEnd(9, '0')), line.slice(all.length)];
}

import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** Bytes that are read at once. */
const CHUNK = 64 * 1024;

/** Characters after which a line is divided, so that a log without line ends does not fill the memory. */
const LONGEST_LINE = 1024 * 1024;

/** A line, and where it ends in its file. */
export interface ReadLine {
  readonly text: string;
  /** Bytes before the next line. */
  readonly end: number;
}

/** Reads the lines of a file that may still grow. Call {@link LineReader.close} at the end. */
export class LineReader {
  readonly #path: string;
  readonly #decoder = new StringDecoder('utf8');
  #file: FileHandle | undefined;
  #position = 0;
  #rest = '';

  constructor(path: string) {
    this.#path = path;
  }

  /** Iterates over the complete lines that have been added since the last call. There are none while the file does not exist. */
  async *more(): AsyncGenerator<ReadLine> {
    this.#file ??= await open(this.#path, 'r').catch(() => undefined);
    if (this.#file === undefined) return;
    const buffer = Buffer.alloc(CHUNK);
    for (;;) {
      const { bytesRead } = await this.#file.read(buffer, 0, CHUNK, this.#position);
      if (bytesRead === 0) return;
      const chunk = buffer.subarray(0, bytesRead);
      const start = this.#position;
      this.#position += bytesRead;
      yield* this.#split(chunk, start);
    }
  }

  /** Iterates over what is left at the end of the file: at most one line without line end. */
  *rest(): Generator<ReadLine> {
    const text = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (text !== '') yield { text, end: this.#position };
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  *#split(chunk: Buffer, start: number): Generator<ReadLine> {
    const lines = (this.#rest + this.#decoder.write(chunk)).split('\n');
    let last = lines.pop() ?? '';
    let end = start;
    for (const text of lines) {
      // No other character has this byte.
      end = start + chunk.indexOf('\n', end - start) + 1;
      yield { text, end };
    }
    while (last.length >= LONGEST_LINE) {
      yield { text: last.slice(0, LONGEST_LINE), end: this.#position };
      last = last.slice(LONGEST_LINE);
    }
    this.#rest = last;
  }
}

import { type FileHandle, open } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

/** Bytes that are read at once. */
const CHUNK = 64 * 1024;

/** Characters after which a line is divided, so that a log without line ends does not fill the memory. */
const LONGEST_LINE = 1024 * 1024;

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
  async *more(): AsyncGenerator<string> {
    this.#file ??= await open(this.#path, 'r').catch(() => undefined);
    if (this.#file === undefined) return;
    const buffer = Buffer.alloc(CHUNK);
    for (;;) {
      const { bytesRead } = await this.#file.read(buffer, 0, CHUNK, this.#position);
      if (bytesRead === 0) return;
      this.#position += bytesRead;
      yield* this.#split(this.#decoder.write(buffer.subarray(0, bytesRead)));
    }
  }

  /** Iterates over what is left at the end of the file: at most one line without line end. */
  *rest(): Generator<string> {
    const text = this.#rest + this.#decoder.end();
    this.#rest = '';
    if (text !== '') yield text;
  }

  async close(): Promise<void> {
    await this.#file?.close();
    this.#file = undefined;
  }

  *#split(text: string): Generator<string> {
    const lines = (this.#rest + text).split('\n');
    let last = lines.pop() ?? '';
    yield* lines;
    while (last.length >= LONGEST_LINE) {
      yield last.slice(0, LONGEST_LINE);
      last = last.slice(LONGEST_LINE);
    }
    this.#rest = last;
  }
}

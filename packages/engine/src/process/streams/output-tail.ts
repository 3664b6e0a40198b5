import { MAXIMUM_RESULT_BYTES } from '../../contract/limits.ts';

/** Keeps the end of a stream. */
export interface OutputTail {
  add(chunk: Buffer): void;
  /** Returns the last 256 KiB, without one newline at the end. */
  read(): string;
}

/** Creates an empty tail. */
export function createOutputTail(): OutputTail {
  let chunks: Buffer[] = [];
  let length = 0;
  return {
    add(chunk) {
      chunks.push(chunk);
      length += chunk.length;
      // One more byte for the newline, which is removed before counting.
      if (length <= 2 * MAXIMUM_RESULT_BYTES) return;
      chunks = [Buffer.concat(chunks).subarray(-(MAXIMUM_RESULT_BYTES + 1))];
      length = MAXIMUM_RESULT_BYTES + 1;
    },
    read() {
      const all = Buffer.concat(chunks);
      const text = all.at(-1) === 0x0a ? all.subarray(0, -1) : all;
      return text.subarray(-MAXIMUM_RESULT_BYTES).toString();
    },
  };
}

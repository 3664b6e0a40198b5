import { createLineIndex, type SourcePosition } from './line-index.ts';

/** The first byte of a file that is not UTF-8, with its line and column. */
export interface InvalidByte extends SourcePosition {
  /** The number of bytes before it. */
  readonly offset: number;
  readonly byte: number;
}

/** The text of a file, and the position of its first invalid byte. */
export interface DecodedText {
  /** The text, with replacement characters for bytes that are not UTF-8. */
  readonly text: string;
  /** Absent when the whole file is UTF-8. */
  readonly invalid?: InvalidByte;
}

/**
 * Decodes the bytes of a file, which Argo and Kubernetes accept only as UTF-8. A byte order mark stays in the text.
 *
 * @example
 * ```ts
 * decodeUtf8(Uint8Array.of(0x61, 0x0a, 0xe9)).invalid; // => { line: 2, column: 1, offset: 2, byte: 233 }
 * ```
 */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const invalid = text.includes('\uFFFD') ? findInvalidByte(bytes, text) : undefined;
  return invalid === undefined ? { text } : { text, invalid };
}

const encoder = new TextEncoder();

/** A replacement character that is in the file is three bytes there; one that replaces an invalid byte is not. */
function findInvalidByte(bytes: Uint8Array, text: string): InvalidByte | undefined {
  let offset = 0;
  let from = 0;
  for (let found = text.indexOf('\uFFFD'); found !== -1; found = text.indexOf('\uFFFD', from)) {
    offset += encoder.encode(text.slice(from, found)).length;
    const [byte = 0, second, third] = bytes.subarray(offset, offset + 3);
    if (byte !== 0xef || second !== 0xbf || third !== 0xbd)
      return { ...createLineIndex(text)(found), offset, byte };
    offset += 3;
    from = found + 1;
  }
  return undefined;
}

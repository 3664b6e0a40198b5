import { createLineIndex, type SourcePosition } from './line-index.ts';

/** The text of a file, and where it stops being UTF-8. */
export interface DecodedText {
  /** With replacement characters for what is not UTF-8. */
  readonly text: string;
  /** The place of the first byte that is not UTF-8; absent when all of it is. */
  readonly invalid?: SourcePosition;
}

/**
 * Decodes the bytes of a file, which Argo and Kubernetes take only as UTF-8.
 *
 * @example
 * ```ts
 * decodeUtf8(Uint8Array.of(0x61, 0x0a, 0xe9)).invalid; // => { line: 2, column: 1 }
 * ```
 */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  if (!text.includes('\uFFFD')) return { text };
  const offset = firstInvalid(bytes, text);
  return offset === undefined ? { text } : { text, invalid: createLineIndex(text)(offset) };
}

const encoder = new TextEncoder();

/** A replacement character that is in the file is three bytes there; one that stands for an invalid byte is not. */
function firstInvalid(bytes: Uint8Array, text: string): number | undefined {
  let at = 0;
  let from = 0;
  for (let found = text.indexOf('\uFFFD'); found !== -1; found = text.indexOf('\uFFFD', from)) {
    at += encoder.encode(text.slice(from, found)).length;
    if (bytes[at] !== 0xef || bytes[at + 1] !== 0xbf || bytes[at + 2] !== 0xbd) return found;
    at += 3;
    from = found + 1;
  }
  return undefined;
}

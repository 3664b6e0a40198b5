/** Tells whether a text is ASCII, so that its UTF-8 form has a byte for each character. */
export function isAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) if (text.charCodeAt(index) > 127) return false;
  return true;
}

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The latest text and its bytes. An expression that walks over a text asks for one byte after the other. */
const LATEST: { text: string; bytes: Uint8Array | undefined } = { text: '', bytes: undefined };

/** Returns the UTF-8 form of a text, or undefined for ASCII, where the text itself will do. */
function bytesBeyondAscii(text: string): Uint8Array | undefined {
  if (LATEST.text !== text) {
    LATEST.bytes = isAscii(text) ? undefined : encoder.encode(text);
    LATEST.text = text;
  }
  return LATEST.bytes;
}

/** Returns Go's `len(text)`: the length in UTF-8. */
export function byteLength(text: string): number {
  return bytesBeyondAscii(text)?.length ?? text.length;
}

/** Returns Go's `text[from:to]`, which counts bytes. */
export function sliceBytes(text: string, from: number, to: number): string {
  const bytes = bytesBeyondAscii(text);
  return bytes === undefined ? text.slice(from, to) : decoder.decode(bytes.subarray(from, to));
}

/** Returns Go's `text[index]`: one byte of the UTF-8 form, 0 outside the text. */
export function byteAt(text: string, index: number): number {
  const bytes = bytesBeyondAscii(text);
  return (bytes === undefined ? text.charCodeAt(index) : bytes[index]) || 0;
}

/** Returns bytes in base64. */
export function toBase64(bytes: Iterable<number>): string {
  let binary = '';
  // One by one: a call takes only some ten thousand arguments.
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary);
}

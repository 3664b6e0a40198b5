import { brotliCompressSync, constants } from 'node:zlib';

/** Size in bytes from which the best compression takes too long: 5% less text for 20 times the time. */
const LARGE_BYTES = 200_000;

/** Maximum length of a line of packed code. */
const LONGEST_LINE = 120;

/** Returns code as brotli and base64, in lines, which never contains `{{`. Unlike gzip, brotli makes the same bytes on every machine. */
export function packCode(code: string): string {
  const packed = brotliCompressSync(code, {
    params: {
      [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
      [constants.BROTLI_PARAM_QUALITY]: code.length < LARGE_BYTES ? 11 : 9,
      [constants.BROTLI_PARAM_SIZE_HINT]: Buffer.byteLength(code),
    },
  }).toString('base64');
  return packed.replace(new RegExp(`.{${LONGEST_LINE}}(?=.)`, 'g'), '$&\n');
}

import { CliError } from './cli-error.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const lossyDecoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns the text of bytes that are UTF-8, with its byte order mark if it has one.
 *
 * @throws CliError `CLI_FILE_ENCODING` with the first byte that is not UTF-8
 */
export function decodeText(bytes: Uint8Array, file: string): string {
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined)
    throw new CliError(
      'CLI_FILE_ENCODING',
      `The file is ${utf16}. Tiphys and Argo's tools read UTF-8: save it as UTF-8.`,
      { location: { file, line: 1, column: 1 } },
    );
  try {
    return decoder.decode(bytes);
  } catch (error) {
    throw encodingError(bytes, file, error);
  }
}

/** Returns the text of bytes of which some may not be UTF-8; U+FFFD stands for those. */
export function decodeLossily(bytes: Uint8Array): string {
  return lossyDecoder.decode(bytes);
}

/** Returns the form of UTF-16 or UTF-32 that a byte order mark announces. */
function utf16Of([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  return first === 0xfe && second === 0xff ? 'UTF-16' : undefined;
}

function encodingError(bytes: Uint8Array, file: string, cause: unknown): CliError {
  const { offset, line, column } = findInvalidByte(bytes);
  const byte = bytes[offset]?.toString(16).toUpperCase().padStart(2, '0');
  return new CliError(
    'CLI_FILE_ENCODING',
    `The byte 0x${byte} at offset ${offset} is not UTF-8. Save the file as UTF-8.`,
    { location: { file, line, column }, cause },
  );
}

function findInvalidByte(bytes: Uint8Array): {
  readonly offset: number;
  readonly line: number;
  readonly column: number;
} {
  const text = decodeLossily(bytes);
  let [offset, from] = [0, 0];
  for (let at = text.indexOf('\uFFFD'); at !== -1; at = text.indexOf('\uFFFD', from)) {
    offset += Buffer.byteLength(text.slice(from, at));
    const isMeant = bytes[offset] === 0xef && bytes[offset + 1] === 0xbf && bytes[offset + 2] === 0xbd;
    if (!isMeant) {
      const before = text.slice(0, at);
      return { offset, line: before.split('\n').length, column: at - before.lastIndexOf('\n') };
    }
    offset += 3;
    from = at + 1;
  }
  throw new Error('unreachable: every byte is UTF-8');
}

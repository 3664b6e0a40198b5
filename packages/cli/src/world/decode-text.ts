import { isUtf8 } from 'node:buffer';
import { CliError } from './cli-error.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/**
 * Returns the text of UTF-8 bytes, with the byte order mark if there is one.
 *
 * @throws CliError `CLI_FILE_ENCODING` with the first byte that is not UTF-8
 */
export async function decodeText(bytes: Uint8Array, file: string): Promise<string> {
  if (isUtf8(bytes)) return decoder.decode(bytes);
  const utf16 = findUtf16(bytes);
  if (utf16 !== undefined)
    throw new CliError(
      'CLI_FILE_ENCODING',
      `The file is encoded as ${utf16}, but Tiphys and Argo only read UTF-8. Save it as UTF-8.`,
      { location: { file, line: 1, column: 1 } },
    );
  // Loaded only here: the commands that need no YAML should start without it.
  const { decodeUtf8 } = await import('@tiphys/yaml');
  const { text, invalid } = decodeUtf8(bytes);
  if (invalid === undefined) return text;
  const { line, column, offset, byte } = invalid;
  throw new CliError(
    'CLI_FILE_ENCODING',
    `The byte 0x${byte.toString(16).toUpperCase().padStart(2, '0')} at offset ${offset} is not valid UTF-8. Save the file as UTF-8.`,
    { location: { file, line, column } },
  );
}

/** Returns the text of bytes, with U+FFFD for those that are not UTF-8. */
export function decodeLossily(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Returns the encoding that a byte order mark announces, if it is UTF-16 or UTF-32. */
function findUtf16([first, second, third, fourth]: Uint8Array): string | undefined {
  if (first === 0xff && second === 0xfe) return third === 0 && fourth === 0 ? 'UTF-32' : 'UTF-16';
  return first === 0xfe && second === 0xff ? 'UTF-16' : undefined;
}

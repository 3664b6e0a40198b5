import { isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { CliError } from './cli-error.ts';
import { decodeText } from './decode-text.ts';

async function thrown(run: () => Promise<unknown>): Promise<CliError | undefined> {
  try {
    await run();
  } catch (error) {
    if (error instanceof CliError) return error;
  }
  return undefined;
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

test.for([
  { title: 'Latin-1', bytes: latin1('a: 1\nb: caf\xE9'), want: '2:7 The byte 0xE9 at offset 11' },
  {
    title: 'a truncated character',
    bytes: Buffer.from([0x61, 0xe2, 0x82]),
    want: '1:2 The byte 0xE2',
  },
  {
    title: 'an invalid byte after a real replacement character',
    bytes: Buffer.concat([Buffer.from('\uFFFD😀\n\uFFFD'), latin1('\xFF')]),
    want: '2:2 The byte 0xFF at offset 11',
  },
  {
    title: 'UTF-16, little-endian',
    bytes: Buffer.from('\uFEFFa: 1', 'utf16le'),
    want: '1:1 The file is encoded as UTF-16',
  },
  {
    title: 'UTF-16, big-endian',
    bytes: Buffer.from('\uFEFFa: 1', 'utf16le').swap16(),
    want: '1:1 The file is encoded as UTF-16',
  },
])('refuses $title and says where it is', async ({ bytes, want }) => {
  const error = await thrown(() => decodeText(bytes, 'x.yaml'));
  expect(error).toMatchObject({ code: 'CLI_FILE_ENCODING', location: { file: 'x.yaml' } });
  expect(`${error?.location?.line}:${error?.location?.column} ${error?.message}`).toContain(want);
});

test('decodes UTF-8 without loss and refuses everything else', async () => {
  const piece = fc.oneof(
    fc.string({ unit: 'binary' }).map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 3 }).map((bytes) => Buffer.from(bytes)),
    fc.constantFrom('\uFEFF', '\uFFFD', '\r\n').map((text) => Buffer.from(text)),
  );
  await fc.assert(
    fc.asyncProperty(
      fc.array(piece, { maxLength: 5 }).map((pieces) => Buffer.concat(pieces)),
      async (bytes) => {
        let text: string | undefined;
        try {
          text = await decodeText(bytes, 'x.yaml');
        } catch (error) {
          expect(error).toBeInstanceOf(CliError);
        }
        const isRead = isUtf8(bytes);
        expect(text === undefined ? undefined : Buffer.from(text)).toEqual(isRead ? bytes : undefined);
      },
    ),
  );
});

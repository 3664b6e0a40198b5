import { crypto, randomBytes, randomIntegers } from '../values/sources.ts';
import { define } from './define.ts';

function hash(algorithm: string): (text: string) => string {
  return (text) => crypto().createHash(algorithm).update(text, 'utf8').digest('hex');
}

function adler32(text: string): string {
  let a = 1;
  let b = 0;
  for (const byte of new TextEncoder().encode(text)) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return String(b * 65_536 + a);
}

function random(alphabet: string): (count: bigint) => string {
  return (count) => {
    if (count < 0n || count > 1_000_000n) throw new Error('memory budget exceeded');
    return randomIntegers(Number(count), alphabet.length)
      .map((index) => alphabet.charAt(index))
      .join('');
  };
}

function shuffle(text: string): string {
  const letters = [...text];
  for (let index = letters.length - 1; index > 0; index -= 1) {
    const [other = 0] = randomIntegers(1, index + 1);
    [letters[index], letters[other]] = [letters[other] ?? '', letters[index] ?? ''];
  }
  return letters.join('');
}

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';
const ascii = String.fromCharCode(...Array.from({ length: 95 }, (_, index) => index + 32));

/** Functions of sprig that need keys, certificates or a network. */
const UNSUPPORTED =
  'bcrypt htpasswd genPrivateKey derivePassword buildCustomCert genCA genCAWithKey genSelfSignedCert genSelfSignedCertWithKey genSignedCert genSignedCertWithKey encryptAES decryptAES getHostByName';

function refuse(name: string): () => never {
  return () => {
    throw new Error(`sprig.${name} is not supported here: it needs keys, certificates or a network`);
  };
}

/** Returns a random UUID of version 4. */
function randomUuid(): string {
  const bytes = Buffer.from(randomBytes(16));
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x40, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** sprig's functions for hashes and random text. */
export const hashFunctions: Readonly<Record<string, unknown>> = {
  sha1sum: define('string -> string', hash('sha1')),
  sha256sum: define('string -> string', hash('sha256')),
  sha512sum: define('string -> string', hash('sha512')),
  adler32sum: define('string -> string', adler32),
  randAlphaNum: define('int -> string', random(LETTERS + DIGITS)),
  randAlpha: define('int -> string', random(LETTERS)),
  randNumeric: define('int -> string', random(DIGITS)),
  randAscii: define('int -> string', random(ascii)),
  randBytes: define('int -> string', (count: bigint) =>
    Buffer.from(randomBytes(Math.min(Number(count), 1_000_000))).toString('base64'),
  ),
  shuffle: define('string -> string', shuffle),
  uuidv4: define('-> string', randomUuid),
  ...Object.fromEntries(
    UNSUPPORTED.split(' ').map((name) => [name, define('any... -> string', refuse(name))]),
  ),
};

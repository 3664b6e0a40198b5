import { define } from './define.ts';

/** Loads `node:crypto` lazily: it takes longer to load than the rest of sprig, and few expressions need it. */
function crypto(): typeof import('node:crypto') {
  return process.getBuiltinModule('node:crypto');
}

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
    return Array.from({ length: Number(count) }, () =>
      alphabet.charAt(Math.floor(Math.random() * alphabet.length)),
    ).join('');
  };
}

function shuffle(text: string): string {
  const letters = [...text];
  for (let index = letters.length - 1; index > 0; index -= 1) {
    const other = Math.floor(Math.random() * (index + 1));
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
    crypto()
      .randomBytes(Math.min(Number(count), 1_000_000))
      .toString('base64'),
  ),
  shuffle: define('string -> string', shuffle),
  uuidv4: define('-> string', () => crypto().randomUUID()),
  ...Object.fromEntries(
    UNSUPPORTED.split(' ').map((name) => [name, define('any... -> string', refuse(name))]),
  ),
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Encodes the UTF-8 bytes of a text in base32. */
export function encodeBase32(text: string): string {
  let bits = '';
  for (const byte of new TextEncoder().encode(text)) bits += byte.toString(2).padStart(8, '0');
  let encoded = '';
  for (let at = 0; at < bits.length; at += 5) {
    encoded += ALPHABET.charAt(Number.parseInt(bits.slice(at, at + 5).padEnd(5, '0'), 2));
  }
  return encoded.padEnd(Math.ceil(encoded.length / 8) * 8, '=');
}

/** Decodes base32. Returns Go's message if it is not valid. */
export function decodeBase32(text: string): string {
  const clean = text.replace(/[\r\n]/g, '');
  let end = clean.length;
  while (clean[end - 1] === '=') end -= 1;
  const body = clean.slice(0, end);
  const wrong = /[^A-Z2-7]/.exec(body)?.index;
  if (wrong !== undefined) return `illegal base32 data at input byte ${wrong}`;
  if (clean.length % 8 !== 0) return `illegal base32 data at input byte ${clean.length - (clean.length % 8)}`;
  const bits = [...body]
    .map((character) => ALPHABET.indexOf(character).toString(2).padStart(5, '0'))
    .join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return new TextDecoder().decode(Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2)));
}

import { quoteGo } from '../text/quote.ts';

/** A part of a URL with its own set of characters. */
export type UrlPart = 'path' | 'host' | 'user' | 'fragment';

/** Characters that each part may hold unencoded. */
const ALLOWED: Readonly<Record<UrlPart, RegExp>> = {
  path: /[\w.~$&+,/:;=@-]/,
  host: /[\w.~!$&'()*+,;=:[\]<>"-]/,
  user: /[\w.~$&+,;=-]/,
  fragment: /[\w.~!()*$&+,/:;=?@-]/,
};

/**
 * Decodes `%XX` in a part of a URL as Go does.
 *
 * @throws Error `invalid URL escape "%zz"`, `invalid character " " in host name`
 */
export function unescapeUrl(text: string, part: UrlPart): string {
  const bytes: number[] = [];
  const encoded = Buffer.from(text);
  for (let at = 0; at < encoded.length; at += 1) {
    const byte = encoded[at] ?? 0;
    if (byte !== 0x25) {
      const character = String.fromCharCode(byte);
      if (part === 'host' && byte < 0x80 && !ALLOWED.host.test(character))
        throw new Error(`invalid character ${quoteGo(character)} in host name`);
      bytes.push(byte);
      continue;
    }
    const sequence = encoded.subarray(at, at + 3).toString();
    const isHex = /^%[0-9a-fA-F]{2}$/.test(sequence);
    // In a host only bytes beyond ASCII are encoded, and the percent sign of an IPv6 zone.
    if (!isHex || (part === 'host' && /^%[0-7]/.test(sequence) && sequence !== '%25'))
      throw new Error(`invalid URL escape ${quoteGo(sequence)}`);
    bytes.push(Number.parseInt(sequence.slice(1), 16));
    at += 2;
  }
  return Buffer.from(bytes).toString();
}

/** Encodes the characters that a part of a URL may not hold, as Go does. */
export function escapeUrl(text: string, part: UrlPart): string {
  let escaped = '';
  for (const byte of Buffer.from(text)) {
    const character = String.fromCharCode(byte);
    const keep = byte < 0x80 ? ALLOWED[part].test(character) : false;
    escaped += keep ? character : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return escaped;
}

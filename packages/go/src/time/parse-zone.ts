/** A zone read from a text, and its length in characters. */
export interface ReadZone {
  readonly length: number;
  readonly utc?: true;
  /** Seconds east of UTC. */
  readonly offset?: number;
  readonly abbreviation?: string;
}

/** Reads the offset at the start of a text for a field such as `-07:00` or `Z0700`; returns undefined where there is none. */
export function readOffset(text: string, field: string): ReadZone | undefined {
  if (field.startsWith('Z') && text.startsWith('Z')) return { length: 1, utc: true };
  const colon = field.includes(':') ? ':' : '';
  const shape = field.slice(1).replaceAll(':', '').length;
  const parts = ['(\\d\\d)', `${colon}(\\d\\d)`, `${colon}(\\d\\d)`].slice(0, shape / 2).join('');
  const match = new RegExp(`^([+-])${parts}`).exec(text);
  if (match === null) return undefined;
  const [all, sign, ...numbers] = match;
  const [hours = 0, minutes = 0, seconds = 0] = numbers.map(Number);
  // Go takes 24 hours and 60 minutes, since some people write them.
  if (hours > 24 || minutes > 60 || seconds > 60) return undefined;
  return { length: all.length, offset: (sign === '-' ? -1 : 1) * (hours * 3600 + minutes * 60 + seconds) };
}

/** Reads the abbreviation of a zone at the start of a text, for the field `MST`; returns undefined where there is none. */
export function readAbbreviation(text: string): ReadZone | undefined {
  if (text.startsWith('UTC')) return { length: 3, utc: true };
  const [special] = /^(?:ChST|MeST)/.exec(text) ?? [];
  if (special !== undefined) return { length: 4, abbreviation: special };
  const [gmt, hours] = /^GMT([+-]\d+)?/.exec(text) ?? [];
  if (gmt !== undefined) {
    const isOffset = hours !== undefined && Math.abs(Number(hours)) <= 23;
    const abbreviation = isOffset ? gmt : 'GMT';
    return { length: abbreviation.length, abbreviation, offset: isOffset ? Number(hours) * 3600 : 0 };
  }
  const [signed] = /^[+-]\d+/.exec(text) ?? [];
  if (signed !== undefined)
    return Math.abs(Number(signed)) <= 23 ? { length: signed.length, abbreviation: signed } : undefined;
  const [letters = ''] = /^[A-Z]{0,6}/.exec(text) ?? [];
  const isName = letters.length === 3 || /^(?:[A-Z]{3,4}T|WITA)$/.test(letters);
  return isName ? { length: letters.length, abbreviation: letters } : undefined;
}

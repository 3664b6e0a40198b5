import { readAbbreviation, readOffset } from './parse-zone.ts';
import { fixedZone, type GoLocation, GoTime, utc } from './time.ts';
import { dayNames, monthNames, splitLayout } from './time-layout.ts';

/** What the fields of a layout have given so far. */
interface Draft {
  year: number;
  month?: number;
  day?: number;
  yearDay?: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  afternoon?: boolean;
  offset?: number;
  abbreviation?: string;
  /** The offset of an abbreviation such as `GMT+3`, for a layout without an offset. */
  namedOffset?: number;
  utc?: boolean;
}

class TimeProblem extends Error {}

/** Takes a part of the text by a pattern that is anchored at its start. */
function take(text: string, expression: RegExp): RegExpExecArray {
  const match = expression.exec(text);
  if (match === null) throw new TimeProblem();
  return match;
}

function takeName(text: string, names: readonly string[], length?: number): { index: number; used: number } {
  const lower = text.toLowerCase();
  for (const [index, name] of names.entries()) {
    const word = (length === undefined ? name : name.slice(0, length)).toLowerCase();
    if (lower.startsWith(word)) return { index, used: word.length };
  }
  throw new TimeProblem();
}

function readFraction(draft: Draft, text: string, field: string): number {
  if (field[1] === '9' && !/^[.,]\d/.test(text)) return 0;
  const expression = field[1] === '9' ? /^[.,](\d{1,9})\d*/ : new RegExp(`^[.,](\\d{${field.length - 1}})`);
  const match = take(text, expression);
  draft.nanosecond = Number((match[1] ?? '').slice(0, 9).padEnd(9, '0'));
  return match[0].length;
}

type NumberField = 'year' | 'month' | 'day' | 'yearDay' | 'hour' | 'minute' | 'second';

interface NumberRule {
  readonly name: NumberField;
  readonly pattern: RegExp;
  readonly most: number;
}

const rule = (name: NumberField, pattern: RegExp, most: number): NumberRule => ({ name, pattern, most });

const numbers: Readonly<Record<string, NumberRule>> = {
  '2006': rule('year', /^\d{4}/, 9999),
  '01': rule('month', /^\d\d/, 12),
  '1': rule('month', /^\d\d?/, 12),
  // Whether the month has the day is found out at the end.
  '02': rule('day', /^\d\d/, 99),
  _2: rule('day', /^ ?\d\d?/, 99),
  '2': rule('day', /^\d\d?/, 99),
  '002': rule('yearDay', /^\d{3}/, 366),
  __2: rule('yearDay', /^ {0,2}\d{1,3}/, 366),
  '15': rule('hour', /^\d\d?/, 23),
  '03': rule('hour', /^\d\d/, 12),
  '3': rule('hour', /^\d\d?/, 12),
  '04': rule('minute', /^\d\d/, 59),
  '4': rule('minute', /^\d\d?/, 59),
  '05': rule('second', /^\d\d/, 59),
  '5': rule('second', /^\d\d?/, 59),
};

/** Reads one field; returns how many characters it took. */
function readField(draft: Draft, text: string, field: string): number {
  const number = numbers[field];
  if (number === undefined) return readWord(draft, text, field);
  const [digits] = take(text, number.pattern);
  const value = Number(digits);
  if (value > number.most || (value === 0 && number.name === 'month')) throw new TimeProblem();
  draft[number.name] = value;
  return digits.length;
}

function readWord(draft: Draft, text: string, field: string): number {
  switch (field) {
    case '06': {
      const short = Number(take(text, /^\d\d/)[0]);
      draft.year = short >= 69 ? 1900 + short : 2000 + short;
      return 2;
    }
    case 'January':
    case 'Jan': {
      const { index, used } = takeName(text, monthNames, field === 'Jan' ? 3 : undefined);
      draft.month = index + 1;
      return used;
    }
    case 'Monday':
    case 'Mon':
      return takeName(text, dayNames, field === 'Mon' ? 3 : undefined).used;
    case 'PM':
    case 'pm':
      draft.afternoon = take(text, field === 'PM' ? /^[AP]M/ : /^[ap]m/)[0].toUpperCase() === 'PM';
      return 2;
  }
  return field.startsWith('.') || field.startsWith(',')
    ? readFraction(draft, text, field)
    : readZone(draft, text, field);
}

function readZone(draft: Draft, text: string, field: string): number {
  const named = field === 'MST';
  const zone = named ? readAbbreviation(text) : readOffset(text, field);
  if (zone === undefined) throw new TimeProblem();
  if (zone.utc) draft.utc = true;
  if (zone.abbreviation !== undefined) draft.abbreviation = zone.abbreviation;
  if (zone.offset !== undefined) draft[named ? 'namedOffset' : 'offset'] = zone.offset;
  return zone.length;
}

function finish(draft: Draft, local: GoLocation): GoTime {
  if (draft.afternoon === true && draft.hour < 12) draft.hour += 12;
  else if (draft.afternoon === false && draft.hour === 12) draft.hour = 0;
  const date = new Date(0);
  date.setUTCFullYear(draft.year, 0, 1);
  if (draft.yearDay === undefined) date.setUTCMonth((draft.month ?? 1) - 1, draft.day ?? 1);
  else date.setUTCDate(draft.yearDay);
  // A day that the year or month does not have has moved the date.
  const hasMoved =
    date.getUTCFullYear() !== draft.year ||
    draft.yearDay === 0 ||
    date.getUTCMonth() + 1 !== (draft.month ?? date.getUTCMonth() + 1) ||
    date.getUTCDate() !== (draft.day ?? date.getUTCDate());
  if (hasMoved) throw new TimeProblem();
  const seconds = date.getTime() / 1000 + draft.hour * 3600 + draft.minute * 60 + draft.second;
  const { location, offset } = zoneOf(draft, seconds, local);
  return new GoTime(BigInt(seconds - offset) * 1_000_000_000n + BigInt(draft.nanosecond), location);
}

/** Returns the zone of a draft, and its offset at the given seconds of local time. */
function zoneOf(
  draft: Draft,
  seconds: number,
  local: GoLocation,
): { readonly location: GoLocation; readonly offset: number } {
  if (draft.utc) return { location: utc, offset: 0 };
  const near = local.zoneAt(seconds * 1000).offset;
  const found = local.zoneAt((seconds - (draft.offset ?? near)) * 1000);
  const { offset, abbreviation } = draft;
  const isLocal =
    (offset === undefined || offset === found.offset) &&
    (abbreviation === undefined || abbreviation === found.abbreviation);
  if (isLocal) return { location: local, offset: found.offset };
  // Go does not know other abbreviations: they count as UTC.
  if (offset === undefined) return { location: fixedZone(draft.namedOffset ?? 0, abbreviation), offset: 0 };
  return { location: fixedZone(offset, abbreviation), offset };
}

/**
 * Returns the time that a text gives in a Go layout, or undefined where it does not fit.
 *
 * @param local the zone of a text that names none; an offset or abbreviation that it has gives a time in this zone
 * @see https://pkg.go.dev/time#ParseInLocation
 */
export function parseTime(layout: string, text: string, local: GoLocation = utc): GoTime | undefined {
  const draft: Draft = { year: 0, hour: 0, minute: 0, second: 0, nanosecond: 0 };
  try {
    return readParts(draft, layout, text) === '' ? finish(draft, local) : undefined;
  } catch (problem) {
    if (problem instanceof TimeProblem) return undefined;
    throw problem;
  }
}

/** Reads a text along a layout; returns what is left of it. */
function readParts(draft: Draft, layout: string, text: string): string {
  let rest = text;
  const parts = splitLayout(layout);
  for (const [index, part] of parts.entries()) {
    if ('text' in part) {
      rest = skipText(rest, part.text);
      continue;
    }
    rest = rest.slice(readField(draft, rest, part.field));
    // Go takes a fraction after the seconds even where the layout has none.
    const next = parts.slice(index + 1).find((later) => 'field' in later);
    const hasFraction = next !== undefined && 'field' in next && /^[.,]/.test(next.field);
    if ((part.field === '05' || part.field === '5') && !hasFraction)
      rest = rest.slice(readFraction(draft, rest, '.999999999'));
  }
  return rest;
}

/** Skips the text between two fields: blanks of the layout stand for one or more blanks, or the end. */
function skipText(text: string, expected: string): string {
  if (!expected.includes(' ')) {
    if (!text.startsWith(expected)) throw new TimeProblem();
    return text.slice(expected.length);
  }
  const pattern = expected.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ +/g, '(?: +|$)');
  return text.slice(take(text, new RegExp(`^${pattern}`))[0].length);
}

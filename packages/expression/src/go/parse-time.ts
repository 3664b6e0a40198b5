import { fixedZone, type GoLocation, GoTime, utc } from './time.ts';
import { dayNames, monthNames, splitLayout } from './time-layout.ts';

interface Draft {
  year: number;
  month: number;
  day: number;
  yearDay: number;
  hour: number;
  minute: number;
  second: number;
  nanosecond: number;
  afternoon?: boolean;
  offset?: number;
  abbreviation?: string;
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

function readZone(draft: Draft, text: string, field: string): number {
  if (field.startsWith('Z') && text.startsWith('Z')) {
    draft.utc = true;
    return 1;
  }
  const colon = field.includes(':') ? ':' : '';
  const shape = field.slice(1).replaceAll(':', '').length;
  const parts = ['(\\d\\d)', `${colon}(\\d\\d)`, `${colon}(\\d\\d)`].slice(0, shape / 2).join('');
  const match = take(text, new RegExp(`^([+-])${parts}`));
  const [all, sign, hours = '0', minutes = '0', seconds = '0'] = match;
  if (Number(hours) > 24 || Number(minutes) >= 60 || Number(seconds) >= 60) throw new TimeProblem();
  draft.offset = (sign === '-' ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  return all.length;
}

function readFraction(draft: Draft, text: string, field: string): number {
  if (field[1] === '9' && !/^[.,]\d/.test(text)) return 0;
  const match = take(
    text,
    field[1] === '9' ? /^[.,](\d{1,9})\d*/ : new RegExp(`^[.,](\\d{${field.length - 1}})(?!\\d)`),
  );
  draft.nanosecond = Number((match[1] ?? '').padEnd(9, '0'));
  return match[0].length;
}

const numbers: Readonly<
  Record<
    string,
    readonly [keyof Draft & ('year' | 'month' | 'day' | 'yearDay' | 'hour' | 'minute' | 'second'), RegExp]
  >
> = {
  '2006': ['year', /^\d{4}/],
  '01': ['month', /^\d\d/],
  '1': ['month', /^\d\d?/],
  '02': ['day', /^\d\d/],
  _2: ['day', /^ ?\d\d?/],
  '2': ['day', /^\d\d?/],
  '002': ['yearDay', /^\d{3}/],
  __2: ['yearDay', /^[ \d]{2}\d/],
  '15': ['hour', /^\d\d?/],
  '03': ['hour', /^\d\d/],
  '3': ['hour', /^\d\d?/],
  '04': ['minute', /^\d\d/],
  '4': ['minute', /^\d\d?/],
  '05': ['second', /^\d\d/],
  '5': ['second', /^\d\d?/],
};

const limits = {
  month: [1, 12],
  hour: [0, 23],
  minute: [0, 59],
  second: [0, 59],
  day: [0, 99],
  year: [0, 9999],
  yearDay: [1, 366],
} as const;

/** Reads one field; gives how many characters it took. */
function readField(draft: Draft, text: string, field: string): number {
  const number = numbers[field];
  if (number !== undefined) {
    const [name, expression] = number;
    const match = take(text, expression);
    const value = Number(match[0]);
    const [low, high] = limits[name];
    if (value < low || value > high) throw new TimeProblem();
    draft[name] = value;
    return match[0].length;
  }
  return readWord(draft, text, field);
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
    case 'MST': {
      const match = take(text, /^(UTC|[A-Z]{3,4}T?|[+-]\d\d)/);
      draft.abbreviation = match[0];
      if (match[0] === 'UTC') draft.utc = true;
      return match[0].length;
    }
  }
  return field.startsWith('.') || field.startsWith(',')
    ? readFraction(draft, text, field)
    : readZone(draft, text, field);
}

function finish(draft: Draft, fallback: GoLocation): GoTime {
  if (draft.afternoon === true && draft.hour < 12) draft.hour += 12;
  else if (draft.afternoon === false && draft.hour === 12) draft.hour = 0;
  const month = draft.yearDay > 0 ? 1 : draft.month;
  const day = draft.yearDay > 0 ? draft.yearDay : draft.day;
  const date = new Date(0);
  date.setUTCFullYear(draft.year, month - 1, day);
  if (draft.yearDay === 0 && (date.getUTCDate() !== day || date.getUTCMonth() !== month - 1))
    throw new TimeProblem();
  const seconds = date.getTime() / 1000 + draft.hour * 3600 + draft.minute * 60 + draft.second;
  const location = locationOf(draft, fallback);
  let offset = location.zoneAt(seconds * 1000).offset;
  offset = location.zoneAt((seconds - offset) * 1000).offset;
  return new GoTime(BigInt(seconds - offset) * 1_000_000_000n + BigInt(draft.nanosecond), location);
}

function locationOf(draft: Draft, fallback: GoLocation): GoLocation {
  if (draft.utc === true) return utc;
  if (draft.offset !== undefined) return fixedZone(draft.offset, draft.abbreviation);
  return draft.abbreviation === undefined ? fallback : fixedZone(0, draft.abbreviation);
}

/** The time that a text gives in a Go layout, undefined where it does not fit. */
export function parseTime(layout: string, text: string, location: GoLocation = utc): GoTime | undefined {
  const draft: Draft = {
    year: 0,
    month: 1,
    day: 1,
    yearDay: 0,
    hour: 0,
    minute: 0,
    second: 0,
    nanosecond: 0,
  };
  let rest = text;
  try {
    let afterSeconds = false;
    for (const part of splitLayout(layout)) {
      // Go takes a fraction after the seconds even where the layout has none.
      if (afterSeconds && !('field' in part && /^[.,]/.test(part.field)) && /^[.,]\d/.test(rest)) {
        rest = rest.slice(readFraction(draft, rest, '.999999999'));
      }
      if ('text' in part) {
        const blank = part.text.replace(/ +/g, ' *').length !== part.text.length;
        const used = blank
          ? take(rest, literal(part.text))[0].length
          : rest.startsWith(part.text)
            ? part.text.length
            : -1;
        if (used < 0) throw new TimeProblem();
        rest = rest.slice(used);
      } else {
        rest = rest.slice(readField(draft, rest, part.field));
      }
      afterSeconds = 'field' in part && (part.field === '05' || part.field === '5');
    }
    if (afterSeconds && /^[.,]\d/.test(rest)) rest = rest.slice(readFraction(draft, rest, '.999999999'));
    return rest === '' ? finish(draft, location) : undefined;
  } catch (problem) {
    if (problem instanceof TimeProblem) return undefined;
    throw problem;
  }
}

function literal(text: string): RegExp {
  return new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/ +/g, ' *')}`);
}

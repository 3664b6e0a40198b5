import { findCronFault } from '@tiphys/models/facts';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { latestTime, timesBetween } from './latest-time.ts';
import { nextTime } from './next-time.ts';
import { parseSchedule } from './schedule.ts';

function next(spec: string, after: string, zone?: string): string | undefined {
  return nextTime(parseSchedule(spec, zone), new Date(after))?.toISOString().slice(0, 16);
}

describe('the next time', () => {
  test.for([
    ['2012-07-09T14:45:00Z', '0/15 * * * *', '2012-07-09T15:00'],
    ['2012-07-09T14:59:59.5Z', '0/15 * * * *', '2012-07-09T15:00'],
    ['2012-07-09T15:00:00Z', '0/15 * * * *', '2012-07-09T15:15'],
    ['2012-07-09T15:45:00Z', '20-35/15 * * * *', '2012-07-09T16:20'],
    ['2012-07-09T23:45:00Z', '20-35/15 * * * *', '2012-07-10T00:20'],
    ['2012-07-09T23:35:51Z', '20-35/15 1/2 */2 * *', '2012-07-11T01:20'],
    ['2012-07-09T23:35:00Z', '0 0 9 Apr-Oct ?', '2012-08-09T00:00'],
    // With a star both kinds of days must match; a star with steps is not one.
    ['2012-07-09T23:35:00Z', '0 0 */5 Apr,Aug,Oct Mon', '2012-08-01T00:00'],
    ['2012-07-09T23:35:00Z', '0 0 * Feb Mon', '2013-02-04T00:00'],
    ['2012-07-09T23:35:00Z', '0 0 * Feb Mon/2', '2013-02-01T00:00'],
    ['2012-06-15T00:00:00Z', '0 0 1,15 * Sun', '2012-06-17T00:00'],
    ['2012-07-01T00:00:00Z', '0 0 1,15 * *', '2012-07-15T00:00'],
    ['2012-12-31T23:59:45Z', '* * * * *', '2013-01-01T00:00'],
    ['2012-07-09T23:35:00Z', '0 0 29 Feb ?', '2016-02-29T00:00'],
    ['2012-07-09T23:35:00Z', '0 0 30 Feb ?', undefined],
    ['2012-07-09T23:35:00Z', ', * * * *', undefined],
    ['2012-07-09T15:04:00Z', '@hourly', '2012-07-09T16:00'],
    ['2012-07-09T15:04:00Z', '@daily', '2012-07-10T00:00'],
    ['2012-07-09T15:04:00Z', '@weekly', '2012-07-15T00:00'],
    ['2012-07-09T15:04:00Z', '@monthly', '2012-08-01T00:00'],
    ['2012-07-09T15:04:00Z', '@yearly', '2013-01-01T00:00'],
    ['2012-07-09T15:04:00Z', '@every 1h30m', '2012-07-09T16:34'],
    ['2012-07-09T15:04:30.9Z', '@every 30.9s', '2012-07-09T15:05'],
    ['2012-07-09T15:04:59Z', '@every -1h', '2012-07-09T15:05'],
    ['2012-07-09T15:04:00Z', 'TZ=Asia/Tokyo 0 0 * * *', '2012-07-10T15:00'],
    ['2012-07-09T15:04:00Z', 'CRON_TZ=Asia/Tokyo   @daily', '2012-07-10T15:00'],
    ['2012-07-09T15:04:00Z', 'TZ= 0 0 * * *', '2012-07-10T00:00'],
    ['2012-07-09T15:04:00Z', '0 0 * * SUN,mon', '2012-07-15T00:00'],
    ['2012-07-09T15:04:00Z', '+5 0 * * *', '2012-07-10T00:05'],
  ])('after %s of %s', ([after, spec, want]) => {
    expect(next(spec ?? '', after ?? '')).toBe(want);
  });

  test('without a zone of its own, a schedule is in the given one', () => {
    expect(next('0 0 * * *', '2012-07-09T12:00:00Z', 'Asia/Tokyo')).toBe('2012-07-09T15:00');
  });
});

describe('where clocks change', () => {
  test.for([
    [
      'a time that does not exist is left out',
      'America/New_York',
      '30 2 11 Mar ?',
      '2012-03-11T05:00:00Z',
      '2013-03-11T06:30',
    ],
    [
      'a time after the change is found',
      'America/New_York',
      '30 2 4 Nov ?',
      '2012-11-04T04:00:00Z',
      '2012-11-04T07:30',
    ],
    [
      'a time that exists twice comes twice',
      'America/New_York',
      '30 1 4 Nov ?',
      '2012-11-04T05:45:00Z',
      '2012-11-04T06:30',
    ],
    ['hours go on', 'America/New_York', '0 * * * *', '2012-11-04T05:00:00Z', '2012-11-04T06:00'],
    ['the day after has its midnight', 'Europe/Berlin', '@daily', '2026-03-29T12:00:00Z', '2026-03-29T22:00'],
    // Midnight of 4 November 2018 does not exist in Sao Paulo; the day starts at 01:00.
    [
      'a midnight west of Greenwich that does not exist is left out',
      'America/Sao_Paulo',
      '0 0 * * *',
      '2018-11-03T04:00:00Z',
      '2018-11-05T02:00',
    ],
    [
      'what comes later on that day is found',
      'America/Sao_Paulo',
      '0 9 4 11 *',
      '2018-11-03T04:00:00Z',
      '2018-11-04T11:00',
    ],
    // The library skips the whole of such a day where the zone is east of Greenwich.
    [
      'a day without a midnight is skipped',
      'Asia/Beirut',
      '0 9 27 3 *',
      '2022-03-25T00:00:00Z',
      '2023-03-27T06:00',
    ],
  ] as const)('%s: %s, %s', ([, zone, spec, after, want]) => {
    expect(next(spec, after, zone)).toBe(want);
  });
});

describe('invalid schedules', () => {
  test.for([
    ['', 'empty spec string'],
    ['nonsense', 'expected exactly 5 fields, found 1: [nonsense]'],
    ['* * * * * *', 'expected exactly 5 fields, found 6: [* * * * * *]'],
    ['60 * * * *', 'end of range (60) above maximum (59): 60'],
    ['* * 0 * *', 'beginning of range (0) below minimum (1): 0'],
    ['* * * * 7', 'end of range (7) above maximum (6): 7'],
    ['5-1 * * * *', 'beginning of range (5) beyond end of range (1): 5-1'],
    ['1-2-3 * * * *', 'too many hyphens: 1-2-3'],
    ['1/2/3 * * * *', 'too many slashes: 1/2/3'],
    ['*/0 * * * *', 'step of range should be a positive number: */0'],
    ['x * * * *', 'failed to parse int from x: strconv.Atoi: parsing "x": invalid syntax'],
    ['* * * foo *', 'failed to parse int from foo: strconv.Atoi: parsing "foo": invalid syntax'],
    ['*/-1 * * * *', 'negative number (-1) not allowed: -1'],
    ['@never', 'unrecognized descriptor: @never'],
    ['@every x', 'failed to parse duration @every x: time: invalid duration "x"'],
    ['TZ=Nowhere/City * * * * *', 'provided bad location Nowhere/City: unknown time zone Nowhere/City'],
    ['TZ=UTC', 'no schedule after TZ=UTC'],
    ['TZ=UTC TZ=UTC 0 0 * * *', 'expected exactly 5 fields, found 6: [TZ=UTC 0 0 * * *]'],
  ])('%s', ([spec, argoMessage]) => {
    const code = 'OPERATIONS_SCHEDULE';
    expect(() => parseSchedule(spec ?? '')).toThrow(expect.objectContaining({ code, argoMessage }));
  });
});

const zones = [
  'UTC',
  'America/New_York',
  'Europe/Berlin',
  'Asia/Kolkata',
  'Australia/Sydney',
  'Europe/London',
];
const moment = fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2030, 0) }).map((ms) => new Date(ms));

function field(min: number, max: number): fc.Arbitrary<string> {
  const value = fc.integer({ min, max });
  const range = fc.tuple(value, value).map(([a, b]) => `${Math.min(a, b)}-${Math.max(a, b)}`);
  const base = fc.oneof(value.map(String), range, fc.constantFrom('*', '?'));
  const part = fc.oneof(
    base,
    fc.tuple(base, fc.integer({ min: 1, max: 20 })).map(([a, step]) => `${a}/${step}`),
  );
  return fc.oneof(
    { weight: 2, arbitrary: fc.constant('*') },
    fc.array(part, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(',')),
  );
}
const spec = fc
  .tuple(field(0, 59), field(0, 23), field(1, 31), field(1, 12), field(0, 6))
  .map((fields) => fields.join(' '));

/** Returns the values of a field, read in another way than the parser's. */
function valuesOf(text: string, min: number, max: number): ReadonlySet<number> {
  const all = Array.from({ length: max - min + 1 }, (_, index) => index + min);
  return new Set(
    text.split(',').flatMap((part) => {
      const [, low = '*', high, step] = /^([*?]|\d+)(?:-(\d+))?(?:\/(\d+))?$/.exec(part) ?? [];
      const first = /\d/.test(low) ? Number(low) : min;
      const last = high !== undefined ? Number(high) : /\d/.test(low) && step === undefined ? first : max;
      return all.filter(
        (value) => value >= first && value <= last && (value - first) % Number(step ?? 1) === 0,
      );
    }),
  );
}

/** Looks at every minute after a time, with the clock of Intl. */
function slowNext(text: string, zone: string, after: Date, days: number): number | undefined {
  const [minutes = '', hours = '', dom = '', months = '', dow = ''] = text.split(' ');
  const sets = {
    minute: valuesOf(minutes, 0, 59),
    hour: valuesOf(hours, 0, 23),
    dom: valuesOf(dom, 1, 31),
    month: valuesOf(months, 1, 12),
    dow: valuesOf(dow, 0, 6),
  };
  const star = [dom, dow].some((part) => part.split(',').some((item) => /^[*?](\/1)?$/.test(item)));
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    weekday: 'short',
  });
  const start = (Math.floor(after.getTime() / 60_000) + 1) * 60_000;
  for (let at = start; at < start + days * 86_400_000; ) {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, value]));
    const number = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type));
    const inDom = sets.dom.has(number('day'));
    const inDow = sets.dow.has(
      ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'].indexOf(parts.get('weekday') ?? ''),
    );
    const isDay = star ? inDom && inDow : inDom || inDow;
    const fits = isDay && sets.month.has(number('month')) && sets.hour.has(number('hour'));
    const quarterEnd = (Math.floor(at / 900_000) + 1) * 900_000;
    for (let minute = number('minute'); at < quarterEnd; at += 60_000, minute += 1)
      if (fits && sets.minute.has(minute)) return at;
  }
  return undefined;
}

test('the next time is the first minute whose clock fits', () => {
  const days = 30;
  fc.assert(
    fc.property(spec, fc.constantFrom(...zones), moment, (text, zone, after) => {
      const found = nextTime(parseSchedule(text, zone), after)?.getTime();
      const wanted = slowNext(text, zone, after, days);
      if (wanted !== undefined) expect(found).toBe(wanted);
      else expect(found ?? Infinity).toBeGreaterThanOrEqual(after.getTime() + (days - 1) * 86_400_000);
    }),
    { numRuns: 300 },
  );
});

test('the latest time is the last of all times, one after the other', () => {
  fc.assert(
    fc.property(
      fc.oneof(spec, fc.constantFrom('@every 7h', '@every 90m', '@weekly')),
      fc.constantFrom(...zones),
      moment,
      fc.integer({ min: 0, max: 20 * 86_400_000 }),
      (text, zone, since, span) => {
        const schedule = parseSchedule(text, zone);
        const before = new Date(since.getTime() + span);
        const all = [...timesBetween(schedule, since, new Date(before.getTime() - 1), 30_000)];
        expect(latestTime(schedule, since, before)).toEqual(all.at(-1));
      },
    ),
    { numRuns: 100 },
  );
});

test('a schedule is parsed if and only if lint accepts it', () => {
  const noise = fc.array(
    fc.constantFrom('*', '?', '-', '/', ',', '5', '12', '60', 'mon', 'JAN', '+1', ' ', '@', 'x'),
    {
      maxLength: 12,
    },
  );
  const broken = fc.tuple(spec, noise, fc.nat(20)).map(([text, parts, at]) => {
    const cut = Math.min(at, text.length);
    return `${text.slice(0, cut)}${parts.join('')}${text.slice(cut)}`;
  });
  fc.assert(
    fc.property(
      fc.oneof(
        spec,
        broken,
        noise.map((parts) => parts.join('')),
      ),
      (text) => {
        let isAccepted = true;
        try {
          parseSchedule(text);
        } catch {
          isAccepted = false;
        }
        expect([text, isAccepted]).toEqual([text, findCronFault(text) === undefined]);
      },
    ),
    { numRuns: 1000 },
  );
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fixedZone,
  formatRfc3339,
  formatTime,
  GoTime,
  loadLocation,
  parseTime,
  utc,
  zeroTime,
} from '../index.ts';

const plain = '2006-01-02T15:04:05.999999999Z07:00';
const text = '2006-01-02 15:04:05.999999999 -0700 MST';

describe('layouts', () => {
  const moment = new GoTime(1_136_214_245_012_340_000n, fixedZone(-7 * 3600, 'MST'));

  test.for([
    { layout: 'Mon Jan _2 15:04:05 2006', want: 'Mon Jan  2 08:04:05 2006' },
    { layout: 'Monday, 02-Jan-06 15:04:05 MST', want: 'Monday, 02-Jan-06 08:04:05 MST' },
    { layout: 'January 2, 2006 at 3:04pm (MST)', want: 'January 2, 2006 at 8:04am (MST)' },
    { layout: '03:04:05 PM', want: '08:04:05 AM' },
    { layout: '1/2/06 3:4:5', want: '1/2/06 8:4:5' },
    { layout: '2006 002 __2', want: '2006 002   2' },
    { layout: 'Z07:00 Z0700 Z07 -07:00 -0700 -07', want: '-07:00 -0700 -07 -07:00 -0700 -07' },
    { layout: '-07:00:00 -070000 Z07:00:00', want: '-07:00:00 -070000 -07:00:00' },
    { layout: '05.000 05.999 05,00 05.000000', want: '05.012 05.012 05,01 05.012340' },
    { layout: '_2006 Januaryx Janx Monx', want: '_2006 Januaryx Janx Monx' },
    { layout: 'no field: é', want: 'no field: é' },
    { layout: '', want: '' },
  ])('$layout prints $want', ({ layout, want }) => {
    expect(formatTime(moment, layout)).toBe(want);
  });

  test.for([
    { given: new GoTime(0n, utc), want: '1970-01-01T00:00:00Z' },
    { given: new GoTime(-1n, utc), want: '1969-12-31T23:59:59.999999999Z' },
    { given: new GoTime(zeroTime, utc), want: '0001-01-01T00:00:00Z' },
    { given: new GoTime(0n, fixedZone(5.5 * 3600)), want: '1970-01-01T05:30:00+05:30' },
    {
      given: new GoTime(1_711_846_800_000_000_000n, loadLocation('Europe/Berlin')),
      want: '2024-03-31T03:00:00+02:00',
    },
  ])('RFC 3339: $want', ({ given, want }) => {
    expect(formatRfc3339(given)).toBe(want);
  });

  test('an unknown zone is refused', () => {
    expect(() => loadLocation('Mars/Olympus')).toThrow(new Error('unknown time zone Mars/Olympus'));
  });
});

describe('times as time.Parse reads them', () => {
  test.for([
    { layout: '2006-01-02', given: '2024-02-29', want: '2024-02-29 00:00:00 +0000 UTC' },
    { layout: plain, given: '2024-01-02T03:04:05Z', want: '2024-01-02 03:04:05 +0000 UTC' },
    { layout: plain, given: '2024-01-02T03:04:05+00:00', want: '2024-01-02 03:04:05 +0000 UTC' },
    { layout: plain, given: '2024-01-02T03:04:05.5-07:00', want: '2024-01-02 03:04:05.5 -0700 -0700' },
    { layout: '15:04', given: '7:05', want: '0000-01-01 07:05:00 +0000 UTC' },
    { layout: '3:04PM', given: '12:05AM', want: '0000-01-01 00:05:00 +0000 UTC' },
    { layout: '3:04pm', given: '12:05pm', want: '0000-01-01 12:05:00 +0000 UTC' },
    { layout: '15:04:05', given: '01:02:03.25', want: '0000-01-01 01:02:03.25 +0000 UTC' },
    { layout: '15:04:05', given: '01:02:03,1234567891', want: '0000-01-01 01:02:03.123456789 +0000 UTC' },
    { layout: '05.00', given: '03.25', want: '0000-01-01 00:00:03.25 +0000 UTC' },
    { layout: 'Jan _2 2006', given: 'feb  3 2024', want: '2024-02-03 00:00:00 +0000 UTC' },
    { layout: 'Mon, 02 Jan 06', given: 'Fri, 03 Feb 69', want: '1969-02-03 00:00:00 +0000 UTC' },
    { layout: '06', given: '68', want: '2068-01-01 00:00:00 +0000 UTC' },
    { layout: '2006 002', given: '2024 366', want: '2024-12-31 00:00:00 +0000 UTC' },
    { layout: '2006-01-02 002', given: '2024-02-29 060', want: '2024-02-29 00:00:00 +0000 UTC' },
    { layout: '2006 __2', given: '2023   5', want: '2023-01-05 00:00:00 +0000 UTC' },
    { layout: '2006 MST', given: '2024 UTC', want: '2024-01-01 00:00:00 +0000 UTC' },
    { layout: '2006 MST', given: '2024 CEST', want: '2024-01-01 00:00:00 +0000 CEST' },
    { layout: '2006 MST', given: '2024 WITA', want: '2024-01-01 00:00:00 +0000 WITA' },
    { layout: '2006 MST', given: '2024 GMT+3', want: '2024-01-01 03:00:00 +0300 GMT+3' },
    { layout: '2006 MST', given: '2024 +03', want: '2024-01-01 00:00:00 +0000 +03' },
    { layout: '2006 -0700 MST', given: '2024 +0200 CEST', want: '2024-01-01 00:00:00 +0200 CEST' },
    { layout: '2006 -07:00:00', given: '2024 +01:02:03', want: '2024-01-01 00:00:00 +0102 +0102' },
    { layout: '2006 Z07', given: '2024 Z', want: '2024-01-01 00:00:00 +0000 UTC' },
    { layout: '2006 -07', given: '2024 +24', want: '2024-01-01 00:00:00 +2400 +2400' },
    { layout: '2006   x', given: '2024 x', want: '2024-01-01 00:00:00 +0000 UTC' },
  ])('$given in $layout', ({ layout, given, want }) => {
    const time = parseTime(layout, given);
    expect(time && formatTime(time, text)).toBe(want);
  });

  test.for([
    { layout: '2006-01-02', given: '' },
    { layout: '2006-01-02', given: '2023-02-29' },
    { layout: '2006-01-02', given: '2023-13-01' },
    { layout: '2006-01-02', given: '2023-00-01' },
    { layout: '2006-01-02', given: '2023-01-00' },
    { layout: '2006-01-02', given: '2023-1-02' },
    { layout: '2006-01-02', given: '2023-01-02x' },
    { layout: '2006-01-02', given: '-023-01-02' },
    { layout: '2006 002', given: '2023 366' },
    { layout: '2006 002', given: '2023 000' },
    { layout: '2006-01 002', given: '2023-03 001' },
    { layout: '15:04', given: '24:00' },
    { layout: '3:04PM', given: '13:00PM' },
    { layout: '3:04PM', given: '1:00pm' },
    { layout: '15:04', given: '01:60' },
    { layout: '15:04:05', given: '01:00:60' },
    { layout: '05.00', given: '03.2' },
    { layout: '05.00', given: '03.254' },
    { layout: 'Jan 2', given: 'Jan2' },
    { layout: 'Jan', given: 'Foo' },
    { layout: '2006 MST', given: '2024 ABCD' },
    { layout: '2006 MST', given: '2024 utc' },
    { layout: '2006 MST', given: '2024 ABCDEF' },
    { layout: '2006 -07:00', given: '2024 +25:00' },
    { layout: '2006 -07:00', given: '2024 0100' },
  ])('refuses "$given" in $layout', ({ layout, given }) => {
    expect(parseTime(layout, given)).toBeUndefined();
  });

  test.for([
    { given: '2024-07-01T12:00:00', want: '2024-07-01T12:00:00-04:00' },
    { given: '2024-01-01T12:00:00', want: '2024-01-01T12:00:00-05:00' },
    // In a gap and in a doubled hour Go takes the offset of before.
    { given: '2024-03-10T02:30:00', want: '2024-03-10T01:30:00-05:00' },
    { given: '2024-11-03T01:30:00', want: '2024-11-03T01:30:00-04:00' },
  ])('$given without a zone is in the zone given', ({ given, want }) => {
    const time = parseTime('2006-01-02T15:04:05', given, loadLocation('America/New_York'));
    expect(time && formatRfc3339(time)).toBe(want);
  });

  test('an offset or abbreviation of the zone given makes a time in it', () => {
    const newYork = loadLocation('America/New_York');
    expect(parseTime('2006-01-02 -0700', '2024-07-01 -0400', newYork)?.location).toBe(newYork);
    expect(parseTime('2006-01-02 -0700', '2024-07-01 -0500', newYork)?.location).not.toBe(newYork);
    const time = parseTime('2006-01-02 MST', '2024-07-01 EDT', newYork);
    expect(time && formatRfc3339(time)).toBe('2024-07-01T00:00:00-04:00');
  });

  test('reads what it prints', () => {
    const first = new Date(0).setUTCFullYear(0, 0, 1);
    fc.assert(
      fc.property(fc.integer({ min: first, max: Date.UTC(9999, 11, 31) }), fc.nat(999_999), (ms, nanos) => {
        const time = new GoTime(BigInt(ms) * 1_000_000n + BigInt(nanos), utc);
        expect(parseTime(plain, formatRfc3339(time))?.nanoseconds).toBe(time.nanoseconds);
      }),
    );
  });
});

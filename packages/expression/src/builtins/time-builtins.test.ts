import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const evaluate = (text: string): unknown => evaluateExpression(text, {});

test.for([
  { given: 'date("2024-02-29").String()', want: '2024-02-29 00:00:00 +0000 UTC' },
  { given: 'date("15:04:05").String()', want: '0000-01-01 15:04:05 +0000 UTC' },
  { given: 'date("2024-02-29 01:02:03").String()', want: '2024-02-29 01:02:03 +0000 UTC' },
  { given: 'date("2024-02-29T01:02:03Z").String()', want: '2024-02-29 01:02:03 +0000 UTC' },
  { given: 'date("2024-02-29T01:02:03+02:00").Format("-0700")', want: '+0200' },
  { given: 'date("2024-02-29T01:02:03.5Z").Nanosecond()', want: 500000000n },
  { given: 'date("02 Jan 06 15:04 MST").String()', want: '2006-01-02 15:04:00 +0000 MST' },
  { given: 'date("Monday, 02-Jan-06 15:04:05 UTC").String()', want: '2006-01-02 15:04:05 +0000 UTC' },
  { given: 'date("Mon, 02 Jan 2006 15:04:05 UTC").String()', want: '2006-01-02 15:04:05 +0000 UTC' },
  { given: 'date("Mon, 02 Jan 2006 15:04:05 GMT").String()', want: '2006-01-02 15:04:05 +0000 GMT' },
  { given: 'date("2/1/2024", "2/1/2006").String()', want: '2024-01-02 00:00:00 +0000 UTC' },
  { given: 'date("03:04PM", "03:04PM").Hour()', want: 15n },
  {
    given: 'date("2024-07-01 12:00", "2006-01-02 15:04", "Europe/Zurich").Format("2006-01-02 15:04 -07:00")',
    want: '2024-07-01 12:00 +02:00',
  },
  { given: 'date("1. Feb 2024", "2. Jan 2006").Month().String()', want: 'February' },
  { given: 'date("2024-060", "2006-002").String()', want: '2024-02-29 00:00:00 +0000 UTC' },
  { given: 'date("12.345", "05.000").Nanosecond()', want: 345000000n },
  { given: 'timezone("Europe/Zurich").String()', want: 'Europe/Zurich' },
  { given: 'timezone("UTC").String()', want: 'UTC' },
  { given: 'date(timezone("Asia/Tokyo"), "2024-07-01 12:00:00").Format("Z07:00")', want: '+09:00' },
  {
    given:
      'date(timezone("Asia/Tokyo"), "2024-07-01", "2006-01-02").Unix() == date("2024-06-30 15:00:00").Unix()',
    want: true,
  },
  { given: 'now().Year() > 2000', want: true },
  { given: 'now(timezone("UTC")).Sub(now()) < duration("1m")', want: true },
  { given: 'now() >= now() - duration("1h")', want: true },
])('date: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'duration("1h30m").String()', want: '1h30m0s' },
  { given: 'duration("90s").Minutes()', want: 1.5 },
  { given: 'duration("1.5h").String()', want: '1h30m0s' },
  { given: 'duration("-2m3s").String()', want: '-2m3s' },
  { given: 'duration("100ms").Seconds()', want: 0.1 },
  { given: 'duration("1us").String()', want: '1µs' },
  { given: 'duration("1µs").Nanoseconds() == 1000', want: true },
  { given: 'duration("250ns").String()', want: '250ns' },
  { given: 'duration("0").String()', want: '0s' },
  { given: 'duration("+5s").Seconds()', want: 5 },
  { given: 'duration("2h").Hours()', want: 2 },
  { given: 'duration("1ms").Microseconds() == 1000', want: true },
  { given: 'duration("3s").Milliseconds() == 3000', want: true },
  { given: 'duration("1h") + duration("1m") == duration("61m")', want: true },
  { given: 'duration("1h") > duration("59m")', want: true },
  { given: '(duration("1h") - duration("90m")).String()', want: '-30m0s' },
  { given: '(duration("1m") * 3).String()', want: '3m0s' },
  { given: '(2 * duration("1m")).String()', want: '2m0s' },
  { given: 'duration("1m") * 1.5', want: 90000000000 },
  { given: '(date("2024-02-28") + duration("24h")).String()', want: '2024-02-29 00:00:00 +0000 UTC' },
  { given: '(duration("24h") + date("2024-02-28")).String()', want: '2024-02-29 00:00:00 +0000 UTC' },
  { given: '(date("2024-03-01") - duration("24h")).String()', want: '2024-02-29 00:00:00 +0000 UTC' },
  { given: '(date("2024-03-01") - date("2024-02-01")).Hours()', want: 696 },
  { given: 'duration("1.123456789s").String()', want: '1.123456789s' },
])('duration: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  { given: 'date()', want: 'invalid number of arguments (expected at least 1, got 0) (1:1)' },
  {
    given: 'date("2024-01-01", "2006-01-02", "UTC", "x")',
    want: 'invalid number of arguments (expected at most 3, got 4) (1:1)',
  },
  { given: 'now(1)', want: 'invalid number of arguments (expected 0, got 1) (1:1)' },
  { given: 'now(timezone("UTC"), 1)', want: 'invalid number of arguments (expected 0, got 2) (1:1)' },
  { given: 'duration(1)', want: 'cannot use int as argument (type string) to call duration  (1:10)' },
  { given: 'duration()', want: 'not enough arguments to call duration (1:1)' },
  { given: 'timezone(1)', want: 'cannot use int as argument (type string) to call timezone  (1:10)' },
  {
    given: 'duration("1s") / 2',
    want: 'invalid operation: / (mismatched types time.Duration and int) (1:16)',
  },
  {
    given: 'duration("1s") + 1',
    want: 'invalid operation: + (mismatched types time.Duration and int) (1:16)',
  },
  {
    given: 'date("2024-01-01") + 1',
    want: 'invalid operation: + (mismatched types time.Time and int) (1:20)',
  },
  {
    given: 'date("2024-01-01") + date("2024-01-01")',
    want: 'invalid operation: + (mismatched types time.Time and time.Time) (1:20)',
  },
  {
    given: 'duration("1s") - date("2024-01-01")',
    want: 'invalid operation: - (mismatched types time.Duration and time.Time) (1:16)',
  },
  {
    given: 'date("2024-01-01") < 1',
    want: 'invalid operation: < (mismatched types time.Time and int) (1:20)',
  },
  {
    given: 'duration("1s") < 1',
    want: 'invalid operation: < (mismatched types time.Duration and int) (1:16)',
  },
  { given: '-duration("1s")', want: 'invalid operation: - (mismatched type time.Duration) (1:1)' },
  { given: 'date("2024-01-01").Nope()', want: 'type time.Time has no method Nope (1:20)' },
  { given: 'date("2024-01-01").Nope', want: 'type time.Time has no field Nope (1:20)' },
  { given: 'timezone("UTC").Nope()', want: 'type time.Location has no method Nope (1:17)' },
  {
    given: 'date("2024-01-01").Month() == 1',
    want: 'invalid operation: == (mismatched types time.Month and int) (1:28)',
  },
  {
    given: 'date("2024-01-01").Weekday() + 1',
    want: 'invalid operation: + (mismatched types time.Weekday and int) (1:30)',
  },
  { given: 'duration("1s").Nope()', want: 'type time.Duration has no method Nope (1:16)' },
  { given: 'date("2024-01-01").Format()', want: 'not enough arguments to call Format (1:20)' },
  {
    given: 'date("2024-01-01").Format(1)',
    want: 'cannot use int as argument (type string) to call Format  (1:27)',
  },
  {
    given: 'date("2024-01-01").Add(1)',
    want: 'cannot use int as argument (type time.Duration) to call Add  (1:24)',
  },
])('refuses $given before it runs', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_TYPE', message: expect.stringContaining(want) }),
  );
});

test.for([
  { given: 'date(1)', want: 'interface conversion: interface {} is int, not string (1:1)' },
  { given: 'date("a", 1)', want: 'interface conversion: interface {} is int, not string (1:1)' },
  { given: 'date("nope")', want: 'invalid date nope (1:1)' },
  { given: 'date("2024-13-01")', want: 'invalid date 2024-13-01 (1:1)' },
  { given: 'date("2024-02-30")', want: 'invalid date 2024-02-30 (1:1)' },
  { given: 'date("x", "2006", "Nowhere/City")', want: 'unknown time zone Nowhere/City (1:1)' },
  { given: 'duration("a")', want: 'time: invalid duration "a" (1:1)' },
  { given: 'duration("1")', want: 'time: missing unit in duration "1" (1:1)' },
  { given: 'duration("1x")', want: 'time: unknown unit "x" in duration "1x" (1:1)' },
  { given: 'duration("")', want: 'time: invalid duration "" (1:1)' },
  { given: 'duration("9999999h")', want: 'time: invalid duration "9999999h" (1:1)' },
  { given: 'timezone("Nowhere/City")', want: 'unknown time zone Nowhere/City (1:1)' },
  { given: 'sprig.trim(date("2024-01-01").Nope)', want: 'cannot fetch Nope from time.Time (1:31)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});

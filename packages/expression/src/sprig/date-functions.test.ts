import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';
import { toPlainValue } from '../to-plain-value.ts';

const environment = { list: [3, 1, 2], item: { k: 'v', n: 4 }, nothing: null, text: 'abc' };

const evaluate = (text: string): unknown => toPlainValue(evaluateExpression(text, environment));

test.for([
  { given: 'sprig.date("2006-01-02 15:04", date("2024-03-05T06:07:08Z"))', want: '2024-03-05 06:07' },
  { given: 'sprig.date("2006-01-02", 1709618828)', want: '2024-03-05' },
  { given: 'sprig.date("15:04", sprig.int64(60))', want: '00:01' },
  {
    given: 'sprig.dateInZone("2006-01-02 15:04 -0700", date("2024-03-05T06:07:08Z"), "America/New_York")',
    want: '2024-03-05 01:07 -0500',
  },
  { given: 'sprig.date_in_zone("15:04", date("2024-03-05T06:07:08Z"), "UTC")', want: '06:07' },
  { given: 'sprig.dateInZone("15:04", date("2024-03-05T06:07:08Z"), "Nowhere/City")', want: '06:07' },
  { given: 'sprig.dateInZone("15:04", 0, "Asia/Tokyo")', want: '09:00' },
  { given: 'sprig.dateModify("1h30m", date("2024-03-05T06:07:08Z")).Format("15:04")', want: '07:37' },
  { given: 'sprig.date_modify("-24h", date("2024-03-05T06:07:08Z")).Day()', want: 4 },
  { given: 'sprig.dateModify("nope", date("2024-03-05T06:07:08Z")).Day()', want: 5 },
  { given: 'sprig.mustDateModify("1h", date("2024-03-05T06:07:08Z")).Hour()', want: 7 },
  { given: 'sprig.must_date_modify("90s", date("2024-03-05T06:07:08Z")).Minute()', want: 8 },
  { given: 'sprig.duration("95")', want: '1m35s' },
  { given: 'sprig.duration("3600")', want: '1h0m0s' },
  { given: 'sprig.duration(sprig.int64(61))', want: '1m1s' },
  { given: 'sprig.duration("abc")', want: '0s' },
  { given: 'sprig.duration(5)', want: '0s' },
  { given: 'sprig.duration("-5")', want: '-5s' },
  { given: 'sprig.durationRound("2h10m5s")', want: '2h' },
  { given: 'sprig.durationRound("2400h10m5s")', want: '3mo' },
  { given: 'sprig.durationRound("45m")', want: '45m' },
  { given: 'sprig.durationRound("10s")', want: '10s' },
  { given: 'sprig.durationRound("20ms")', want: '0s' },
  { given: 'sprig.durationRound("9000h")', want: '1y' },
  { given: 'sprig.durationRound("-3h")', want: '3h' },
  { given: 'sprig.durationRound("nope")', want: '0s' },
  { given: 'sprig.durationRound(5)', want: '0s' },
  { given: 'sprig.durationRound(sprig.int64(90000000000))', want: '1m' },
  { given: 'sprig.durationRound(now() - duration("50h"))', want: '2d' },
  { given: 'sprig.htmlDate(date("2024-03-05T06:07:08Z"))', want: '2024-03-05' },
  { given: 'sprig.htmlDate(0)', want: '1970-01-01' },
  { given: 'sprig.htmlDateInZone(date("2024-03-05T06:07:08Z"), "Asia/Tokyo")', want: '2024-03-05' },
  { given: 'sprig.toDate("2006-01-02", "2024-02-29").Day()', want: 29 },
  { given: 'sprig.toDate("2006-01-02", "nope").Year()', want: 1 },
  { given: 'sprig.mustToDate("2006-01-02", "2024-02-29").Month().String()', want: 'February' },
  { given: 'sprig.unixEpoch(date("2024-03-05T06:07:08Z"))', want: '1709618828' },
  { given: 'sprig.unixEpoch(date("1960-01-01"))', want: '-315619200' },
  { given: 'sprig.now().Year() > 2000', want: true },
  { given: 'sprig.ago(now())', want: '0s' },
  { given: 'sprig.ago(now() - duration("2h"))', want: '2h0m0s' },
  { given: 'sprig.date("2006", nil) == now().Format("2006")', want: true },
  { given: 'sprig.ago(sprig.int64(0)) endsWith "s"', want: true },
])('$given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  {
    given: 'sprig.mustDateModify("nope", date("2024-03-05T06:07:08Z"))',
    want: 'time: invalid duration "nope" (1:7)',
  },
  { given: 'sprig.dateModify("1h", 5)', want: 'reflect: Call using int as type time.Time (1:7)' },
  { given: 'sprig.date("2006")', want: 'invalid number of arguments: expected 2, got 1 (1:7)' },
  { given: 'sprig.unixEpoch(5)', want: 'reflect: Call using int as type time.Time (1:7)' },
  { given: 'sprig.toDate("2006")', want: 'invalid number of arguments: expected 2, got 1 (1:7)' },
  {
    given: 'sprig.dateInZone("15:04", date("2024-03-05T06:07:08Z"))',
    want: 'invalid number of arguments: expected 3, got 2 (1:7)',
  },
  { given: 'sprig.now(1)', want: 'invalid number of arguments: expected 0, got 1 (1:7)' },
])('fails on $given', ({ given, want }) => {
  expect(() => evaluate(given)).toThrow(
    expect.objectContaining({ code: 'EXPRESSION_EVALUATION', message: expect.stringContaining(want) }),
  );
});

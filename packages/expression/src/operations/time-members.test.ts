import { expect, test } from 'vitest';
import { evaluateExpression } from '../runtime/evaluate-expression.ts';

const evaluate = (text: string): unknown => evaluateExpression(text, {});

test.for([
  { given: 'date("2024-03-05T06:07:08.009Z").Year()', want: 2024n },
  { given: 'date("2024-03-05T06:07:08.009Z").Month().String()', want: 'March' },
  { given: 'date("2024-03-05T06:07:08.009Z").Day()', want: 5n },
  { given: 'date("2024-03-05T06:07:08.009Z").Hour()', want: 6n },
  { given: 'date("2024-03-05T06:07:08.009Z").Minute()', want: 7n },
  { given: 'date("2024-03-05T06:07:08.009Z").Second()', want: 8n },
  { given: 'date("2024-03-05T06:07:08.009Z").Nanosecond()', want: 9000000n },
  { given: 'date("2024-03-05T06:07:08.009Z").YearDay()', want: 65n },
  { given: 'date("2024-03-05T06:07:08.009Z").Weekday().String()', want: 'Tuesday' },
  { given: 'date("2024-03-05T06:07:08.009Z").Unix() == 1709618828', want: true },
  { given: 'date("2024-03-05T06:07:08.009Z").UnixMilli() == 1709618828009', want: true },
  { given: 'date("2024-03-05T06:07:08.009Z").UnixNano() == 1709618828009000000', want: true },
  { given: 'date("2024-03-05T06:07:08.009Z").UTC().String()', want: '2024-03-05 06:07:08.009 +0000 UTC' },
  { given: 'date("2024-03-05T06:07:08.009Z").IsZero()', want: false },
  { given: 'date("0001-01-01").IsZero()', want: true },
  {
    given: 'date("2024-03-05T06:07:08.009Z").In(timezone("America/New_York")).String()',
    want: '2024-03-05 01:07:08.009 -0500 EST',
  },
  { given: 'date("2024-03-05T06:07:08.009Z").In(timezone("Asia/Kolkata")).Hour()', want: 11n },
  { given: 'date("2024-03-05T06:07:08.009Z").After(date("2024-01-01"))', want: true },
  { given: 'date("2024-03-05T06:07:08.009Z").After(date("2025-01-01"))', want: false },
  { given: 'date("2024-03-05T06:07:08.009Z").Before(date("2025-01-01"))', want: true },
  { given: 'date("2024-03-05T06:07:08.009Z").Before(date("2024-01-01"))', want: false },
  { given: 'date("2024-03-05T06:07:08.009Z").Equal(date("2024-03-05T06:07:08.009Z"))', want: true },
  { given: 'date("2024-01-01").Equal(date("2024-01-02"))', want: false },
  { given: 'date("2024-03-05T06:07:08.009Z").Sub(date("2024-03-05")).String()', want: '6h7m8.009s' },
  {
    given: 'date("2024-03-05T06:07:08.009Z").Add(duration("1h")).String()',
    want: '2024-03-05 07:07:08.009 +0000 UTC',
  },
  {
    given: 'date("2024-03-05T06:07:08.009Z").AddDate(0, 1, -5).String()',
    want: '2024-03-31 06:07:08.009 +0000 UTC',
  },
  { given: 'date("2024-01-31").AddDate(0, 1, 0).Format("2006-01-02")', want: '2024-03-02' },
  { given: 'date("2024-02-29").AddDate(1, 0, 0).Format("2006-01-02")', want: '2025-03-01' },
  {
    given:
      'date("2024-03-31 02:30:00", "2006-01-02 15:04:05", "Europe/Zurich").Format("2006-01-02 15:04 -07:00")',
    want: '2024-03-31 03:30 +02:00',
  },
  {
    given:
      'date("2024-03-30 12:00", "2006-01-02 15:04", "Europe/Zurich").AddDate(0, 0, 1).Format("15:04 Z07:00")',
    want: '12:00 +02:00',
  },
  {
    given:
      'date("2024-03-30 12:00", "2006-01-02 15:04", "Europe/Zurich").AddDate(0, 0, 1).Sub(date("2024-03-30 12:00", "2006-01-02 15:04", "Europe/Zurich")).Hours()',
    want: 23,
  },
  { given: 'date("1969-12-31T23:59:59.5Z").UnixMilli() == -500', want: true },
  { given: 'date("1960-01-01").Unix() < 0', want: true },
  { given: 'date("2024-12-31").YearDay()', want: 366n },
  { given: 'type(date("2024-01-01").Unix())', want: 'int' },
  { given: 'type(date("2024-01-01").Unix)', want: 'func' },
  { given: 'date("2024-01-01") == date("2024-01-01")', want: true },
  { given: 'date("2024-01-01") < date("2024-01-02")', want: true },
  { given: 'date("2024-01-02") >= date("2024-01-02")', want: true },
  { given: 'date("2024-01-01") != date("2024-01-02")', want: true },
  { given: 'max([date("2024-01-01").Year()])', want: 2024n },
])('time: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

test.for([
  {
    given: 'date("2024-03-05T06:07:08.009Z").Format("2006-01-02T15:04:05Z07:00")',
    want: '2024-03-05T06:07:08Z',
  },
  {
    given: 'date("2024-03-05T06:07:08.009Z").Format("Mon Jan _2 15:04:05 MST 2006")',
    want: 'Tue Mar  5 06:07:08 UTC 2024',
  },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("Monday, 2 January 06")', want: 'Tuesday, 5 March 24' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("3:04:05 pm")', want: '6:07:08 am' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("03:04PM")', want: '06:07AM' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("02/01/2006 15h04")', want: '05/03/2024 06h07' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format(".000 .999 ,000000")', want: '.009 .009 ,009000' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("2006 002 __2")', want: '2024 065  65' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("Z0700 -07:00 -0700 -07")', want: 'Z +00:00 +0000 +00' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("05.00")', want: '08.00' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("Jan _2")', want: 'Mar  5' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("1/2")', want: '3/5' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("20060102")', want: '20240305' },
  { given: 'date("2024-03-05T06:07:08.009Z").Format("MST Z07")', want: 'UTC Z' },
  {
    given:
      'date("2024-11-15 23:09:07", "2006-01-02 15:04:05", "America/New_York").Format("Mon 3:04 pm Z07:00 MST -0700")',
    want: 'Fri 11:09 pm -05:00 EST -0500',
  },
  {
    given: 'date("2024-07-05T00:00:00+05:30").Format("2006-01-02T15:04:05Z07:00 -07 Z0700")',
    want: '2024-07-05T00:00:00+05:30 +05 +0530',
  },
  { given: 'date("2024-07-05").Format("")', want: '' },
  { given: 'date("2024-07-05").Format("plain words")', want: 'plain words' },
  {
    given: 'date("2024-07-05T10:00:00.120Z").Format("15:04:05.999999 15:04:05.000")',
    want: '10:00:00.12 10:00:00.120',
  },
])('layout: $given is $want', ({ given, want }) => {
  expect(evaluate(given)).toEqual(want);
});

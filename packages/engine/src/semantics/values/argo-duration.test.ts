import { describe, expect, test } from 'vitest';
import { humanDuration, parseArgoDuration } from './argo-duration.ts';

describe('durations as Argo reads them', () => {
  test.for([
    { given: '2', want: 2000 },
    { given: '0', want: 0 },
    { given: '-3', want: -3000 },
    { given: '1h30m', want: 5_400_000 },
    { given: '500ms', want: 500 },
    { given: '1.5s', want: 1500 },
    { given: '.5m', want: 30_000 },
    { given: '2us', want: 0.002 },
  ])('$given is $want ms', ({ given, want }) => {
    expect(parseArgoDuration(given)).toBe(want);
  });

  test.for([
    { given: 'abc', want: 'unable to parse abc as a duration: time: invalid duration "abc"' },
    {
      given: '1 day',
      want: 'unable to parse 1 day as a duration: time: unknown unit " day" in duration "1 day"',
    },
    { given: '1.5', want: 'unable to parse 1.5 as a duration: time: missing unit in duration "1.5"' },
    { given: '', want: 'unable to parse  as a duration: time: invalid duration ""' },
  ])('"$given" is refused', ({ given, want }) => {
    expect(() => parseArgoDuration(given)).toThrow(want);
  });

  test.for([
    { given: 2000, want: '2 seconds' },
    { given: 1999, want: '1 second' },
    { given: 61_000, want: '1 minute 1 seconds' },
    { given: 300_000, want: '5 minutes 0 seconds' },
    { given: 3_660_000, want: '1 hour 1 minutes' },
    { given: 25 * 3_600_000, want: '1 day 1 hours' },
    { given: 0, want: '0 seconds' },
  ])('$given ms is $want in words', ({ given, want }) => {
    expect(humanDuration(given)).toBe(want);
  });
});

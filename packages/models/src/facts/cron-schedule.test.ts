import { expect, test } from 'vitest';
import { isTimezone } from './cron-schedule.ts';

test.for([
  { given: 'Europe/Berlin', want: true },
  { given: 'Asia/Calcutta', want: true },
  { given: 'Etc/UTC', want: true },
  { given: 'US/Pacific', want: true },
  { given: 'UTC', want: true },
  { given: 'Local', want: true },
  { given: 'europe/berlin', want: false },
  { given: 'utc', want: false },
  { given: 'Europe/Berlim', want: false },
  { given: '+02:00', want: false },
])('$given is a time zone: $want', ({ given, want }) => {
  expect(isTimezone(given)).toBe(want);
});

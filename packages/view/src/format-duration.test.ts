import { expect, test } from 'vitest';
import { formatDuration, formatSpan } from './format-duration.ts';

test.for([
  { given: 0, want: '0.0s' },
  { given: -5000, want: '0.0s' },
  { given: 340, want: '0.3s' },
  { given: 9940, want: '9.9s' },
  { given: 9950, want: '10s' },
  { given: 59_600, want: '1m 00s' },
  { given: 185_000, want: '3m 05s' },
  { given: 7_620_000, want: '2h 07m' },
  { given: 273_600_000, want: '3d 4h' },
])('$given ms is shown as $want', ({ given, want }) => {
  expect(formatDuration(given)).toBe(want);
});

test.for([
  [undefined, 1],
  [null, 1],
  ['', 1],
  ['2026-01-01T00:00:00Z', undefined],
  ['no time', 1],
] as const)('a span from %s to %s is not shown', ([from, to]) => {
  expect(formatSpan(from, to)).toBe('');
});

test.for([
  { given: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'], want: '<1s' },
  { given: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:07Z'], want: '7s' },
  { given: ['2026-01-01T00:00:00.250Z', '2026-01-01T00:00:01Z'], want: '0.8s' },
] as const)('$given is shown no finer than it is known: $want', ({ given: [from, to], want }) => {
  expect(formatSpan(from, to)).toBe(want);
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { formatDuration, parseDuration, tryParseDuration } from '../index.ts';

const second = 1_000_000_000n;

describe('durations as time.ParseDuration reads them', () => {
  test.for([
    { given: '0', want: 0n },
    { given: '-0', want: 0n },
    { given: '+0', want: 0n },
    { given: '0s', want: 0n },
    { given: '5s', want: 5n * second },
    { given: '+5s', want: 5n * second },
    { given: '-5s', want: -5n * second },
    { given: '1h30m', want: 5400n * second },
    { given: '1h1.5m', want: 3690n * second },
    { given: '.5s', want: 500_000_000n },
    { given: '-.5s', want: -500_000_000n },
    { given: '5.s', want: 5n * second },
    { given: '1.004s', want: 1_004_000_000n },
    { given: '1ns', want: 1n },
    { given: '1.9ns', want: 1n },
    { given: '10us', want: 10_000n },
    { given: '10µs', want: 10_000n },
    { given: '10μs', want: 10_000n },
    { given: '12ms', want: 12_000_000n },
    { given: '1h1m1s1ms1us1ns', want: 3661_001_001_001n },
    { given: '1m1m', want: 120n * second },
    { given: '0.3333333333333333333h', want: 1200n * second },
    { given: '0.9223372036854775807h', want: 3_320_413_933_267n },
    { given: '0.100000000000000000000h', want: 360n * second },
    { given: '0.830103483285477580700h', want: 2_988_372_539_827n },
    { given: '2562047h47m16.854775807s', want: 2n ** 63n - 1n },
    { given: '9223372036854775807ns', want: 2n ** 63n - 1n },
    { given: '-9223372036854775808ns', want: -(2n ** 63n) },
    { given: '-2562047h47m16.854775808s', want: -(2n ** 63n) },
  ])('$given', ({ given, want }) => {
    expect(parseDuration(given)).toBe(want);
  });

  test.for([
    { given: '', want: 'time: invalid duration ""' },
    { given: '-', want: 'time: invalid duration "-"' },
    { given: 'abc', want: 'time: invalid duration "abc"' },
    { given: '.s', want: 'time: invalid duration ".s"' },
    { given: '+.s', want: 'time: invalid duration "+.s"' },
    { given: '1h-30m', want: 'time: unknown unit "h-" in duration "1h-30m"' },
    { given: ' 1s', want: 'time: invalid duration " 1s"' },
    { given: '3', want: 'time: missing unit in duration "3"' },
    { given: '1.5', want: 'time: missing unit in duration "1.5"' },
    { given: '1s2', want: 'time: missing unit in duration "1s2"' },
    { given: '1d', want: 'time: unknown unit "d" in duration "1d"' },
    { given: '1 day', want: 'time: unknown unit " day" in duration "1 day"' },
    { given: '1H', want: 'time: unknown unit "H" in duration "1H"' },
    { given: '1é', want: String.raw`time: unknown unit "\xc3\xa9" in duration "1\xc3\xa9"` },
    { given: '1"\\\u007f', want: 'time: unknown unit "\\"\\\\\u007f" in duration "1\\"\\\\\u007f"' },
    { given: '1\n', want: String.raw`time: unknown unit "\x0a" in duration "1\x0a"` },
    { given: '9999999h', want: 'time: invalid duration "9999999h"' },
    { given: '9223372036854775808ns', want: 'time: invalid duration "9223372036854775808ns"' },
    { given: '-9223372036854775809ns', want: 'time: invalid duration "-9223372036854775809ns"' },
    { given: '9223372036854775.808us', want: 'time: invalid duration "9223372036854775.808us"' },
    { given: '99999999999999999999x', want: 'time: invalid duration "99999999999999999999x"' },
    { given: '2562048h1x', want: 'time: invalid duration "2562048h1x"' },
  ])('refuses "$given" with the message of Go', ({ given, want }) => {
    expect(() => parseDuration(given)).toThrow(new Error(want));
    expect(tryParseDuration(given)).toBeUndefined();
  });

  test.for([
    { given: 0n, want: '0s' },
    { given: 1n, want: '1ns' },
    { given: 1100n, want: '1.1µs' },
    { given: 2_200_000n, want: '2.2ms' },
    { given: 3_300_000_000n, want: '3.3s' },
    { given: 245n * second, want: '4m5s' },
    { given: 3600n * second, want: '1h0m0s' },
    { given: 5400n * second + 1n, want: '1h30m0.000000001s' },
    { given: -second, want: '-1s' },
    { given: 2n ** 63n - 1n, want: '2562047h47m16.854775807s' },
    { given: -(2n ** 63n), want: '-2562047h47m16.854775808s' },
  ])('prints $given as $want', ({ given, want }) => {
    expect(formatDuration(given)).toBe(want);
  });

  test('reads what it prints', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }), (nanoseconds) => {
        expect(parseDuration(formatDuration(nanoseconds))).toBe(nanoseconds);
      }),
    );
  });
});

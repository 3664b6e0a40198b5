import { describe, expect, test } from 'vitest';
import {
  formatFloatF,
  formatFloatG,
  formatIntegerGo,
  parseFloatGo,
  parseIntGo,
  tryParseIntGo,
} from '../index.ts';

describe('floats', () => {
  test.for([
    { given: 0, g: '0', f: '0' },
    { given: -0, g: '-0', f: '-0' },
    { given: 1, g: '1', f: '1' },
    { given: -1.5, g: '-1.5', f: '-1.5' },
    { given: 123456, g: '123456', f: '123456' },
    { given: 1e6, g: '1e+06', f: '1000000' },
    { given: 1234567.5, g: '1.2345675e+06', f: '1234567.5' },
    { given: 0.0001, g: '0.0001', f: '0.0001' },
    { given: 0.00001, g: '1e-05', f: '0.00001' },
    { given: 1e21, g: '1e+21', f: '1000000000000000000000' },
    { given: 1e100, g: '1e+100', f: `1${'0'.repeat(100)}` },
    { given: 5e-324, g: '5e-324', f: `0.${'0'.repeat(323)}5` },
    { given: 0.1 + 0.2, g: '0.30000000000000004', f: '0.30000000000000004' },
    { given: Number.NaN, g: 'NaN', f: 'NaN' },
    { given: Number.POSITIVE_INFINITY, g: '+Inf', f: '+Inf' },
    { given: Number.NEGATIVE_INFINITY, g: '-Inf', f: '-Inf' },
  ])('prints $given', ({ given, g, f }) => {
    expect(formatFloatG(given)).toBe(g);
    expect(formatFloatF(given)).toBe(f);
  });

  test.for([
    { given: 0.1, want: '0.1' },
    { given: 1.5, want: '1.5' },
    { given: 123456.78, want: '123456.78' },
    { given: 1234567.5, want: '1.2345675e+06' },
    { given: 16777217.5, want: '1.6777218e+07' },
    { given: 2094149.25, want: '2.0941492e+06' },
    { given: 374626.62213009066, want: '374626.62' },
    { given: 0.00001, want: '1e-05' },
    { given: 1e-45, want: '1e-45' },
    { given: 1e39, want: '+Inf' },
  ])('prints $given as float32', ({ given, want }) => {
    expect(formatFloatG(given, 32)).toBe(want);
  });

  test.for([
    { given: '1', want: 1 },
    { given: '+1.5', want: 1.5 },
    { given: '-0', want: -0 },
    { given: '.5', want: 0.5 },
    { given: '5.', want: 5 },
    { given: '-.5e-1', want: -0.05 },
    { given: '1E3', want: 1000 },
    { given: '1e-400', want: 0 },
    { given: '1_23.50_0_0e+1_2', want: 1.235e14 },
    { given: 'Inf', want: Number.POSITIVE_INFINITY },
    { given: '-infinity', want: Number.NEGATIVE_INFINITY },
    { given: 'NaN', want: Number.NaN },
    { given: '0x1p-2', want: 0.25 },
    { given: '-0X1.8P1', want: -3 },
    { given: '0x_1_2.3_4_5p+1_2', want: 74565 },
    { given: '0x1fffffffffffff8p0', want: 2 ** 57 },
    { given: '0x1p-1074', want: 5e-324 },
    { given: '0x0p9999', want: 0 },
  ])('reads $given', ({ given, want }) => {
    expect(parseFloatGo(given)).toBe(want);
  });

  test.for([
    ...['', ' 1', '1 ', '.', '+', 'e5', '1e', '1e+', '1.2.3', '1,5', '１', '+nan', 'in', 'infin'],
    ...['_1', '1_', '1__2', '1_.5', '1._5', '1_e5', '1e_5', '1e5_', '0x', '0x1', '0xp1', '0x1.p', '0xg'],
    ...['1e309', '-1e400', '0x1p1024'],
  ])('refuses "%s"', (given) => {
    expect(parseFloatGo(given)).toBeUndefined();
  });
});

describe('integers', () => {
  test.for([
    { given: '0', want: 0n },
    { given: '+5', want: 5n },
    { given: '-007', want: -7n },
    { given: '9223372036854775807', want: 2n ** 63n - 1n },
    { given: '-9223372036854775808', want: -(2n ** 63n) },
  ])('reads $given', ({ given, want }) => {
    expect(parseIntGo(given)).toBe(want);
    expect(tryParseIntGo(given)).toBe(want);
  });

  test.for([
    { given: '', want: 'strconv.Atoi: parsing "": invalid syntax' },
    { given: '1.0', want: 'strconv.Atoi: parsing "1.0": invalid syntax' },
    { given: '1_000', want: 'strconv.Atoi: parsing "1_000": invalid syntax' },
    { given: 'é"\n', want: String.raw`strconv.Atoi: parsing "é\"\n": invalid syntax` },
    {
      given: '9223372036854775808',
      want: 'strconv.Atoi: parsing "9223372036854775808": value out of range',
    },
    {
      given: '18446744073709551616x',
      want: 'strconv.Atoi: parsing "18446744073709551616x": value out of range',
    },
  ])('refuses "$given" with the message of Go', ({ given, want }) => {
    expect(() => parseIntGo(given)).toThrow(new Error(want));
    expect(tryParseIntGo(given)).toBeUndefined();
  });

  test.for([
    { format: '%d', value: 5n, want: '5' },
    { format: '%v-%%', value: -5n, want: '-5-%' },
    { format: 'h%03d', value: 7n, want: 'h007' },
    { format: '%03d', value: -7n, want: '-07' },
    { format: '%+d', value: 7n, want: '+7' },
    { format: '%+v', value: 7n, want: '7' },
    { format: '% d', value: 7n, want: ' 7' },
    { format: '%5d|', value: 42n, want: '   42|' },
    { format: '%-5d|', value: 42n, want: '42   |' },
    { format: '%-05d|', value: 42n, want: '42   |' },
    { format: '%.3d', value: 7n, want: '007' },
    { format: '%6.3d', value: -7n, want: '  -007' },
    { format: '%.0d|', value: 0n, want: '|' },
    { format: '%x', value: 255n, want: 'ff' },
    { format: '%02X', value: 10n, want: '0A' },
    { format: '%#x', value: 255n, want: '0xff' },
    { format: '%#06x', value: 255n, want: '0x0000ff' },
    { format: '%o', value: 8n, want: '10' },
    { format: '%#o', value: 8n, want: '010' },
    { format: '%O', value: 8n, want: '0o10' },
    { format: '%b', value: 5n, want: '101' },
    { format: '%c', value: 65n, want: 'A' },
    { format: '%q', value: 39n, want: String.raw`'\''` },
    { format: '%U', value: 0x1f642n, want: 'U+1F642' },
    { format: '%#U', value: 97n, want: "U+0061 'a'" },
    { format: '%s', value: 1n, want: '%!s(int=1)' },
    { format: '%f', value: -1n, want: '%!f(int=-1)' },
    { format: '%d %d', value: 1n, want: '1 %!d(MISSING)' },
    { format: 'x', value: 1n, want: 'x%!(EXTRA int=1)' },
    { format: '', value: 1n, want: '%!(EXTRA int=1)' },
    { format: '%d%', value: 1n, want: '1%!(NOVERB)' },
    { format: '%d', value: 2n ** 63n - 1n, want: '9223372036854775807' },
  ])('$format prints $value as $want', ({ format, value, want }) => {
    expect(formatIntegerGo(format, value)).toBe(want);
  });

  test.for(['%*d', '%[1]d'])('refuses %s, which needs more than one value', (format) => {
    expect(() => formatIntegerGo(format, 1n)).toThrow('are not supported');
  });
});

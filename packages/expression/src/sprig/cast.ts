import { parseFloatGo, tryParseIntGo } from '@tiphys/go';
import { GoInteger, toFloat, truncateFloat } from '../values/value.ts';

/** Parses an integer literal of Go: `0x1f`, `0o17`, `017`, `0b1`, `1_000`. */
function parseBased(text: string): bigint | undefined {
  const match = /^([+-]?)(0x[\da-f_]+|0b[01_]+|0o?[0-7_]+|[1-9][\d_]*|0)$/i.exec(text);
  const [, sign = '', digits = ''] = match ?? [];
  if (match === null) return undefined;
  const plain = digits.replaceAll('_', '').toLowerCase();
  const value = BigInt(/^0[0-7]/.test(plain) ? `0o${plain.slice(1)}` : plain);
  const signed = sign === '-' ? -value : value;
  return BigInt.asIntN(64, signed) === signed ? signed : undefined;
}

/** Implements sprig's `int64`, which returns 0 for other values. */
export function castInteger(value: unknown): bigint {
  switch (typeof value) {
    case 'bigint':
      return value;
    case 'number':
      return truncateFloat(value);
    case 'boolean':
      return value ? 1n : 0n;
    case 'string':
      return parseBased(value.replace(/\.0*$/, '')) ?? 0n;
  }
  return value instanceof GoInteger && value.typeName !== 'time.Duration' ? value.value : 0n;
}

/** Implements sprig's `float64`, which returns 0 for other values. */
export function castFloat(value: unknown): number {
  switch (typeof value) {
    case 'number':
      return value;
    case 'bigint':
      return Number(value);
    case 'boolean':
      return value ? 1 : 0;
    case 'string':
      return parseFloatGo(value) ?? 0;
  }
  return value instanceof GoInteger && value.typeName !== 'time.Duration'
    ? toFloat(new GoInteger(value.kind, value.value))
    : 0;
}

/** Implements Go's `strconv.Atoi` with ignored errors: out of range, it returns the limit. */
export function atoi(text: string): bigint {
  const value = tryParseIntGo(text);
  if (value !== undefined) return value;
  if (!/^[+-]?\d+$/.test(text)) return 0n;
  return text.startsWith('-') ? -(2n ** 63n) : 2n ** 63n - 1n;
}

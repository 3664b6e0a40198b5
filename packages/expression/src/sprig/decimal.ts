import { formatFloatF } from '@tiphys/go';
import { printGoValue } from '../values/print-value.ts';

/** A decimal number: `digits` times ten to the power of `-scale`. */
export interface Decimal {
  readonly digits: bigint;
  readonly scale: number;
}

const DIVISION_SCALE = 16;

/** Returns the decimal of the printed form of a float. */
export function decimalOf(value: number): Decimal {
  if (!Number.isFinite(value)) throw new Error(`Cannot create a Decimal from ${printGoValue(value)}`);
  const [whole = '0', fraction = ''] = formatFloatF(value).split('.');
  return { digits: BigInt(whole + fraction), scale: fraction.length };
}

function align(a: Decimal, b: Decimal): readonly [bigint, bigint, number] {
  const scale = Math.max(a.scale, b.scale);
  return [a.digits * 10n ** BigInt(scale - a.scale), b.digits * 10n ** BigInt(scale - b.scale), scale];
}

/** Adds two decimals exactly. */
export function addDecimal(a: Decimal, b: Decimal): Decimal {
  const [x, y, scale] = align(a, b);
  return { digits: x + y, scale };
}

/** Subtracts two decimals exactly. */
export function subtractDecimal(a: Decimal, b: Decimal): Decimal {
  return addDecimal(a, { digits: -b.digits, scale: b.scale });
}

/** Multiplies two decimals exactly. */
export function multiplyDecimal(a: Decimal, b: Decimal): Decimal {
  return { digits: a.digits * b.digits, scale: a.scale + b.scale };
}

/** Divides two decimals to sixteen places, rounded half away from zero. */
export function divideDecimal(a: Decimal, b: Decimal): Decimal {
  if (b.digits === 0n) throw new Error('decimal division by 0');
  const [x, y] = align(a, b);
  const scaled = x * 10n ** BigInt(DIVISION_SCALE);
  const quotient = scaled / y;
  const rest = scaled % y;
  const double = (rest < 0n ? -rest : rest) * 2n;
  const away = double >= (y < 0n ? -y : y) ? (x < 0n === y < 0n ? 1n : -1n) : 0n;
  return { digits: quotient + away, scale: DIVISION_SCALE };
}

/** Returns the nearest float of a decimal. */
export function floatOf({ digits, scale }: Decimal): number {
  return Number(`${digits}e-${scale}`);
}

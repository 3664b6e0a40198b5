import { formatFloatG } from '@tiphys/go';

/**
 * The value of an unquoted word in Go's YAML reader if it is not a string; undefined if it is one.
 */
export interface Resolved {
  readonly value: null | boolean | number;
}

const WORDS: ReadonlyMap<string, Resolved> = new Map<string, Resolved>([
  ...['', '~', 'null', 'Null', 'NULL'].map((word) => [word, { value: null }] as const),
  ...['y', 'Y', 'yes', 'Yes', 'YES', 'true', 'True', 'TRUE', 'on', 'On', 'ON'].map(
    (word) => [word, { value: true }] as const,
  ),
  ...['n', 'N', 'no', 'No', 'NO', 'false', 'False', 'FALSE', 'off', 'Off', 'OFF'].map(
    (word) => [word, { value: false }] as const,
  ),
  ...['.nan', '.NaN', '.NAN'].map((word) => [word, { value: Number.NaN }] as const),
  ...['.inf', '.Inf', '.INF', '+.inf', '+.Inf', '+.INF'].map((word) => [word, { value: Infinity }] as const),
  ...['-.inf', '-.Inf', '-.INF'].map((word) => [word, { value: -Infinity }] as const),
]);

const RADIX = /^([-+]?)0(?:[xX]([0-9a-fA-F]+)|[oO]?([0-7]+)|[bB]([01]+))$/;
const DECIMAL = /^[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?$/;

/**
 * Reads an unquoted word as Go's YAML reader does (go-yaml 2 in sigs.k8s.io/yaml). Dates and base 60 numbers
 * stay strings.
 */
export function resolvePlain(word: string): Resolved | undefined {
  const first = word.charCodeAt(0);
  const isNumeric = (first >= 0x30 && first <= 0x39) || first === 0x2b || first === 0x2d || first === 0x2e;
  if (!isNumeric || word.length > 400) return WORDS.get(word);
  const value = parseNumber(first === 0x2e ? word : word.replaceAll('_', ''));
  return value === undefined ? WORDS.get(word) : { value };
}

function parseNumber(plain: string): number | undefined {
  const radix = RADIX.exec(plain);
  if (radix) {
    const [, sign = '', hex, octal, binary] = radix;
    const digits = hex ? `0x${hex}` : octal ? `0o${octal}` : `0b${binary}`;
    const value = BigInt(digits);
    // Go reads 64 bits. It reads longer octal numbers as decimals, and other longer numbers as strings.
    if (value < 1n << (sign === '' ? 64n : 63n)) return Number(value) * (sign === '-' ? -1 : 1);
  }
  if (!DECIMAL.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}

/** Returns a mapping key as JSON text after Go's conversion; undefined for keys that Go rejects. */
export function keyText(key: unknown): string | undefined {
  if (typeof key === 'string') return key;
  if (typeof key === 'boolean') return String(key);
  if (typeof key !== 'number') return undefined;
  if (Number.isNaN(key)) return '.nan';
  if (!Number.isFinite(key)) return key > 0 ? '.inf' : '-.inf';
  return Number.isInteger(key) ? BigInt(key).toString() : formatFloatG(key, 32);
}

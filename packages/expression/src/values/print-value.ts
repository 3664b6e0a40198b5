import {
  compareStrings,
  dayNames,
  formatDuration,
  formatFloatG,
  formatTime,
  GoLocation,
  GoTime,
  monthNames,
} from '@tiphys/go';
import { hasGoType } from './type-of.ts';
import { entriesOf, GoBytes, GoFunction, GoInteger, isList, isMap, isNumeric, toFloat } from './value.ts';

function rank(value: unknown): number {
  if (value === null) return 0;
  if (typeof value === 'bigint' || value instanceof GoInteger) return 1;
  if (typeof value === 'number') return 2;
  return typeof value === 'string' ? 3 : 4;
}

/** Compares map keys as Go's fmt does: by kind, then by value. */
function compareKeys(a: unknown, b: unknown): number {
  if (rank(a) !== rank(b)) return rank(a) - rank(b);
  if (isNumeric(a) && isNumeric(b)) return toFloat(a) - toFloat(b);
  return compareStrings(String(a), String(b));
}

function printNamed(value: GoInteger): string {
  switch (value.typeName) {
    case 'time.Duration':
      return formatDuration(value.value);
    case 'time.Month':
      return monthNames[Number(value.value) - 1] ?? String(value.value);
    case 'time.Weekday':
      return dayNames[Number(value.value)] ?? String(value.value);
    default:
      return String(value.value);
  }
}

/**
 * Prints a value as Go's `%v` does: `map[a:1]` for a map, `[1 2]` for a list, `1e+06` for a float64. A `number` is a float64 and a `bigint`
 * an int, as in the results of `evaluateExpression`.
 *
 * @see https://pkg.go.dev/fmt
 * @example
 * ```ts
 * printGoValue({ b: [1, true], a: 'x' }); // => map[a:x b:[1 true]]
 * printGoValue(1_000_000); // => 1e+06
 * ```
 */
export function printGoValue(value: unknown): string {
  if (value === null || value === undefined) return '<nil>';
  switch (typeof value) {
    case 'number':
      return formatFloatG(value);
    case 'string':
    case 'boolean':
    case 'bigint':
      return String(value);
  }
  if (isList(value)) return `[${value.map(printGoValue).join(' ')}]`;
  if (isMap(value)) {
    const entries = entriesOf(value).sort(([a], [b]) => compareKeys(a, b));
    return `map[${entries.map(([key, item]) => `${printGoValue(key)}:${printGoValue(item)}`).join(' ')}]`;
  }
  if (value instanceof GoInteger) return printNamed(value);
  if (value instanceof GoBytes) return `[${value.bytes.join(' ')}]`;
  if (value instanceof GoTime) return formatTime(value, '2006-01-02 15:04:05.999999999 -0700 MST');
  if (value instanceof GoLocation) return value.name;
  if (value instanceof GoFunction) return '0x0';
  if (hasGoType(value) && 'toText' in value && typeof value.toText === 'function')
    return String(value.toText());
  return String(value);
}

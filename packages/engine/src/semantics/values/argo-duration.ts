import { parseDuration, tryParseIntGo } from '@tiphys/go';
import { describeError } from '../../contract/error-text.ts';

/**
 * Returns the milliseconds of a duration as Go reads it: `1h30m`, `500ms`.
 *
 * @throws Error with the message of Go's `time.ParseDuration`
 */
export function parseMilliseconds(text: string): number {
  return Number(parseDuration(text)) / 1e6;
}

/**
 * Returns the milliseconds of a duration as Argo reads it: an integer is in seconds, other text is in Go's format.
 * See docs/semantics/limits.md#durations.
 *
 * @throws Error `unable to parse 1 day as a duration: ...`
 */
export function parseArgoDuration(text: string): number {
  const seconds = tryParseIntGo(text);
  // Argo multiplies in an int64, which wraps around.
  if (seconds !== undefined) return Number(BigInt.asIntN(64, seconds * 1_000_000_000n)) / 1e6;
  try {
    return parseMilliseconds(text);
  } catch (error) {
    throw new Error(`unable to parse ${text} as a duration: ${describeError(error)}`);
  }
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const UNITS: readonly (readonly [name: string, milliseconds: number])[] = [
  ['month', 30 * DAY],
  ['week', 7 * DAY],
  ['day', DAY],
  ['hour', HOUR],
  ['minute', MINUTE],
  ['second', SECOND],
];

/** Returns a duration in words as in Argo's messages, which always use the plural for the smaller unit: `1 minute 1 seconds`. */
export function humanDuration(milliseconds: number): string {
  const [unit, size] = UNITS.find(([, each]) => milliseconds >= each) ?? ['second', SECOND];
  const count = Math.floor(milliseconds / size);
  const largest = `${count} ${unit}${count === 1 ? '' : 's'}`;
  if (milliseconds < MINUTE) return largest;
  if (milliseconds < HOUR) return `${largest} ${Math.floor((milliseconds % MINUTE) / SECOND)} seconds`;
  if (milliseconds < DAY) return `${largest} ${Math.floor((milliseconds % HOUR) / MINUTE)} minutes`;
  return `${largest} ${Math.floor((milliseconds % DAY) / HOUR)} hours`;
}

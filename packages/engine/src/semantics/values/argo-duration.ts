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

/** Returns a duration in words, `2 minutes 5 seconds`, as in Argo's messages. */
export function humanDuration(milliseconds: number): string {
  const units: readonly (readonly [string, number])[] = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
    ['second', 1],
  ];
  let seconds = Math.round(milliseconds / 1000);
  const words: string[] = [];
  for (const [unit, size] of units) {
    const count = Math.floor(seconds / size);
    if (count > 0) words.push(`${count} ${unit}${count === 1 ? '' : 's'}`);
    seconds -= count * size;
  }
  return words.slice(0, 2).join(' ') || '0 seconds';
}

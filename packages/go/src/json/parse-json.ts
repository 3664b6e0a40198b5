import { LEFT_BRACE, LEFT_BRACKET, MAX_DEPTH, scanJson } from './scan-json.ts';
import type { JsonSpan } from './scan-scalar.ts';

/**
 * Returns the value of a JSON text as Go's `json.Unmarshal` puts it into an `interface{}`.
 *
 * @throws Error with the message of Go's `encoding/json`, also for a number that a float64 cannot hold
 */
export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    scanJson(text);
    throw cause;
  }
  if (mayExceedLimits(text)) refuseLargeNumbers(text);
  return value;
}

/** Tells whether a text may be nested too deeply for Go or hold a number too large for a float64. Most texts need no second scan. */
function mayExceedLimits(text: string): boolean {
  return /\d[eE]\+?\d|\d{309}/.test(text) || (text.length > 2 * MAX_DEPTH && countOpening(text) > MAX_DEPTH);
}

function countOpening(text: string): number {
  let count = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === LEFT_BRACKET || code === LEFT_BRACE) count += 1;
  }
  return count;
}

function refuseLargeNumbers(text: string): void {
  const spans: JsonSpan[] = [scanJson(text)];
  for (let span = spans.pop(); span !== undefined; span = spans.pop()) {
    if (span.kind === 'number') {
      const digits = text.slice(span.start, span.end);
      if (!Number.isFinite(Number(digits)))
        throw new Error(`json: cannot unmarshal number ${digits} into Go value of type float64`);
    }
    // In the order of the text: Go reports the first.
    for (let index = span.parts.length - 1; index >= 0; index -= 1) {
      const part = span.parts[index];
      if (part !== undefined) spans.push(part);
    }
  }
}

import { escapeText } from './escape-text.ts';
import { WRITES_TEXTS } from './features.ts';
import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';

/**
 * Encodes a value as {@link encodeValue} does if it has the given type, or is null, which TypeScript allows without `strict`.
 *
 * @param type `number`, `string` or `boolean`
 * @throws TaskError `PIPELINE_OUTPUT_NOT_JSON` if it does not
 */
export function encodeScalar(value: unknown, type: string, place: string): string {
  const text = JSON.stringify(typeof value === type ? value : null);
  // NaN and infinity become null, too.
  if (text === 'null' && value !== null)
    throw new TaskError(`PIPELINE_OUTPUT_NOT_JSON: ${place} is ${shortText(value)}, not a JSON ${type}.`);
  return WRITES_TEXTS ? escapeText(text) : text;
}

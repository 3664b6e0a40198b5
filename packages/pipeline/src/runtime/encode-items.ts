import { encodeValue } from './encode-value.ts';
import { shortText } from './short-text.ts';
import { TaskError } from './task-error.ts';

/**
 * Encodes a list in loop form: a JSON list of the JSON texts of its elements. See docs/wire-format.md#loop-form.
 *
 * @throws TaskError `PIPELINE_OUTPUT_NOT_LIST`, `PIPELINE_OUTPUT_NOT_JSON`
 */
export function encodeItems(place: string, value: unknown): string {
  if (!Array.isArray(value))
    throw new TaskError(
      `PIPELINE_OUTPUT_NOT_LIST: ${place} is ${shortText(value)}, but a loop iterates over it: it must be a list.`,
    );
  const texts = [...Array(value.length).keys()].map((index) => encodeValue(value[index], `Element ${index}`));
  return JSON.stringify(texts);
}
